import type { Clock } from '../../common/clock.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import { CLOCK_TOLERANCE } from '../../provenance/log/witnessed-point.ts';
import { isHurried, revealsDue } from '../../provenance/space/inspection-terms.ts';
import { refuse } from '../../provenance/space/refusal.ts';
import type { Acceptance, AnyAcceptance } from '../events/acceptance.ts';
import { fail } from './errors.ts';
import { readLotPoints } from './lot-points.ts';

/** By the gateway's clock too: an opening that is dated back leaves the firm no more time. */
export const verifyUnhurried = ({ body: { inspection, deadline } }: EventOf<'lot-opened'>, now: number): void => {
  if (inspection === undefined || !isHurried(inspection, deadline, now - CLOCK_TOLERANCE)) return;
  refuse('inspection-hurried', { hours: inspection.hours, deadline, whoCanApprove: 'data-owner' });
};

/** Both sides reveal within hours of the closing's time: dated back it would leave the inspecting firm none, dated on it would let both wait. */
export const verifyClosingTime = ({ subject, time }: EventOf<'lot-closed'>, now: number): void => {
  if (Math.abs(now - time) > CLOCK_TOLERANCE) fail('lot-closing-misdated', { lot: subject.id, time, now, most: CLOCK_TOLERANCE });
};

/** Who is late by the gateway's clock is refused, whatever time she claims. */
const revealed = (clock: Clock): Acceptance<'inspection-revealed'> => ({
  type: 'inspection-revealed',
  effect: async (manager, { signed: { event } }, _documents, state) => {
    const lot = state.lots.get(event.subject.id);
    const terms = lot?.opened.signed.event.body.inspection;
    if (terms === undefined || lot?.closed === undefined) return;
    const due = revealsDue(terms, lot.closed, await readLotPoints(manager, lot));
    if (clock() > due) fail('draw-reveal-late', { lot: lot.id, due });
  },
});

export const inspectionAcceptances = (clock: Clock): readonly AnyAcceptance[] => [revealed(clock)];
