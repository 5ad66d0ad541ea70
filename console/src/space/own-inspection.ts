import { drawInspection } from '../../../labeling/sampling/inspection-draw.ts';
import { acceptanceOf, isInspectorAbsent, type Acceptance } from '../../../provenance/space/acceptance.ts';
import { inspectionOf, type Inspection } from '../../../provenance/space/inspection.ts';
import { inspectionDue } from '../../../provenance/space/inspection-terms.ts';
import type { Lot } from '../../../provenance/space/state.ts';
import type { Ledger } from './ledger.ts';

type Reader = Pick<Ledger, 'state' | 'points'>;

/** What of a lot is inspected, by the own copy of the log and the checkpoints that this device kept. @returns undefined where nobody inspects it */
export const inspectionBy = (ledger: Reader, lot: Lot): Inspection | undefined =>
  inspectionOf(ledger.state, lot, ledger.points, drawInspection);

/** Whether its owner has taken a lot over, likewise. */
export const acceptanceBy = (ledger: Reader, lot: Lot): Acceptance => acceptanceOf(ledger.state, lot, ledger.points);

/** Until when the firm ends its inspection, milliseconds, likewise. @returns undefined before the closing, and where no time was agreed */
export const inspectionDueBy = ({ points }: Pick<Reader, 'points'>, lot: Lot): number | undefined => inspectionDue(lot, points);

/** Whether the firm has let its time for inspecting a lot pass, likewise. */
export const isAbsentBy = (ledger: Reader, lot: Lot): boolean => isInspectorAbsent(ledger.state, lot, ledger.points);
