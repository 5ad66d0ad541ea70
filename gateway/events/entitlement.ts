import { isPrivateType, type EventType } from '../../provenance/event/event.ts';
import { keysOfPerson } from '../../provenance/space/people.ts';
import type { Certificate, SpaceState } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import { fail } from '../errors.ts';
import type { EventStore } from './store.ts';
import type { StoredEvent } from './stored.ts';

/** Of the organisation whose lot it is: its connector, and those who answer for the project. */
const isOwnersSide = (state: SpaceState, lot: string, { org, roles }: Certificate): boolean => {
  const owner = state.projects.get(state.lots.get(lot)?.project ?? '')?.org;
  return owner === org && roles.some((role) => role === 'connector' || role === 'data-owner');
};

/** Of the firm that inspects the lot: who inspects with her who judged. */
const isInspectorsSide = (state: SpaceState, lot: string, { org, roles }: Certificate): boolean =>
  state.lots.get(lot)?.opened.signed.event.body.inspection?.by === org &&
  roles.some((role) => role === 'reviewer' || role === 'administrator');

/** Who decides over appeals in the lot. */
const isAdjudicator = (state: SpaceState, lot: string, { org, roles }: Certificate): boolean =>
  state.lots.get(lot)?.opened.signed.event.body.pay?.adjudicator === org && roles.includes('reviewer');

/** Who decides about contested figures of the lot. */
const isGoldAdjudicator = (state: SpaceState, lot: string, { org, roles }: Certificate): boolean =>
  state.lots.get(lot)?.opened.signed.event.body.gold?.adjudicator === org && roles.includes('reviewer');

/** Who decides about what is contested by events of these types. */
const ADJUDICATORS: Readonly<Partial<Record<EventType, typeof isAdjudicator>>> = {
  'pay-appealed': isAdjudicator,
  'appeal-decided': isAdjudicator,
  'score-contested': isGoldAdjudicator,
  'score-decided': isGoldAdjudicator,
};

/** The label of a verdict, the appeal or contest of a decision. */
const aboutOf = ({ type, refs }: StoredEvent['signed']['event']): string | undefined => {
  if (type === 'verdict-signed') return refs[1];
  return type === 'appeal-decided' || type === 'score-decided' ? refs[0] : undefined;
};

/** Keys of those whose work it is: who signed it, and whose label a verdict, or whose appeal a decision is about. */
const readAuthors = async ({ signed: { event } }: StoredEvent, store: Pick<EventStore, 'find'>): Promise<readonly string[]> => {
  const about = aboutOf(event);
  const found = about === undefined ? undefined : await store.find(about);
  return [event.actor.key, ...(found === undefined ? [] : [found.signed.event.actor.key])];
};

const isEntitled = (state: SpaceState, { signed: { event } }: StoredEvent, certificate: Certificate): boolean => {
  if (event.type === 'command-issued') return event.body.connector === certificate.id;
  if (event.type === 'annotation-signed' || event.type === 'item-reported') return isOwnersSide(state, event.body.lot, certificate);
  const adjudicator = ADJUDICATORS[event.type];
  if (adjudicator !== undefined)
    return isOwnersSide(state, event.subject.id, certificate) || adjudicator(state, event.subject.id, certificate);
  if (event.type !== 'verdict-signed' && event.type !== 'label-reworked') return false;
  return isOwnersSide(state, event.body.lot, certificate) || isInspectorsSide(state, event.body.lot, certificate);
};

/**
 * Public events are for every certified caller; a private one for its author, by whatever device of hers, and the connector that a command is
 * for; work for the owner's side of its lot; a verdict for that side, the inspecting firm's, and whoever signed the label; a rework for these;
 * an appeal or a contest and what was decided for the owner's side, the adjudicator's reviewers, and whoever appealed or contests.
 * @throws DomainError `certificate-required`, `event-withheld`
 */
export const verifyCallerMaySee = async (
  stored: StoredEvent,
  caller: Caller,
  directory: Directory,
  store: Pick<EventStore, 'find'>,
): Promise<void> => {
  if (!isPrivateType(stored.signed.event.type)) return;
  const certificate = directory.requireCertificate(caller);
  const state = directory.state();
  if (isEntitled(state, stored, certificate)) return;
  const [own, authors] = [keysOfPerson(state, certificate), await readAuthors(stored, store)];
  if (!authors.some((key) => own.includes(key))) fail('event-withheld', { id: stored.id });
};
