import { drawInspection } from '../../../labeling/sampling/inspection-draw.ts';
import { earliestMet } from '../../../provenance/log/quorum.ts';
import { acceptanceOf, isInspectorAbsent, type Acceptance } from '../../../provenance/space/acceptance.ts';
import { inspectionOf, type Inspection } from '../../../provenance/space/inspection.ts';
import { inspectionDue, type WitnessedPoint } from '../../../provenance/space/inspection-terms.ts';
import type { Lot } from '../../../provenance/space/state.ts';
import type { Ledger } from './ledger.ts';

const SECOND = 1000;

type Reader = Pick<Ledger, 'state' | 'point' | 'policy'>;

/** The newest checkpoint of the own copy, as far as a quorum vouches for its time. */
export const pointsOf = ({ point, policy }: Reader): readonly WitnessedPoint[] => {
  const by = earliestMet(policy.quorum, point.times);
  // A cosignature's time is cut to seconds.
  return by === undefined ? [] : [{ size: point.size, time: point.witnessedAt * SECOND, by: (by + 1) * SECOND }];
};

/** What of a lot is inspected, by the own copy of the log and its newest checkpoint. @returns undefined where nobody inspects it */
export const inspectionBy = (ledger: Reader, lot: Lot): Inspection | undefined =>
  inspectionOf(ledger.state, lot, pointsOf(ledger), drawInspection);

/** Whether its owner has taken a lot over, by the own copy of the log and its newest checkpoint. */
export const acceptanceBy = (ledger: Reader, lot: Lot): Acceptance => acceptanceOf(ledger.state, lot, pointsOf(ledger));

/** Until when the firm ends its inspection, milliseconds, likewise. @returns undefined before the closing, and where no time was agreed */
export const inspectionDueBy = (ledger: Reader, lot: Lot): number | undefined => inspectionDue(lot, pointsOf(ledger));

/** Whether the firm has let its time for inspecting a lot pass, by the own copy of the log and its newest checkpoint. */
export const isAbsentBy = (ledger: Reader, lot: Lot): boolean => isInspectorAbsent(ledger.state, lot, pointsOf(ledger));
