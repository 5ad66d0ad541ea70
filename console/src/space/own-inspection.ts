import { drawInspection } from '../../../labeling/sampling/inspection-draw.ts';
import { earliestMet } from '../../../provenance/log/quorum.ts';
import { inspectionOf, type Inspection } from '../../../provenance/space/inspection.ts';
import type { Lot } from '../../../provenance/space/state.ts';
import type { Ledger } from './ledger.ts';

const SECOND = 1000;

/** What of a lot is inspected, by the own copy of the log and its newest checkpoint. @returns undefined where nobody inspects it */
export const inspectionBy = ({ state, point, policy }: Pick<Ledger, 'state' | 'point' | 'policy'>, lot: Lot): Inspection | undefined => {
  const by = earliestMet(policy.quorum, point.times);
  // A cosignature's time is cut to seconds.
  const points = by === undefined ? [] : [{ size: point.size, time: point.witnessedAt * SECOND, by: (by + 1) * SECOND }];
  return inspectionOf(state, lot, points, drawInspection);
};
