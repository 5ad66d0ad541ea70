import { expect } from 'chai';
import * as fc from 'fast-check';
import { parseHex, toHex, toUtf8 } from '../../../common/encodings.ts';
import { commitRows, fieldCommitments, rowLeaf, toRowEntry } from '../../../connectors/publishing/commitments.ts';
import { createLeafHasher } from '../../../connectors/publishing/leaves.ts';
import { proveRows } from '../../../connectors/publishing/proofs.ts';
import { commit } from '../../../provenance/event/commitment.ts';
import { leafHash, proveInclusion, treeRoot, verifyInclusion } from '../../../provenance/log/merkle.ts';
import { expectCode, passes } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';

const DATASET = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('commitments of a table', () => {
  const random = seededRandom('commitments');
  const cells = [
    ['1', '甲', ''],
    ['2', '乙', ''],
    ['2', '乙', ''],
  ];
  const rows = commitRows(0, cells, random);

  it('draws a fresh salt for every field, so that equal cells have different commitments', () => {
    const salts = rows.flatMap((row) => row.salts.map((salt) => Buffer.from(salt).toString('hex')));
    expect(new Set(salts).size).to.equal(9);
    const all = rows.flatMap((row) => fieldCommitments(DATASET, row));
    expect(new Set(all).size).to.equal(9);
  });

  it('commits to the UTF-8 bytes of the text under the field’s place', () => {
    const salt = rows[1]?.salts[1] ?? new Uint8Array();
    expect(fieldCommitments(DATASET, rows[1]!)[1]).to.equal(commit(salt, 'field', `${DATASET}/1/1`, toUtf8('乙')));
  });

  /** Leaves as they come from a database, so many at a time. */
  async function* inParts(leaves: readonly Uint8Array[], size: number): AsyncGenerator<readonly Uint8Array[]> {
    for (let at = 0; at < leaves.length; at += size) yield await Promise.resolve(leaves.slice(at, at + size));
  }

  it('proves each row under the root, and no other row in its place', async () => {
    const property = fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), async (size, a, b) => {
      const column = Array.from({ length: size }, (_, index) => [`${index}`]);
      const table = commitRows(0, column, random);
      const leaves = table.map((row) => rowLeaf(DATASET, row));
      const [index, other] = [a % size, b % size];
      const proof = (await proveRows(inParts(leaves, 7), [index])).get(index) ?? [];
      const leaf = leafHash(toRowEntry(fieldCommitments(DATASET, table[other]!)));
      const claim = { index, size, root: treeRoot(leaves), proof: proof.map(parseHex), leaf };
      expect(passes(() => verifyInclusion(claim))).to.equal(index === other);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('proves many rows in one pass as each would be proved over all leaves', async () => {
    for (const size of [1, 2, 3, 8, 13, 64, 65, 200]) {
      const leaves = Array.from({ length: size }, (_, index) => leafHash(toUtf8(`${index}`)));
      const proofs = await proveRows(inParts(leaves, 9), [...leaves.keys()]);
      for (const [index, proof] of proofs) expect(proof).to.deep.equal(proveInclusion(leaves, index).map(toHex));
    }
  });

  it('has no path for a row that is not there', async () => {
    const proofs = await proveRows(inParts([leafHash(toUtf8('0'))], 1), [0, 5]);
    expect([...proofs]).to.deep.equal([
      [0, []],
      [5, []],
    ]);
  });
});

describe('leaves of many rows', () => {
  const random = seededRandom('leaves');
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('', '𠮷', '\ud842', 'x'.repeat(70_000), '长'.repeat(30_000)),
  );

  it('are those that the commitments give, whatever the texts and in whatever order', () => {
    const property = fc.property(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      fc.nat(2 ** 31),
      (table, from) => {
        const leafOf = createLeafHasher(DATASET);
        for (const row of commitRows(from, table, random)) expect(toHex(leafOf(row))).to.equal(toHex(rowLeaf(DATASET, row)));
      },
    );
    fc.assert(property, { numRuns: 100 });
  });

  it('are those of wide and narrow rows in turn', () => {
    const leafOf = createLeafHasher(DATASET);
    for (const width of [1, 200, 2, 60, 1])
      for (const row of commitRows(7, [Array.from({ length: width }, (_, i) => `${i}`)], random))
        expect(toHex(leafOf(row))).to.equal(toHex(rowLeaf(DATASET, row)));
  });

  it('are not made with a salt of another length', async () => {
    for (const salts of [[new Uint8Array(31)], [new Uint8Array(33)], []])
      await expectCode(() => createLeafHasher(DATASET)({ index: 0, cells: ['a'], salts }), 'salts-unfit');
  });
});
