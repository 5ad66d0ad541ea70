import { expect } from 'chai';
import fc from 'fast-check';
import { mostBefore, mostBehind } from '../../../policies/classification/evidence-bounds.ts';
import { bonusOf } from '../../../policies/classification/name-bonus.ts';
import { evidenceBefore, evidenceBehind, type Evidence } from '../../../policies/classification/name-context.ts';
import { readText, unitAt, type Text } from '../../../policies/classification/text.ts';
import { DEVELOPMENT } from '../../bench/detection/corpus.ts';
import { plantedTexts } from '../../bench/detection/texts.ts';

const UNITS = 0x10000;
const EDGE: Evidence = { bonus: 0, check: undefined, isEdge: true };

/** Where a side says more than its unit lets it. */
const excessIn = (text: Text, at: number): string[] => {
  const before = [evidenceBefore(text, at, -1), evidenceBefore(text, at, at - 1)];
  const mostSaid = Math.max(...before.flatMap((evidence) => [evidence.bonus, bonusOf(evidence, EDGE)]));
  return [
    ...(mostSaid > mostBefore(unitAt(text, at - 1)) ? [`before ${at} in ${text.string}`] : []),
    ...(evidenceBehind(text, at).bonus > mostBehind(unitAt(text, at)) ? [`behind ${at} in ${text.string}`] : []),
  ];
};

const excessesIn = (string: string): string[] => {
  const text = readText(string);
  return Array.from({ length: text.length + 1 }, (_, at) => excessIn(text, at)).flat();
};

describe('what a unit lets the words beside a name say at most', () => {
  it('is no less than any unit says', () => {
    const said: string[] = [];
    for (let unit = 0; unit < UNITS; unit++) {
      const character = String.fromCharCode(unit);
      for (const text of [
        `姓名：${character}`,
        `来电${character}男`,
        `）${character}1`,
        `${character}姓名：`,
        `${character} 女`,
        `${character}反映`,
      ])
        said.push(...excessesIn(text));
    }
    expect(said).to.deep.equal([]);
  }).timeout(30_000);

  it('is no less than is said anywhere in a text', () => {
    const planted = DEVELOPMENT.flatMap((corpus) => plantedTexts(corpus, 1).map(({ text }) => text));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...planted), { maxLength: 3 }), fc.string(), (texts, between) => {
        expect(excessesIn(texts.join(between))).to.deep.equal([]);
      }),
      { numRuns: 200 },
    );
  });
});
