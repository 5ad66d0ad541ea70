import { expect } from 'chai';
import { leafHash, proveConsistency, proveInclusion, treeRoot, verifyConsistency, verifyInclusion } from '../../provenance/log/merkle.ts';
import { verifyCheckpoint } from '../../provenance/log/checkpoint.ts';
import { parseVerifierKey } from '../../provenance/log/note.ts';
import { parseEntryBundle, parseHashTile, toEntryBundle, toTilePath } from '../../provenance/log/tiles.ts';
import { appendToTiles, edgeRoot, EMPTY_EDGE } from '../../provenance/log/tile-edge.ts';
import { concatBytes } from '../../common/encodings.ts';
import { createFrontier } from '../../provenance/log/compact-range.ts';
import { readVector } from '../support/vectors.ts';

const LOG = 'tessera-log/testdata/log';
const KEY = parseVerifierKey('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx');
const checkpointOf = (size: number) => verifyCheckpoint(readVector(`${LOG}/checkpoint.${size}`).toString('utf8'), KEY);

describe('tlog-tiles written by tessera', () => {
  const entries = parseEntryBundle(readVector(`${LOG}/${toTilePath('entries', 0, 15)}`));
  const leaves = entries.map(leafHash);

  for (let size = 0; size <= 15; size++) {
    it(`gives the root and tile of size ${size}`, () => {
      const checkpoint = checkpointOf(size);
      expect(checkpoint.size).to.equal(size);
      expect(checkpoint.root).to.deep.equal(treeRoot(leaves.slice(0, size)));
      if (size === 0) return;
      expect(parseHashTile(readVector(`${LOG}/${toTilePath(0, 0, size)}`), size)).to.deep.equal(leaves.slice(0, size));
      expect(Buffer.from(toEntryBundle(entries.slice(0, size)))).to.deep.equal(readVector(`${LOG}/${toTilePath('entries', 0, size)}`));
    });
  }

  it('proves every leaf and every prefix at every size', () => {
    for (let size = 1; size <= 15; size++) {
      const newer = checkpointOf(size);
      const tree = leaves.slice(0, size);
      for (let i = 0; i < size; i++) {
        const leaf = leaves[i] ?? expect.fail('no leaf');
        verifyInclusion({ index: i, size, leaf, root: newer.root, proof: proveInclusion(tree, i) });
        verifyConsistency({ older: checkpointOf(i + 1), newer, proof: proveConsistency(tree, i + 1) });
      }
    }
  });

  it('is written again, tile by tile and root by root, from its entries', () => {
    let edge = EMPTY_EDGE;
    const frontier = createFrontier();
    for (const [i, leaf] of leaves.entries()) {
      const appended = appendToTiles(edge, [leaf]);
      ({ edge } = appended);
      frontier.append(leaf);
      const [tile] = appended.tiles;
      expect(appended.tiles.length).to.equal(1);
      expect(Buffer.from(concatBytes(...(tile?.hashes ?? [])))).to.deep.equal(readVector(`${LOG}/${toTilePath(0, 0, i + 1)}`));
      expect(edgeRoot(edge)).to.deep.equal(checkpointOf(i + 1).root);
      expect(frontier.root()).to.deep.equal(checkpointOf(i + 1).root);
    }
  });
});
