import { expect } from 'chai';
import fc from 'fast-check';
import { sha256 } from '../../../common/crypto/hash.ts';
import { createFrontier, type FrontierState } from '../../../provenance/log/compact-range.ts';
import { leafHash, proveConsistency, proveInclusion, treeRoot } from '../../../provenance/log/merkle.ts';
import { proveConsistencyFromTiles, proveInclusionFromTiles, type ReadTile } from '../../../provenance/log/range-proof.ts';
import { concatBytes } from '../../../common/encodings.ts';
import { TILE_WIDTH } from '../../../provenance/log/tiles.ts';
import { expectCode } from '../../support/expect-code.ts';

const leaves = Array.from({ length: 1100 }, (_, i) => leafHash(Uint8Array.of(i >> 8, i & 255)));

describe('frontiers', () => {
  it('have the root of the whole tree at every size, also after a pause', () => {
    let frontier = createFrontier();
    expect(frontier.root()).to.deep.equal(sha256());
    for (const [i, leaf] of leaves.slice(0, 300).entries()) {
      frontier.append(leaf);
      expect(frontier.root()).to.deep.equal(treeRoot(leaves.slice(0, i + 1)));
      if (i % 7 === 0) frontier = createFrontier(JSON.parse(JSON.stringify(frontier.state())) as FrontierState);
      expect(frontier.size).to.equal(i + 1);
    }
  });
  const hash = '0'.repeat(64);
  for (const [what, state] of Object.entries({
    'a hash too few': { size: 3, hashes: [hash] },
    'a hash too many': { size: 0, hashes: [hash] },
    'a short hash': { size: 1, hashes: ['00'] },
    'a negative size': { size: -1, hashes: [] },
    'half a leaf': { size: 0.5, hashes: [] },
    'a size beyond 2^53': { size: 2 ** 53, hashes: [hash] },
    'hashes that are no list': { size: 1, hashes: hash },
  }))
    it(`refuse ${what}`, () => expectCode(() => createFrontier(state as FrontierState), 'frontier-malformed'));
  it('refuse a leaf that is not 32 bytes', () => expectCode(() => createFrontier().append(new Uint8Array(31)), 'proof-hash-malformed'));
});

/** Tiles of the first `size` leaves; a tile that the tree does not have is refused. */
const tilesOf =
  (size: number): ReadTile =>
  async (level, index, width) => {
    const span = TILE_WIDTH ** level;
    const there = Math.min(TILE_WIDTH, Math.floor(size / span) - index * TILE_WIDTH);
    expect(width, `tile ${level}/${index}`).to.equal(there);
    return concatBytes(
      ...Array.from({ length: width }, (_, i) =>
        treeRoot(leaves.slice((index * TILE_WIDTH + i) * span, (index * TILE_WIDTH + i + 1) * span)),
      ),
    );
  };
const sizes = fc.integer({ min: 1, max: leaves.length });

describe('proofs out of tiles', () => {
  it('of inclusion are those out of all leaves', () =>
    fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, pick) => {
        const index = pick % size;
        expect(await proveInclusionFromTiles(index, size, tilesOf(size))).to.deep.equal(proveInclusion(leaves.slice(0, size), index));
      }),
      { numRuns: 60 },
    ));
  it('of consistency are those out of all leaves', () =>
    fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (newer, pick) => {
        const older = 1 + (pick % newer);
        expect(await proveConsistencyFromTiles(older, newer, tilesOf(newer))).to.deep.equal(
          proveConsistency(leaves.slice(0, newer), older),
        );
      }),
      { numRuns: 60 },
    ));
  for (const size of [1, 2, 255, 256, 257, 511, 512, 513, 1024])
    it(`hold for each leaf and prefix that borders a tile at size ${size}`, async () => {
      const all = leaves.slice(0, size);
      for (const at of [0, 1, 254, 255, 256, 257, 511, 512, size - 1].filter((i) => i < size)) {
        expect(await proveInclusionFromTiles(at, size, tilesOf(size))).to.deep.equal(proveInclusion(all, at));
        expect(await proveConsistencyFromTiles(at + 1, size, tilesOf(size))).to.deep.equal(proveConsistency(all, at + 1));
      }
    });
  it('read each tile once', async () => {
    const read: string[] = [];
    await proveInclusionFromTiles(1000, 1100, (level, index, width) => {
      read.push(`${level}/${index}`);
      return tilesOf(1100)(level, index, width);
    });
    expect(new Set(read).size).to.equal(read.length);
    expect(read.length).to.be.at.most(4);
  });
  it('need nothing from 0', async () => expect(await proveConsistencyFromTiles(0, 5, tilesOf(5))).to.deep.equal([]));
  it('are refused beyond the size', () => expectCode(() => proveInclusionFromTiles(5, 5, tilesOf(5)), 'proof-index-beyond-size'));
  it('are refused backwards', () => expectCode(() => proveConsistencyFromTiles(6, 5, tilesOf(5)), 'proof-sizes-unordered'));
  it('are refused on a short tile', () =>
    expectCode(() => proveInclusionFromTiles(0, 5, () => Promise.resolve(new Uint8Array(31))), 'tile-malformed'));
});
