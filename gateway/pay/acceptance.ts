import type { EntityManager } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import { dueAfter } from '../../labeling/pay/hours.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import { CLOCK_TOLERANCE } from '../../provenance/log/witnessed-point.ts';
import { loggedTime, type Timed } from '../../provenance/space/inspection-terms.ts';
import { judgeAppeal, judgeWithholding } from '../../provenance/space/pay-basis.ts';
import { required } from '../../provenance/space/refusal.ts';
import { appealedWithholding, withheldLabel, type PayTerms } from '../../provenance/space/rules-pay.ts';
import type { Lot, SpaceState } from '../../provenance/space/state.ts';
import type { Acceptance, AnyAcceptance } from '../events/acceptance.ts';
import { createEventStore } from '../events/store.ts';
import { toLabel, toLogged, type StoredEvent } from '../events/stored.ts';
import { readPointsAround } from '../log/points.ts';
import { readCountedLabels } from '../lots/counted-labels.ts';
import { readCountedIndices } from '../lots/counted-verdicts.ts';
import { readVerdicts } from '../lots/verdict-store.ts';
import { findAppeal, insertAppeal, putDecision } from './appeal-store.ts';
import { fail, type PayCode } from './errors.ts';

type PayEvent = EventOf<'pay-withheld'> | EventOf<'pay-appealed'> | EventOf<'appeal-decided'>;

const lotOf = (state: SpaceState, id: string): { readonly lot: Lot; readonly terms: PayTerms } => {
  const lot = required(state.lots.get(id), 'subject-unknown', { lot: id });
  return { lot, terms: required(lot.opened.signed.event.body.pay, 'withholding-not-agreed', { lot: id }) };
};

/** The hours for the next answer count from this time: dated back it would leave the other side none. */
const verifyTime = ({ subject, time }: PayEvent, now: number): void => {
  if (Math.abs(now - time) > CLOCK_TOLERANCE) fail('pay-misdated', { lot: subject.id, time, now, most: CLOCK_TOLERANCE });
};

interface Hours {
  readonly hours: number;
  readonly now: number;
  /** For who is late. */
  readonly code: PayCode;
}

/** Who is late by the gateway's clock is refused, whatever time she claims; the hours begin when the witnesses say, as for a reader of the log. */
const verifyHours = async (manager: EntityManager, to: Timed, { hours, now, code }: Hours): Promise<void> => {
  const due = dueAfter({ time: loggedTime(to, await readPointsAround(manager, [to.index])) }, hours);
  if (now > due) fail(code, { due });
};

const withheld = (clock: Clock): Acceptance<'pay-withheld'> => ({
  type: 'pay-withheld',
  prepare: ({ signed: { event } }) => verifyTime(event, clock()),
  effect: async (manager, { signed }, _documents, state) => {
    const { lot, terms } = lotOf(state, signed.event.subject.id);
    const closed = required(lot.closed, 'withholding-early', { lot: lot.id });
    await verifyHours(manager, closed, { hours: terms.withhold, now: clock(), code: 'withholding-hours-over' });
    const id = withheldLabel(signed.event);
    const counted = (await readCountedLabels(manager, lot.id))?.find((one) => one.id === id);
    const label = (counted && toLabel(counted)) ?? fail('label-not-counted', { lot: lot.id, label: id });
    const verdict = (await readVerdicts(manager, lot.id)).get(id);
    const stored = verdict && (await createEventStore(manager).find(verdict.event));
    const verdicts = stored ? toLogged([stored], 'verdict-signed') : [];
    judgeWithholding(state, signed, { lot, label, verdicts }, new Set(await readCountedIndices(manager, lot.id)));
  },
});

const appealed = (clock: Clock): Acceptance<'pay-appealed'> => ({
  type: 'pay-appealed',
  prepare: ({ signed: { event } }) => verifyTime(event, clock()),
  effect: async (manager, logged, _documents, state) => {
    const { lot, terms } = lotOf(state, logged.signed.event.subject.id);
    const against = required(appealedWithholding(lot, logged.signed.event), 'reference-missing', { lot: lot.id });
    const label = await createEventStore(manager).find(withheldLabel(against.signed.event));
    judgeAppeal(state, logged, label?.signed.event.actor.key ?? '');
    await verifyHours(manager, against, { hours: terms.appeal, now: clock(), code: 'appeal-hours-over' });
    const isNew = await insertAppeal(manager, { withholding: against.id, lot: lot.id, event: logged.id });
    if (!isNew) fail('appeal-given', { lot: lot.id, withholding: against.id });
  },
});

const readAppeal = async (manager: EntityManager, lot: string, id: string): Promise<StoredEvent> => {
  const known = await findAppeal(manager, lot, id);
  const stored = known && (await createEventStore(manager).find(known.event));
  return stored ?? fail('appeal-unknown', { lot, appeal: id });
};

const decided = (clock: Clock): Acceptance<'appeal-decided'> => ({
  type: 'appeal-decided',
  prepare: ({ signed: { event } }) => verifyTime(event, clock()),
  effect: async (manager, { id, signed: { event } }, _documents, state) => {
    const { lot, terms } = lotOf(state, event.subject.id);
    const [over = ''] = event.refs;
    const appeal = await readAppeal(manager, lot.id, over);
    await verifyHours(manager, appeal, { hours: terms.decide, now: clock(), code: 'decision-hours-over' });
    if (!(await putDecision(manager, over, id))) fail('decision-given', { lot: lot.id, appeal: over });
  },
});

export const payAcceptances = (clock: Clock): readonly AnyAcceptance[] => [withheld(clock), appealed(clock), decided(clock)];
