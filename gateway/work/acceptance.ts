import type { EntityManager } from 'typeorm';
import type { Document } from '../../api/documents.ts';
import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import type { Clock } from '../../common/clock.ts';
import { verifyResult } from '../../labeling/result.ts';
import { isOfType, type EventOf } from '../../provenance/event/event.ts';
import { lateOf } from '../../provenance/space/accounting.ts';
import { keysOfPerson } from '../../provenance/space/people.ts';
import { required } from '../../provenance/space/refusal.ts';
import type { Logged, SpaceState } from '../../provenance/space/state.ts';
import { openingIn, type Acceptance, type AnyAcceptance, type DocumentClaim, type Submitted } from '../events/acceptance.ts';
import { contentOf, createEventStore } from '../events/store.ts';
import type { StoredEvent } from '../events/stored.ts';
import { fail as failLot } from '../lots/errors.ts';
import type { LotService } from '../lots/service.ts';
import type { ProjectService } from '../projects/service.ts';
import { fail } from './errors.ts';
import { quotaOf, takeRoom } from './label-quota.ts';
import { MOST_WORK, type NewWork } from './new-work.ts';
import { putFirst, putNextLabel, readStanding, revertLabel, type ItemStanding } from './places.ts';

type Work = EventOf<'annotation-signed'> | EventOf<'item-reported'>;

export interface WorkAcceptanceOptions {
  readonly lots: LotService;
  readonly projects: ProjectService;
  readonly clock: Clock;
  /** Of labels and reports that one person may have logged on a lot, for each item that it counts. */
  readonly bytesAnItem: number;
}

/** Of an item that has a label or a report, or of work that corrects one that it does not have. */
const refuseDone = ({ report, label, labelKey, revision: newest }: ItemStanding, { item, key }: NewWork, revision: number): void => {
  if (report !== undefined) fail('item-already-reported', { item, event: report });
  const isOwn = labelKey === key;
  if (label !== undefined && (!isOwn || revision === 0)) fail('item-already-labeled', { item, event: label, isOwn });
  if (revision > 0) fail('revision-out-of-order', { item, revision, newest: newest ?? 'none', label: label ?? 'none' });
};

/** Why an item does not take the work: said in the order in which the labeler can do something about it. */
const explain = async (manager: EntityManager, work: NewWork, revision: number): Promise<never> => {
  const { item, lot, now } = work;
  const standing = await readStanding(manager, work);
  if (standing?.delivered !== true) return failLot('item-not-delivered', { item });
  if (standing.work >= MOST_WORK) return fail('revisions-exhausted', { item, most: MOST_WORK });
  const isFull = work.late > 0 && standing.late >= work.late;
  if (standing.isLate && isFull && revision === 0) return fail('late-work-full', { item, lot, most: work.late });
  refuseDone(standing, work, revision);
  return fail('item-leased', { item, until: standing.leaseUntil ?? now });
};

/** Whose work it is, by what was logged right before it: the certificate may stand in the same batch. */
const toWork = (
  { id, index, signed: { event } }: { readonly id: string; readonly index: number; readonly signed: { readonly event: Work } },
  state: SpaceState,
  { clock }: WorkAcceptanceOptions,
): NewWork => {
  const { key } = event.actor;
  const certificate = required(state.certificates.get(key), 'actor-uncertified', { key });
  const ownKeys = keysOfPerson(state, certificate);
  const { lot } = event.body;
  const terms = required(state.lots.get(lot), 'subject-unknown', { lot }).opened.signed.event.body;
  return { event: id, index, item: event.subject.id, lot, key, ownKeys, now: clock(), late: lateOf(terms), items: terms.items.length };
};

const sizeOf = (value: unknown): number => toSignableBytes(value as Json).length;

/** Nobody fills the gateway's disk with work. @throws DomainError `label-quota-exhausted` */
export const requireRoom = async (
  manager: EntityManager,
  { lot, key, ownKeys, items }: Pick<NewWork, 'lot' | 'key' | 'ownKeys' | 'items'>,
  { signed, documents }: { readonly signed: unknown; readonly documents: readonly Document[] },
  { bytesAnItem }: Pick<WorkAcceptanceOptions, 'bytesAnItem'>,
): Promise<void> => {
  const most = quotaOf(bytesAnItem, items);
  const bytes = sizeOf(signed) + documents.reduce((sum, document) => sum + sizeOf(contentOf(document)), 0);
  if (!(await takeRoom(manager, { lot, key, ownKeys, bytes }, most))) fail('label-quota-exhausted', { lot, bytes, most });
};

