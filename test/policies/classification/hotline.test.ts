import { expect } from 'chai';
import {
  DOTS,
  DOTTED_NAMES,
  FATHERS_NAMES,
  GIVEN_CHARACTERS,
  RARE_GIVEN_CHARACTERS,
  RARE_SURNAMES,
  SURNAMES,
  UNDIVIDED_NAMES,
} from '../../../demo/hotline/names.ts';
import { ESTATES, STREETS } from '../../../demo/hotline/places.ts';
import { CATEGORIES, DETAILS, OPENINGS } from '../../../demo/hotline/sentences.ts';
import { workOrders } from '../../../demo/hotline/work-orders.ts';
import { detect } from '../../../policies/classification/detect.ts';
import type { Kind } from '../../../policies/classification/finding.ts';
import { DEVELOPMENT } from '../../bench/detection/corpus.ts';
import { SETS } from '../../bench/detection/sets.ts';

const ORDERS = [...workOrders('detection', 600)];
/** Column, kind, and the heading that a column of a table would have. */
const COLUMNS = [
  ['caller', 'name', '来电人'],
  ['id_number', 'id-number', '身份证号'],
  ['mobile', 'mobile', '手机'],
  ['landline', 'landline', '固定电话'],
  ['email', 'email', '邮箱'],
  ['address', 'address', '住址'],
] as const;

const share = (found: number, all: number): number => (all === 0 ? 1 : found / all);
const findsWhole = (cell: string, kind: Kind, heading: string): boolean =>
  detect(cell, { heading }).some((finding) => finding.kind === kind && finding.start === 0 && finding.end === Array.from(cell).length);

const GIVEN: ReadonlySet<string> = new Set([...GIVEN_CHARACTERS, ...RARE_GIVEN_CHARACTERS]);
const WHOLE: ReadonlySet<string> = new Set([
  ...UNDIVIDED_NAMES,
  ...DOTTED_NAMES.flatMap((own) => FATHERS_NAMES.flatMap((father) => DOTS.map((dot) => `${own}${dot}${father}`))),
]);
const isGiven = (name: string): boolean => {
  const characters = Array.from(name);
  return (characters.length === 1 || characters.length === 2) && characters.every((one) => GIVEN.has(one));
};
/** Can the demo's generator put this name together? */
const isMade = (name: string): boolean =>
  WHOLE.has(name) || [...SURNAMES, ...RARE_SURNAMES].some((surname) => name.startsWith(surname) && isGiven(name.slice(surname.length)));

describe('detection in the demo’s work orders', () => {
  for (const [column, kind, heading] of COLUMNS)
    it(`finds ${kind} in a column of them`, () => {
      const cells = ORDERS.map((order) => order[column]).filter((cell) => cell !== '');
      const missed = cells.filter((cell) => !findsWhole(cell, kind, heading));
      const least = kind === 'name' || kind === 'address' ? 0.9 : 0.995;
      expect(share(cells.length - missed.length, cells.length), missed.slice(0, 20).join(' ')).to.be.at.least(least);
    });

  for (const [column, kind] of COLUMNS.slice(1))
    it(`finds ${kind} in their texts`, () => {
      const texts = ORDERS.filter((order) => order[column] !== '' && order.text.includes(order[column]));
      const found = texts.filter((order) => {
        const characters = Array.from(order.text);
        return detect(order.text).some((one) => one.kind === kind && characters.slice(one.start, one.end).join('') === order[column]);
      });
      expect(share(found.length, texts.length)).to.be.at.least(kind === 'address' ? 0.98 : 0.995);
    });

  it('shares no street, estate or sentence with the sets of the benchmark', () => {
    const theirs = [...STREETS, ...ESTATES, ...OPENINGS, ...DETAILS, ...CATEGORIES.flatMap(({ complaints }) => complaints)].filter(
      (text) => text !== '',
    );
    for (const { rooms, doors, sentences, clean } of [...DEVELOPMENT, ...SETS.map(({ corpus }) => corpus)])
      for (const text of [...rooms, ...doors, ...sentences, ...clean])
        expect(
          theirs.filter((one) => Array.from(one).length > 3 && text.includes(one)),
          text,
        ).to.deep.equal([]);
  });

  it('has names that no set of the benchmark has, however the generator puts them together', () => {
    expect(ORDERS.filter(({ caller }) => !isMade(caller))).to.deep.equal([]);
    const theirs = [...DEVELOPMENT, ...SETS.map(({ corpus }) => corpus)].flatMap(({ people, sounded }) => [...people, ...sounded]);
    expect(theirs.length).to.be.at.least(1000);
    expect(theirs.filter(isMade)).to.deep.equal([]);
  });
});
