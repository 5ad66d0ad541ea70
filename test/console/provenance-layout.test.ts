import { expect } from 'chai';
import { layoutGraph, NODE } from '../../console/src/components/provenance-layout.ts';
import type { ProvenanceNode } from '../../console/src/data/evidence.ts';

const nodeAt = (index: number, ...after: string[]): ProvenanceNode => ({
  id: `node ${index}`,
  lane: 'browser',
  act: 'roster-signed',
  actor: 'somebody',
  index,
  time: 0,
  outcome: 'passed',
  after,
});
const markOf = (size: number) => ({ size, found: 3, all: 4 });

describe('the layout of a provenance graph', () => {
  it('places what builds upon something right of it', () => {
    const { nodes, edges } = layoutGraph([nodeAt(9, 'node 7'), nodeAt(7)], []);
    const [later, earlier] = nodes;
    expect((later?.x ?? 0) - (earlier?.x ?? 0)).to.equal(NODE.width + NODE.gap);
    expect(edges.map(({ id }) => id)).to.deep.equal(['node 7 node 9']);
  });

  it('shows of checkpoints that cover the same the newest alone, wherever it stands among them', () => {
    const { marks } = layoutGraph([nodeAt(7), nodeAt(9, 'node 7')], [3, 7, 5, 9, 8, 20, 12].map(markOf));
    expect(marks.map(({ mark }) => mark.size)).to.deep.equal([7, 9, 20]);
    expect(new Set(marks.map(({ x }) => x)).size).to.equal(3);
  });
});
