import type { EntityManager } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import { labelsRoot, placesOf } from '../../provenance/space/accounting.ts';
import { required } from '../../provenance/space/refusal.ts';
import { judgeCommitted } from '../../provenance/space/rules-inspection.ts';
import type { Acceptance, AnyAcceptance } from '../events/acceptance.ts';
import { labelsOf } from './counted-labels.ts';
import { fail } from './errors.ts';
import { inspectionAcceptances, verifyClosingTime, verifyUnhurried } from './inspection.ts';
import { insertItems, lockCounting, type CountingPlace } from './item-store.ts';
import { verdictAcceptances } from './verdicts.ts';
import { lastLease, moveUp } from './late-places.ts';
import { entryOf } from '../events/stored.ts';

const opened = (clock: Clock): Acceptance<'lot-opened'> => ({
  type: 'lot-opened',
  prepare: ({ signed: { event } }) => verifyUnhurried(event, clock()),
  effect: async (manager, { signed: { event } }) => {
    const { items } = event.body;
    if (!(await insertItems(manager, event.subject.id, items, placesOf(event.body)))) fail('item-known', { lot: event.subject.id });
  },
});

/** A label whose event this transaction is only about to write makes it differ. */
const rootOf = async (manager: EntityManager, counting: readonly CountingPlace[]): Promise<string | undefined> => {
  const labels = await labelsOf(manager, counting);
  return labels && labelsRoot(labels.map((label) => ({ entry: entryOf(label) })));
};

/** When a lot is closed, and when that was due; milliseconds. */
interface Moment {
  readonly now: number;
  readonly deadline: number;
}

/** Late work fills every place that is free then; whoever holds one is waited for until the deadline. */
const settle = async (manager: EntityManager, lot: string, { now, deadline }: Moment): Promise<void> => {
  if (now >= deadline) return await moveUp(manager, lot, Number.MAX_SAFE_INTEGER);
  const until = await lastLease(manager, lot, now);
  if (until !== undefined) fail('lot-awaited', { lot, until });
  return await moveUp(manager, lot, now);
};

/** The closing counts what the gateway has counted too, so that no label is left out by a connector that looked too early. */
const verifyClosing = async (manager: EntityManager, lot: string, body: EventOf<'lot-closed'>['body'], moment: Moment): Promise<void> => {
  await settle(manager, lot, moment);
  const counting = await lockCounting(manager, lot);
  const labels = counting.filter(({ label }) => label !== undefined).length;
  const reports = counting.filter(({ report }) => report !== undefined).length;
  const left = new Set(counting.filter(({ label, report }) => label === undefined && report === undefined).map(({ id }) => id));
  const isSame =
    labels === body.labels && reports === body.reports && left.size === body.left.length && body.left.every((id) => left.has(id));
  if (!isSame || body.root !== (await rootOf(manager, counting))) fail('lot-closing-differs', { lot, labels, reports, left: left.size });
};

const closed = (clock: Clock): Acceptance<'lot-closed'> => ({
  type: 'lot-closed',
  prepare: ({ signed: { event }, state }) => {
    const terms = state.lots.get(event.subject.id)?.opened.signed.event.body;
    const deadline = terms?.deadline;
    if (terms?.inspection !== undefined) verifyClosingTime(event, clock());
    if (event.body.cause === 'deadline' && deadline !== undefined && clock() < deadline) fail('lot-deadline-ahead', { deadline });
  },
  effect: async (manager, { signed: { event } }, _documents, state) => {
    const lot = required(state.lots.get(event.subject.id), 'subject-unknown', { lot: event.subject.id });
    const { deadline } = lot.opened.signed.event.body;
    const now = clock();
    // By the gateway's clock too: a closing that is dated on to the deadline is early all the same.
    judgeCommitted(lot, now);
    await verifyClosing(manager, event.subject.id, event.body, { now, deadline });
  },
});

export const lotAcceptances = (clock: Clock): readonly AnyAcceptance[] => [
  opened(clock),
  closed(clock),
  ...inspectionAcceptances(clock),
  ...verdictAcceptances(clock),
];
