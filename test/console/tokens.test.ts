import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';

const THEME = path.resolve(import.meta.dirname, '../../console/src/theme');
const css = fs.readFileSync(path.join(THEME, 'tokens.css'), 'utf8');
const tokensIn = (selector: string): Readonly<Record<string, string>> => {
  const at = css.indexOf(`${selector} {`);
  const block = css.slice(at, css.indexOf('\n}', at));
  return Object.fromEntries(Array.from(block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g), ([, name = '', value = '']) => [name, value]));
};
const THEMES = { light: tokensIn(':root'), dark: tokensIn("[data-theme='dark']") };

/** WCAG 2.2 relative luminance of #rrggbb. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

const SURFACES = ['surface', 'canvas', 'sunken'];
const TINTED = ['accent', 'ok', 'warn', 'bad', 'core', 'important', 'g4', 'g3', 'g2', 'g1', 's1', 's2', 's3', 's4', 's5', 's6'];

for (const [theme, tokens] of Object.entries(THEMES)) {
  const ratio = (text: string, ground: string): number => contrast(tokens[text] ?? '#000000', tokens[ground] ?? '#000000');
  describe(`colours of the ${theme} theme`, () => {
    for (const text of ['ink1', 'ink2', 'ink3', 'accent'])
      for (const ground of SURFACES) it(`lets ${text} be read on ${ground}`, () => expect(ratio(text, ground)).to.be.at.least(4.5));
    for (const ground of SURFACES)
      it(`shows the borders of controls on ${ground}`, () => expect(ratio('control', ground)).to.be.at.least(3));
    for (const name of TINTED) it(`lets ${name} be read on its tint`, () => expect(ratio(name, `${name}-tint`)).to.be.at.least(4.5));
    for (const hue of ['s1', 's2', 's3', 's4', 's5', 's6']) {
      it(`lets the text be read on the tint of ${hue}`, () => expect(ratio('ink1', `${hue}-tint`)).to.be.at.least(4.5));
      it(`shows the underline of ${hue} on the text's ground`, () => expect(ratio(hue, 'surface')).to.be.at.least(3));
    }
    it('lets the words of a filled button be read', () => expect(ratio('on-accent', 'accent-fill')).to.be.at.least(4.5));
    it('shows where a filled button is', () => expect(ratio('accent-fill', 'surface')).to.be.at.least(3));
    it('lets the notes of a selected row be read', () => expect(ratio('ink2', 'accent-tint')).to.be.at.least(4.5));
  });
}

describe('style sheets', () => {
  it('carry no weight but 400 and 600, since common Chinese fonts have no other', () => {
    const files = fs.readdirSync(path.resolve(THEME, '..'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
    for (const name of files) {
      const text = fs.readFileSync(path.resolve(THEME, '..', name), 'utf8');
      expect(text.match(/font-weight: (?!400|600)\S+|(?<!-)font: (?!var|400|600|inherit)\S+/g) ?? [], name).to.deep.equal([]);
    }
  });
});
