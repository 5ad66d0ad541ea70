import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { labelsRoot } from '../../provenance/space/accounting.ts';
import { requireInspectedAsDrawn } from '../../provenance/space/inspection.ts';
import { requireAccepted } from '../../provenance/space/rules-verdict.ts';
import type { WitnessedPoint } from '../../provenance/log/witnessed-point.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { CountedLot } from '../labeling/counting.ts';

type Closed = NonNullable<CountedLot['lot']['closed']>;

/**
 * What was closed was counted again, all of it and nothing else. Reports, of which a gateway may show others, are as many: nothing rests on whose
 * they are.
 * @returns the closing
 * @throws DomainError `lot-not-closed`; `release-incomplete` when the gateway hands over other work than was closed
 */
export const requireCounted = ({ lot, accounting, refused }: CountedLot): Closed => {
  if (lot.closed === undefined) return fail('lot-not-closed', { lot: lot.id });
  const { labels, reports, root } = lot.closed.signed.event.body;
  const found = { labels: accounting.labels.length, reports: accounting.reports.length, root: labelsRoot(accounting.labels) };
  if (found.labels !== labels || found.reports !== reports || found.root !== root)
    fail('release-incomplete', { lot: lot.id, closed: { labels, reports, root }, found, refused: refused.slice(0, 20) });
  return lot.closed;
};

/**
 * As `requireCounted`, and where it is inspected, that was all of its sample, and its owner has accepted it.
 * @throws DomainError `release-unaccepted` (rule, whoCanApprove), `inspection-sums-differ`
 */
export const requireClosed = (state: SpaceState, points: readonly WitnessedPoint[], counted: CountedLot): Closed => {
  const closed = requireCounted(counted);
  requireAccepted(counted.lot);
  requireInspectedAsDrawn(state, counted.lot, points, drawInspection);
  return closed;
};
