import { expect } from 'chai';
import type { LotItem } from '../../../api/lots.ts';
import { inParts } from '../../../connectors/labeling/in-parts.ts';
import { makeItems } from '../../../connectors/labeling/make-items.ts';
import type { CommittedRow } from '../../../connectors/publishing/commitments.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createScriptedSpace } from '../../support/scripted-space.ts';

describe('items of a lot', () => {
  const s = createScriptedSpace('items');
  const make = (texts: readonly string[], requested?: readonly number[], places = 1) => {
    const rows = texts.map((text, index): CommittedRow => ({ index, cells: [text], salts: [] }));
    const dataset = { id: s.newId(), source: 'a.tsv', columns: ['text'], withheld: [], rows: rows.length, event: '', command: '' };
    return makeItems({ dataset, rows, column: 0, requested, places }, s.newId, s.random);
  };

  it('are in row order, each with an id and a salt of its own', () => {
    const items = make(['甲', '', '甲', '乙'], [3, 0, 2]);
    expect(items.map(({ row, text }) => [row, text])).to.deep.equal([
      [0, '甲'],
      [2, '甲'],
      [3, '乙'],
    ]);
    expect(new Set(items.flatMap(({ id, salt }) => [id, salt])).size).to.equal(6);
  });

  it('are at most 400, as the event that names them has to fit into a log entry', async () => {
    expect(make(Array.from({ length: 400 }, () => '甲'))).to.have.length(400);
    await expectCode(() => make(Array.from({ length: 401 }, () => '甲')), 'lot-too-large');
  });

  it('are no longer than the wire takes, each and together', async () => {
    expect(make(['x'.repeat(100_000)])).to.have.length(1);
    await expectCode(() => make(['x'.repeat(100_001)]), 'rows-unfit');
    await expectCode(() => make(Array.from({ length: 81 }, () => 'x'.repeat(100_000))), 'lot-too-large');
    await expectCode(() => make(['', '']), 'rows-unfit');
    const large = Array.from({ length: 16 }, () => 'x'.repeat(100_000));
    expect(make(large, undefined, 5)).to.have.length(16);
    await expectCode(() => make([...large, 'x'], undefined, 5), 'lot-too-large');
  });

  it('are delivered in parts that the gateway takes, in their order', () => {
    const toItem = (length: number, at: number): LotItem => ({
      id: s.newId(),
      opening: { salt: '0'.repeat(64), value: 'x'.repeat(length) },
      row: { index: at, fields: [], proof: [] },
    });
    const items = [3_000_000, 900_000, 200_000, 5_000_000, 10].map(toItem);
    expect(inParts(items).map((part) => part.map(({ row }) => row.index))).to.deep.equal([[0, 1], [2], [3], [4]]);
    expect(inParts([])).to.deep.equal([]);
  });
});
