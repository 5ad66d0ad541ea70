import { expect } from 'chai';
import * as fc from 'fast-check';
import { parseHex, toUtf8 } from '../../../common/encodings.ts';
import { commitRow, datasetRoot, fieldCommitments, proveRow, rowLeaves, toRowEntry } from '../../../connectors/publishing/commitments.ts';
import { profileTable } from '../../../connectors/publishing/profile.ts';
import { commit } from '../../../provenance/event/commitment.ts';
import { leafHash, verifyInclusion } from '../../../provenance/log/merkle.ts';
import { passes } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';

const DATASET = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('commitments of a table', () => {
  const random = seededRandom('commitments');
  const rows = [
    ['1', '甲', ''],
    ['2', '乙', ''],
    ['2', '乙', ''],
  ].map((cells, index) => commitRow(index, cells, random));

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

  it('proves each row under the root, and no other row in its place', () => {
    const property = fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), (size, a, b) => {
      const table = Array.from({ length: size }, (_, index) => commitRow(index, [`${index}`], random));
      const leaves = rowLeaves(DATASET, table);
      const [index, other] = [a % size, b % size];
      const claim = {
        index,
        size,
        root: parseHex(datasetRoot(leaves)),
        proof: proveRow(leaves, index).map(parseHex),
        leaf: leafHash(toRowEntry(fieldCommitments(DATASET, table[other]!))),
      };
      expect(passes(() => verifyInclusion(claim))).to.equal(index === other);
    });
    fc.assert(property, { numRuns: 60 });
  });
});

describe('a profile', () => {
  it('counts filled and different cells and the longest text in code points', () => {
    const table = {
      columns: ['id', 'text'],
      rows: [
        ['1', '𠮷野家'],
        ['2', ''],
        ['2', 'ab'],
      ],
    };
    expect(profileTable(table, ['id'])).to.deep.equal({
      rows: 3,
      columns: [
        { name: 'id', filled: 3, distinct: 2, longest: 1, withheld: true },
        { name: 'text', filled: 2, distinct: 2, longest: 3, withheld: false },
      ],
    });
  });
});
