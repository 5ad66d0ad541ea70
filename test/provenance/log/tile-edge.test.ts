import { expect } from 'chai';
import fc from 'fast-check';
import { concatBytes, toHex } from '../../../common/encodings.ts';
import { leafHash, treeRoot, verifyConsistency, verifyInclusion } from '../../../provenance/log/merkle.ts';
import { proveConsistencyFromTiles, proveInclusionFromTiles, type ReadTile } from '../../../provenance/log/range-proof.ts';
import { appendToTiles, edgeRoot, EMPTY_EDGE, readTileEdge, type HashTile, type TileEdge } from '../../../provenance/log/tile-edge.ts';
import { createFrontier } from '../../../provenance/log/compact-range.ts';
import { TILE_WIDTH } from '../../../provenance/log/tiles.ts';
import { expectCode } from '../../support/expect-code.ts';

const leaves = Array.from({ length: 1500 }, (_, i) => leafHash(Uint8Array.of(i >> 8, i & 255)));

/** A store that keeps each tile once, as wide as it is. */
const createStore = () => {
  const tiles = new Map<string, readonly Uint8Array[]>();
  const write = (written: readonly HashTile[]): void => {
    for (const { level, index, hashes } of written) {
      const before = tiles.get(`${level}/${index}`) ?? [];
      expect(hashes.length, 'a tile only grows').to.be.greaterThan(before.length);
      expect(hashes.slice(0, before.length), 'and keeps its beginning').to.deep.equal(before);
      tiles.set(`${level}/${index}`, hashes);
    }
  };
  const readTile: ReadTile = (level, index, width) =>
    Promise.resolve(concatBytes(...(tiles.get(`${level}/${index}`) ?? []).slice(0, width)));
  return { write, readTile, tiles };
};

describe('a log written as tiles', () => {
  it('has the tiles and the root of its leaves, however they come in batches and however often it is opened again', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }), async (batches) => {
        const store = createStore();
        let edge: TileEdge = EMPTY_EDGE;
        for (const count of batches) {
          const step = appendToTiles(edge, leaves.slice(edge.size, edge.size + count));
          store.write(step.tiles);
          edge = await readTileEdge(step.edge.size, store.readTile);
          expect(edge).to.deep.equal(step.edge);
          expect(edgeRoot(edge)).to.deep.equal(treeRoot(leaves.slice(0, edge.size)));
        }
        for (const [name, hashes] of store.tiles) {
          const [level = 0, index = 0] = name.split('/').map(Number);
          const span = TILE_WIDTH ** level;
          expect(hashes.length).to.equal(Math.min(TILE_WIDTH, Math.floor(edge.size / span) - index * TILE_WIDTH));
          for (const [i, hash] of hashes.entries())
            expect(toHex(hash)).to.equal(
              toHex(treeRoot(leaves.slice((index * TILE_WIDTH + i) * span, (index * TILE_WIDTH + i + 1) * span))),
            );
        }
      }),
      { numRuns: 25 },
    ));
  it('names each tile once an append', () => {
    const { tiles } = appendToTiles(appendToTiles(EMPTY_EDGE, leaves.slice(0, 250)).edge, leaves.slice(250, 1030));
    const names = tiles.map(({ level, index }) => `${level}/${index}`);
    expect(names).to.deep.equal(['0/0', '0/1', '0/2', '0/3', '0/4', '1/0']);
  });
  it('is unchanged by nothing', () => expect(appendToTiles(EMPTY_EDGE, [])).to.deep.equal({ edge: EMPTY_EDGE, tiles: [] }));
  it('refuses a leaf hash that is not 32 bytes', () =>
    expectCode(() => appendToTiles(EMPTY_EDGE, [new Uint8Array(33)]), 'proof-hash-malformed'));
  it('refuses to open on a short tile', () =>
    expectCode(() => readTileEdge(5, () => Promise.resolve(new Uint8Array(64))), 'tile-malformed'));

  it('proves leaves and prefixes of three levels of tiles', async () => {
    const store = createStore();
    const frontier = createFrontier();
    const size = 66_000;
    const many = Array.from({ length: size }, (_, i) => leafHash(Uint8Array.of(i >> 16, (i >> 8) & 255, i & 255)));
    const roots = new Map([[0, frontier.root()]]);
    for (const leaf of many) {
      frontier.append(leaf);
      if ([1, 255, 65_535, 65_536, 65_537].includes(frontier.size)) roots.set(frontier.size, frontier.root());
    }
    const { edge, tiles } = appendToTiles(EMPTY_EDGE, many);
    store.write(tiles);
    const root = edgeRoot(edge);
    expect(frontier.root()).to.deep.equal(root);
    for (const index of [0, 255, 256, 65_535, 65_536, size - 1]) {
      const proof = await proveInclusionFromTiles(index, size, store.readTile);
      verifyInclusion({ index, size, leaf: many[index] ?? expect.fail('no leaf'), root, proof });
    }
    for (const [older, olderRoot] of roots) {
      if (older === 0) continue;
      const proof = await proveConsistencyFromTiles(older, size, store.readTile);
      verifyConsistency({ older: { size: older, root: olderRoot }, newer: { size, root }, proof });
    }
  });
});
