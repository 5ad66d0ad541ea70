import { expect } from 'chai';
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
});
