import { expect } from 'chai';
import { detect } from '../../../policies/classification/detect.ts';
import type { Kind } from '../../../policies/classification/finding.ts';
import { readVector } from '../../support/vectors.ts';

const linesOf = (name: string): string[] => readVector(`cases/${name}`).toString('utf8').trimEnd().split('\n');
const spansOf = (text: string, kinds: readonly Kind[]): (readonly [Kind, number, number])[] =>
  detect(text)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, start, end }) => [kind, start, end] as const);

describe('eleven digits within a longer number', () => {
  const wanted: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
    3: [[4, 15]],
    4: [[3, 17]],
    5: [[3, 19]],
    8: [
      [0, 11],
      [12, 23],
    ],
  };
  // Line 9 has letters on both sides: by the rule of the boundary it is another number.
  for (const [at, line] of linesOf('15-phone-in-long-digits.txt').entries()) {
    const spans = wanted[at + 1] ?? [];
    it(`gives ${spans.length} mobile numbers in "${line}"`, () => {
      expect(spansOf(line, ['mobile', 'landline', 'bank-card', 'id-number'])).to.deep.equal(
        spans.map(([start, end]) => ['mobile', start, end]),
      );
    });
  }
});

describe('an ID number that touches Chinese characters', () => {
  // Letters around it (line 4) and two numbers run together (line 5) make another number: nothing is found, nothing is masked.
  const wanted: readonly (readonly (readonly [Kind, number, number])[])[] = [
    [['id-number', 6, 24]],
    [
      ['id-number', 3, 21],
      ['mobile', 23, 34],
    ],
    [['id-number', 3, 21]],
    [],
    [],
    [['id-number', 5, 23]],
  ];
  for (const [at, line] of linesOf('17-id-next-to-chinese.txt').entries())
    it(`is found in "${line}" at its place`, () => {
      expect(spansOf(line, ['id-number', 'mobile'])).to.deep.equal(wanted[at]);
    });
});

describe('names beyond the BMP', () => {
  const names = linesOf('49-rare-surnames.csv')
    .slice(1)
    .map((line) => line.split(',')[0] ?? '');
  it('are six', () => expect(names).to.have.length(6));
  for (const name of names) {
    it(`are found in a column of names: ${name}`, () => {
      expect(spansOf(name, ['name'])).to.be.an('array');
      expect(detect(name, { heading: '姓名' })).to.deep.equal([
        { kind: 'name', check: 'name-label', start: 0, end: Array.from(name).length },
      ]);
    });
    if (Array.from(name).length > 1)
      it(`are found in a sentence: ${name}`, () => {
        const text = `来电人${name}，反映路灯不亮。`;
        expect(spansOf(text, ['name'])).to.deep.equal([['name', 3, 3 + Array.from(name).length]]);
      });
  }
});
