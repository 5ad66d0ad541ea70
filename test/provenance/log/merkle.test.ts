import { expect } from 'chai';
import { verifyCheckpoint } from '../../../provenance/log/checkpoint.ts';
import { proveConsistency, proveInclusion, treeRoot, verifyConsistency, verifyInclusion } from '../../../provenance/log/merkle.ts';
import { parseNote, signNote } from '../../../provenance/log/note.ts';
import { parseEntryBundle, parseHashTile, toEntryBundle, toTilePath } from '../../../provenance/log/tiles.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createTestLog, keyOf, LOG_NAME } from '../../support/log.ts';

const log = createTestLog();
log.add('zero', 'one', 'two', 'three', 'four');
const leaves = log.leaves();
const root = treeRoot(leaves);
const older = { size: 3, root: treeRoot(leaves.slice(0, 3)) };
const newer = { size: 5, root };
const proof = proveConsistency(leaves, 3);
const short = new Uint8Array(31);

describe('Merkle proofs', () => {
  it('are refused with a hash that is not 32 bytes', async () => {
    const leaf = leaves[0] ?? expect.fail('no leaf');
    const path = proveInclusion(leaves, 0);
    verifyInclusion({ index: 0, size: 5, leaf, root, proof: path });
    await expectCode(() => verifyInclusion({ index: 0, size: 5, leaf, root, proof: [short, ...path.slice(1)] }), 'proof-hash-malformed');
    verifyConsistency({ older, newer, proof });
    await expectCode(() => verifyConsistency({ older, newer, proof: [short, ...proof.slice(1)] }), 'proof-hash-malformed');
    await expectCode(() => verifyConsistency({ older: { ...older, root: short }, newer, proof }), 'proof-hash-malformed');
  });
  for (const wrong of [-1, 0.5, Number.NaN, 2 ** 53, 5])
    it(`of inclusion are refused for index ${wrong}`, () =>
      expectCode(() => verifyInclusion({ index: wrong, size: 5, leaf: root, root, proof: [] }), 'proof-index-beyond-size'));
  for (const wrong of [-1, 0.5, Number.NaN, 2 ** 53])
    it(`of consistency are refused for size ${wrong}`, async () => {
      await expectCode(() => verifyConsistency({ older: { size: wrong, root }, newer, proof }), 'proof-sizes-unordered');
      await expectCode(() => verifyConsistency({ older, newer: { size: wrong, root }, proof }), 'proof-sizes-unordered');
    });
});

describe('checkpoints under the log’s key alone', () => {
  it('are the log’s', () => expect(verifyCheckpoint(log.note(), log.policy.log).size).to.equal(5));
  it('are refused with another origin', () => {
    const { text } = parseNote(log.note());
    const posing = signNote(text.replace(LOG_NAME, 'other.example'), LOG_NAME, keyOf('log'));
    return expectCode(() => verifyCheckpoint(posing, log.policy.log), 'checkpoint-malformed');
  });
});

describe('tiles', () => {
  for (const [index, path] of [
    [0, '000'],
    [999, '999'],
    [1000, 'x001/000'],
    [1_234_067, 'x001/x234/067'],
  ] as const)
    it(`are found: ${index}`, () => expect(toTilePath(1, index)).to.equal(`tile/1/${path}`));
  it('that are partial carry their width', () => expect(toTilePath('entries', 5, 17)).to.equal('tile/entries/005.p/17'));
  it('are refused in another width', () => expectCode(() => parseHashTile(new Uint8Array(64), 3), 'tile-malformed'));
  it('hold entries of 65,535 bytes and no longer ones', async () => {
    const entry = new Uint8Array(65_535).fill(7);
    expect(parseEntryBundle(toEntryBundle([entry, new Uint8Array()])).map(({ length }) => length)).to.deep.equal([65_535, 0]);
    await expectCode(() => toEntryBundle([new Uint8Array(65_536)]), 'tile-malformed');
  });
  it('hold 256 entries and no more', async () => {
    const empty = (count: number) => new Uint8Array(2 * count);
    expect(parseEntryBundle(empty(256)).length).to.equal(256);
    await expectCode(() => parseEntryBundle(empty(257)), 'tile-malformed');
  });
  it('are refused when they end inside a length or an entry', async () => {
    for (const bytes of [Uint8Array.of(0), Uint8Array.of(0, 2, 9), Uint8Array.of(0, 1, 9, 0)])
      await expectCode(() => parseEntryBundle(bytes), 'tile-malformed');
  });
});
