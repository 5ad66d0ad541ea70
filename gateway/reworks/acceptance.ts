import type { EntityManager } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import { silenceDue } from '../../provenance/space/acceptance.ts';
import { keysOfPerson } from '../../provenance/space/people.ts';
import { refuse, required, requireThat } from '../../provenance/space/refusal.ts';
import { judgeRework } from '../../provenance/space/rework-basis.ts';
import { reworkedLabel } from '../../provenance/space/rules-rework.ts';
import type { Logged, Lot, SpaceState } from '../../provenance/space/state.ts';
import type { Verdict } from '../../provenance/space/verdict-basis.ts';
import type { Acceptance, AnyAcceptance, Submitted } from '../events/acceptance.ts';
import { createEventStore, type EventStore } from '../events/store.ts';
import { readLotPoints } from '../lots/lot-points.ts';
import { findVerdict } from '../lots/verdict-store.ts';
import { claimsOf, requireRoom, verifyAnswer, type WorkAcceptanceOptions } from '../work/acceptance.ts';
import { projectOf, requireItemsFor } from '../work/delivery.ts';
import { insertRework } from './store.ts';
import { toLabel, toLogged } from '../events/stored.ts';

export interface ReworkAcceptanceOptions extends Pick<WorkAcceptanceOptions, 'lots' | 'projects' | 'bytesAnItem'> {
  readonly clock: Clock;
}

type Rework = Logged<'label-reworked'>;

const lotOf = (state: SpaceState, { event }: SignedEvent<'label-reworked'>): Lot =>
  required(state.lots.get(event.body.lot), 'subject-unknown', { lot: event.body.lot });

/** The verdict over the label that a reviewer of the lot has signed, if any: there is one at most. */
const findVerdicts = async (manager: EntityManager, events: EventStore, label: string): Promise<readonly Verdict[]> => {
  const row = await findVerdict(manager, label);
  const found = row && (await events.find(row.event));
  return found === undefined ? [] : toLogged([found], 'verdict-signed');
};

/** It answers to a verdict of a defect over a label of the same person. */
const verifyBasis = async (manager: EntityManager, rework: Rework, lot: Lot, state: SpaceState): Promise<void> => {
  const events = createEventStore(manager);
  const about = reworkedLabel(rework.signed.event);
  const found = await events.find(about);
  const label = required(found && toLabel(found), 'rework-without-verdict', { lot: lot.id, label: about });
  judgeRework(state, rework, { lot, label, verdicts: await findVerdicts(manager, events, about) });
};

/** The owner's silence ends it as her answer does. The log holds no times, so the gateway goes by its own. */
const requireInTime = async (manager: EntityManager, lot: Lot, now: number): Promise<void> => {
  const due = silenceDue(lot, await readLotPoints(manager, lot));
  requireThat(due === undefined || now <= due, 'rework-late', { lot: lot.id, due });
};

/** Like a label's answer; and only to who would still be given the item. */
const verifySubmitted = async (submitted: Submitted<'label-reworked'>, options: ReworkAcceptanceOptions): Promise<void> => {
  const { state, signed } = submitted;
  const { key } = signed.event.actor;
  const certificate = required(state.certificates.get(key), 'actor-uncertified', { key });
  requireItemsFor(state, projectOf(state, lotOf(state, signed)), certificate);
  if (signed.event.body.sealed === undefined) await verifyAnswer(submitted, options);
};

const reworked = (options: ReworkAcceptanceOptions): Acceptance<'label-reworked'> => ({
  type: 'label-reworked',
  documents: claimsOf,
  prepare: async (submitted) => await verifySubmitted(submitted, options),
  effect: async (manager, rework: Rework, documents, state) => {
    const { id, signed } = rework;
    const { key } = signed.event.actor;
    const lot = lotOf(state, signed);
    await requireInTime(manager, lot, options.clock());
    await verifyBasis(manager, rework, lot, state);
    const label = reworkedLabel(signed.event);
    if (!(await insertRework(manager, { label, lot: lot.id, event: id }))) refuse('rework-given', { lot: lot.id, label });
    const ownKeys = keysOfPerson(state, required(state.certificates.get(key), 'actor-uncertified', { key }));
    const work = { lot: lot.id, key, ownKeys, items: lot.opened.signed.event.body.items.length };
    await requireRoom(manager, work, { signed, documents }, options);
  },
});

export const reworkAcceptances = (options: ReworkAcceptanceOptions): readonly AnyAcceptance[] => [reworked(options)];
