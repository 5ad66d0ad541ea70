import type { CheckpointMark, ProvenanceNode } from '../data/evidence.ts';

/** Where the parts of the graph are drawn, in user units; the ledger is the line at the bottom. */
export interface PlacedNode {
  readonly node: ProvenanceNode;
  readonly x: number;
  readonly y: number;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly { readonly id: string; readonly path: string }[];
  readonly marks: readonly { readonly mark: CheckpointMark; readonly x: number }[];
}

export const NODE = { width: 180, height: 64, gap: 18, left: 14 } as const;
export const LANES = { connector: 28, browser: 122, ledger: 216 } as const;

const byLog = (a: ProvenanceNode, b: ProvenanceNode): number => a.index - b.index;

/** Columns in the order of the log: a node stands right of everything that it builds upon. */
const columnsOf = (nodes: readonly ProvenanceNode[]): ReadonlyMap<string, number> => {
  const columns = new Map<string, number>();
  const taken = new Set<string>();
  for (const node of nodes.toSorted(byLog)) {
    let column = Math.max(0, ...node.after.map((before) => (columns.get(before) ?? -1) + 1));
    while (taken.has(`${node.lane} ${column}`)) column += 1;
    taken.add(`${node.lane} ${column}`);
    columns.set(node.id, column);
  }
  return columns;
};

const edgePath = (from: PlacedNode, to: PlacedNode): string => {
  const [x1, y1] = [from.x + NODE.width, from.y + NODE.height / 2];
  const [x2, y2] = [to.x - 2, to.y + NODE.height / 2];
  const bend = Math.max((x2 - x1) / 2, 8);
  return y1 === y2 ? `M${x1} ${y1}H${x2}` : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
};

/** A checkpoint stands behind the last node that it covers; of those that cover the same, only the newest. */
const placeMarks = (placed: readonly PlacedNode[], checkpoints: readonly CheckpointMark[], right: number): GraphLayout['marks'] => {
  const marks = checkpoints
    .toSorted((a, b) => a.size - b.size)
    .map((mark) => {
      const covered = placed.filter(({ node }) => node.index < mark.size);
      return { mark, x: Math.min(right, Math.max(NODE.left, ...covered.map(({ x }) => x + NODE.width + NODE.gap / 2))) };
    });
  return [...new Map(marks.map((mark) => [mark.x, mark])).values()];
};

/** Lays the graph out on three lanes. */
export const layoutGraph = (nodes: readonly ProvenanceNode[], checkpoints: readonly CheckpointMark[]): GraphLayout => {
  const columns = columnsOf(nodes);
  const placed = nodes.map((node): PlacedNode => {
    const x = NODE.left + (columns.get(node.id) ?? 0) * (NODE.width + NODE.gap);
    return { node, x, y: LANES[node.lane] };
  });
  const find = (id: string): PlacedNode | undefined => placed.find(({ node }) => node.id === id);
  const right = Math.max(0, ...placed.map(({ x }) => x + NODE.width));
  const edges = placed.flatMap((to) =>
    to.node.after.flatMap((id) => {
      const from = find(id);
      return from === undefined ? [] : [{ id: `${id} ${to.node.id}`, path: edgePath(from, to) }];
    }),
  );
  return { width: right + NODE.left, height: 264, nodes: placed, edges, marks: placeMarks(placed, checkpoints, right) };
};