/** A sealed label is stored as it is: only its hash can be checked. The result of an open one is read. */
export const claimsOf = ({ subject, body }: EventOf<'annotation-signed' | 'label-reworked'>): readonly DocumentClaim[] => [
  body.sealed === undefined
    ? { kind: 'annotation', id: subject.id, commitment: body.result }
    : { kind: 'sealed-label', id: subject.id, commitment: body.sealed.label },
];

/** The result answers what the project asks, on the text that was delivered. */
export const verifyAnswer = async (
  { documents, signed: { event }, state }: Submitted<'annotation-signed'> | Submitted<'label-reworked'>,
  options: Pick<WorkAcceptanceOptions, 'lots' | 'projects'>,
): Promise<void> => {
  const lot = required(state.lots.get(event.body.lot), 'subject-unknown', { lot: event.body.lot });
  const listed = lot.opened.signed.event.body.items.find(({ id }) => id === event.subject.id);
  required(listed, 'item-not-in-lot', { lot: lot.id, item: event.subject.id });
  const { opening } = await options.lots.delivered(event.subject.id);
  const configuration = await options.projects.configurationOf(lot.project, state);
  verifyResult(configuration, opening.value, openingIn(documents, 'annotation').value);
};

const annotated = (options: WorkAcceptanceOptions): Acceptance<'annotation-signed'> => ({
  type: 'annotation-signed',
  documents: claimsOf,
  prepare: async (submitted) => {
    const { revision, sealed } = submitted.signed.event.body;
    if (revision >= MOST_WORK) fail('revisions-exhausted', { most: MOST_WORK });
    if (sealed === undefined) await verifyAnswer(submitted, options);
  },
  effect: async (manager, logged: Logged<'annotation-signed'>, documents, state) => {
    const { body, refs } = logged.signed.event;
    const work = toWork(logged, state, options);
    const { revision } = body;
    const taken = revision === 0 ? await putFirst(manager, 'label', work) : await putNextLabel(manager, work, { revision, replaced: refs });
    if (!taken) await explain(manager, work, revision);
    await requireRoom(manager, work, { signed: logged.signed, documents }, options);
  },
});

const reported = (options: WorkAcceptanceOptions): Acceptance<'item-reported'> => ({
  type: 'item-reported',
  effect: async (manager, logged: Logged<'item-reported'>, documents, state) => {
    const work = toWork(logged, state, options);
    if (!(await putFirst(manager, 'report', work))) await explain(manager, work, 0);
    await requireRoom(manager, work, { signed: logged.signed, documents }, options);
  },
});

/** The label that this one replaced, if any: of all events to which its author refers, her newest one of the revision before. */
const replacedBy = async (manager: EntityManager, label: string): Promise<string | undefined> => {
  const events = createEventStore(manager);
  const found = await events.find(label);
  if (found === undefined || !isOfType(found.signed, 'annotation-signed')) return undefined;
  const { actor, body, refs, subject } = found.signed.event;
  const isBefore = ({ signed }: StoredEvent): boolean =>
    isOfType(signed, 'annotation-signed') &&
    signed.event.actor.key === actor.key &&
    signed.event.subject.id === subject.id &&
    signed.event.body.lot === body.lot &&
    signed.event.body.revision === body.revision - 1;
  const before = [...(await events.findAll(refs)).values()].filter(isBefore);
  return before.toSorted((a, b) => b.index - a.index)[0]?.id;
};

const unreadable = ({ clock }: WorkAcceptanceOptions): Acceptance<'label-unreadable'> => ({
  type: 'label-unreadable',
  effect: async (manager, { signed: { event } }) => {
    const { lot } = event.body;
    const [, label = ''] = event.refs;
    const item = event.subject.id;
    if (!(await revertLabel(manager, { item, lot, label, before: await replacedBy(manager, label), now: clock() })))
      fail('label-not-counting', { item, label });
  },
});

export const workAcceptances = (options: WorkAcceptanceOptions): readonly AnyAcceptance[] => [
  annotated(options),
  reported(options),
  unreadable(options),
];
