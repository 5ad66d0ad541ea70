import type { EntityManager } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import { dueAfter } from '../../labeling/pay/hours.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import { commitFigure } from '../../provenance/gold/figures.ts';
import { CLOCK_TOLERANCE } from '../../provenance/log/witnessed-point.ts';
import { personsIn } from '../../provenance/space/people.ts';
import { required } from '../../provenance/space/refusal.ts';
import { decidedContest, openedContest, scoredLot } from '../../provenance/space/rules-contest.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import type { Acceptance, AnyAcceptance } from '../events/acceptance.ts';
import { createEventStore } from '../events/store.ts';
import { findContest, insertContest, insertDecision } from './contest-store.ts';
import { fail, type GoldCode } from './errors.ts';
import { createFigureStore } from './store.ts';

type Timed = Pick<
  EventOf<'gold-scored'> | EventOf<'score-contested'> | EventOf<'gold-opened'> | EventOf<'score-decided'>,
  'subject' | 'time'
>;

/** The hours for the next answer count from this time: dated back it would leave the other side none. */
const verifyTime = ({ subject, time }: Timed, now: number): void => {
  if (Math.abs(now - time) > CLOCK_TOLERANCE) fail('contest-misdated', { lot: subject.id, time, now, most: CLOCK_TOLERANCE });
};

/** Who is late by the gateway's clock is refused, whatever time she claims. */
const verifyHours = (to: { readonly time: number }, hours: number, now: number, code: GoldCode): void => {
  const due = dueAfter(to, hours);
  if (now > due) fail(code, { due });
};

/** It is about a figure of hers, as the owner handed it over. */
const verifyOwn = async (
  manager: EntityManager,
  { actor, body, subject }: EventOf<'score-contested'>,
  state: SpaceState,
): Promise<void> => {
  const personOf = personsIn(state);
  const figures = await createFigureStore(manager).ofLots([subject.id]);
  const own = figures.find(({ opening }) => personOf(opening.value.labeler) === personOf(actor.key));
  if (own === undefined || commitFigure(subject.id, own.opening) !== body.figure) fail('contest-foreign', { lot: subject.id });
};

const figuresSigned = (clock: Clock): Acceptance<'gold-scored'> => ({
  type: 'gold-scored',
  prepare: ({ signed: { event } }) => verifyTime(event, clock()),
});

const contested = (clock: Clock): Acceptance<'score-contested'> => ({
  type: 'score-contested',
  prepare: ({ signed: { event } }) => verifyTime(event, clock()),
  effect: async (manager, { id, signed: { event } }, _documents, state) => {
    const { lot, terms, scored } = scoredLot(state, event.subject.id);
    verifyHours(scored.signed.event, terms.contest, clock(), 'contest-hours-over');
    await verifyOwn(manager, event, state);
    const isNew = await insertContest(manager, { event: id, lot: lot.id, figure: event.body.figure });
    if (!isNew) fail('contest-given', { lot: lot.id });
  },
});

const opened = (clock: Clock): Acceptance<'gold-opened'> => ({
  type: 'gold-opened',
  prepare: ({ signed: { event } }) => verifyTime(event, clock()),
  effect: async (manager, { signed: { event } }, _documents, state) => {
    const { lot, terms } = scoredLot(state, event.subject.id);
    const contest = await findContest(manager, openedContest(event));
    const found = contest?.lot === lot.id ? await createEventStore(manager).find(contest.event) : undefined;
    const stored = found ?? fail('contest-unknown', { lot: lot.id, contest: openedContest(event) });
    verifyHours(stored.signed.event, terms.open, clock(), 'opening-hours-over');
  },
});

const decided = (clock: Clock): Acceptance<'score-decided'> => ({
  type: 'score-decided',
  prepare: ({ signed: { event } }) => verifyTime(event, clock()),
  effect: async (manager, { id, signed: { event } }, _documents, state) => {
    const { lot, terms } = scoredLot(state, event.subject.id);
    const contest = decidedContest(event);
    const opening = required(lot.goldOpened?.get(contest), 'contest-unopened', { lot: lot.id });
    verifyHours(opening.signed.event, terms.decide, clock(), 'figure-decision-late');
    if (!(await insertDecision(manager, contest, event.actor.key, id))) fail('figure-decision-given', { lot: lot.id, contest });
  },
});

export const goldAcceptances = (clock: Clock): readonly AnyAcceptance[] => [
  figuresSigned(clock),
  contested(clock),
  opened(clock),
  decided(clock),
];
