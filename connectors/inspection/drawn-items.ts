import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { inspectionOf } from '../../provenance/space/inspection.ts';
import type { Logged, Lot } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { CountLot } from '../labeling/counting.ts';
import type { Ledger } from '../ledger/ledger.ts';

/**
 * Items whose labels are inspected, in the lot's order, each once: the draw redone by the own copy of the log, over the labels that stand under
 * the root of the closing. Nothing before the sample is drawn, and nothing of a lot that nobody inspects.
 * @throws DomainError `sample-incomplete` when the gateway hands over other work than was closed; those of `CountLot`
 */
export type FindDrawnItems = (lot: Lot) => Promise<readonly string[]>;

/** Whatever order or labels a gateway shows: positions mean what stands under the signed root. */
const countedItems = async ({ id }: Lot, { signed }: Logged<'lot-closed'>, count: CountLot): Promise<readonly string[]> => {
  const { accounting, refused } = await count(id);
  const { labels, root } = signed.event.body;
  const found = { labels: accounting.labels.length, root: labelsRoot(accounting.labels) };
  if (found.labels !== labels || found.root !== root)
    fail('sample-incomplete', { lot: id, closed: { labels, root }, found, refused: refused.slice(0, 20) });
  return accounting.labels.map((label) => label.signed.event.subject.id);
};

const positionsOf = (lot: Lot, ledger: Ledger): readonly number[] => {
  const inspection = inspectionOf(ledger.state(), lot, ledger.points(), drawInspection);
  return inspection !== undefined && 'positions' in inspection ? inspection.positions : [];
};

export const createDrawnItems =
  (ledger: Ledger, count: CountLot): FindDrawnItems =>
  async (lot) => {
    const positions = positionsOf(lot, ledger);
    if (lot.closed === undefined || positions.length === 0) return [];
    const items = await countedItems(lot, lot.closed, count);
    return [...new Set(positions.flatMap((position) => items[position] ?? []))];
  };
