import type { EventOf } from '../event/event.ts';
import { covers } from '../event/fields.ts';
import { lateOf, placesOf } from './accounting.ts';
import { actorWithRole, certifiedActor } from './actor.ts';
import { requireNoAdjudicator, requireOneDuty } from './duties.ts';
import { levelOf } from './level.ts';
import { required, requireThat } from './refusal.ts';
import { judgeGoldTerms } from './rules-gold.ts';
import { judgeCommitted, judgeInspection } from './rules-inspection.ts';
import { judgePayTerms } from './rules-pay.ts';
import { requireAccepted } from './rules-verdict.ts';
import type { Lot, Project, SpaceState } from './state.ts';
import { currentRelease } from './superseding.ts';

const projectOf = (state: SpaceState, id: string, org: string): Project => {
  const project = required(state.projects.get(id), 'subject-unknown', { project: id });
  requireThat(project.org === org, 'subject-foreign', { project: id, org });
  return project;
};

const lotOf = (state: SpaceState, id: string): Lot => required(state.lots.get(id), 'subject-unknown', { lot: id });

export const isSealed = ({ opened }: Pick<Project, 'opened'>): boolean => opened.signed.event.body.delivery === 'sealed';

const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** Each member is certified for its duty and cleared for the data, and nobody stands there twice, so nobody both labels and reviews. */
const judgeMembers = (state: SpaceState, { members }: EventOf<'roster-signed'>['body'], project: Project): void => {
  const level = levelOf(state, project.id);
  requireThat(isUnique(members.map(({ key }) => key)), 'roster-duty-clash', { rule: 'one duty a person' });
  const people = members.map(({ certificate, key, duty }) => {
    const held = required(state.certificates.get(key), 'roster-member-unfit', { key, reason: 'uncertified' });
    const fits = held.id === certificate && held.revokedAt === undefined && held.roles.includes(duty);
    requireThat(fits, 'roster-member-unfit', { key, duty, held: held.roles, revokedAt: held.revokedAt });
    requireThat(covers(held.clearance, level), 'roster-member-unfit', { key, reason: 'clearance', clearance: held.clearance, level });
    return held.subject.id;
  });
  requireThat(isUnique(people), 'roster-duty-clash', { rule: 'one duty a person' });
};

/** Labelers for whom the batches of a sealed project are wrapped: each of them could leak what was wrapped for her. */
const MOST_SEALED = 20;

export const judgeRosterSigned = (state: SpaceState, event: EventOf<'roster-signed'>, at: number): void => {
  const owner = actorWithRole(state, event, at, 'data-owner');
  const project = projectOf(state, event.subject.id, owner.org);
  requireThat(event.refs.includes(project.opened.id), 'reference-missing', { to: project.opened.id });
  const newest = project.roster?.signed.event.body.number ?? 0;
  requireThat(event.body.number > newest, 'roster-stale', { number: event.body.number, newest });
  const labelers = event.body.members.filter(({ duty }) => duty === 'labeler').length;
  requireThat(!isSealed(project) || labelers <= MOST_SEALED, 'roster-too-large', { project: project.id, labelers, most: MOST_SEALED });
  judgeMembers(state, event.body, project);
  requireOneDuty(state, project.id, event.body.members);
  requireNoAdjudicator(state, project.id, event.body.members);
};

export const judgeLotOpened = (state: SpaceState, event: EventOf<'lot-opened'>, at: number): void => {
  const connector = actorWithRole(state, event, at, 'connector');
  const project = projectOf(state, event.body.project, connector.org);
  requireThat(!state.lots.has(event.subject.id), 'already-there', { lot: event.subject.id });
  const roster = required(project.roster, 'reference-missing', { rule: 'a roster comes first' });
  requireThat(event.refs.includes(project.opened.id) && event.refs.includes(roster.id), 'reference-missing', {
    to: [project.opened.id, roster.id],
  });
  requireThat(isUnique(event.body.items.map(({ id }) => id)), 'already-there', { rule: 'an item stands once in a lot' });
  requireThat(isSealed(project) === (event.body.lotKey !== undefined), 'sealing-unfit', {
    delivery: project.opened.signed.event.body.delivery,
    rule: 'a lot has a key exactly if its project is sealed',
  });
  judgeInspection(state, event, project.org);
  judgePayTerms(state, event, project);
  judgeGoldTerms(state, event, project);
};

/** Every item has as much work as the lot asks for, or leaves with less; late work comes on top. */
const isAccountedFor = ({ labels, reports, left }: EventOf<'lot-closed'>['body'], opened: EventOf<'lot-opened'>['body']): boolean => {
  const [items, places, done] = [opened.items.length, placesOf(opened), labels + reports];
  return done >= (items - left.length) * places && done <= items * places - left.length + Math.min(lateOf(opened), items - left.length);
};

export const judgeLotClosed = (state: SpaceState, event: EventOf<'lot-closed'>, at: number): void => {
  const connector = actorWithRole(state, event, at, 'connector');
  const lot = lotOf(state, event.subject.id);
  projectOf(state, lot.project, connector.org);
  requireThat(lot.closed === undefined, 'lot-closed', { lot: lot.id, closedAt: lot.closed?.index });
  requireThat(event.refs.includes(lot.opened.id), 'reference-missing', { to: lot.opened.id });
  const { items } = lot.opened.signed.event.body;
  const known = new Set(items.map(({ id }) => id));
  const { left, cause } = event.body;
  requireThat(isUnique(left) && left.every((id) => known.has(id)), 'item-not-in-lot', { lot: lot.id });
  requireThat(isAccountedFor(event.body, lot.opened.signed.event.body) && (cause === 'deadline' || left.length === 0), 'lot-incomplete', {
    lot: lot.id,
    items: items.length,
  });
  judgeCommitted(lot, event.time);
};

/** A lot's releases are one line, in which each names the one before: nobody is shown two of which neither supersedes the other. */
const judgeSuperseding = (state: SpaceState, { body, refs }: EventOf<'release-signed'>): void => {
  const current = currentRelease(state, body.lot);
  const newest = current?.signed.event.subject.id;
  requireThat(body.supersedes === newest, 'release-not-newest', { supersedes: body.supersedes, newest });
  requireThat(current === undefined || refs.includes(current.id), 'reference-missing', { to: current?.id });
};

export const judgeReleaseSigned = (state: SpaceState, event: EventOf<'release-signed'>, at: number): void => {
  const owner = actorWithRole(state, event, at, 'data-owner');
  const lot = lotOf(state, event.body.lot);
  projectOf(state, lot.project, owner.org);
  requireThat(event.body.project === lot.project, 'subject-foreign', { lot: lot.id, project: event.body.project });
  requireThat(!state.releases.has(event.subject.id), 'already-there', { release: event.subject.id });
  const closed = required(lot.closed, 'lot-incomplete', { lot: lot.id, rule: 'a release follows the closing of its lot' });
  const accepted = requireAccepted(lot);
  for (const { id } of [closed, ...(accepted === undefined ? [] : [accepted])])
    requireThat(event.refs.includes(id), 'reference-missing', { to: id });
  judgeSuperseding(state, event);
};

type ItemEvent = EventOf<'annotation-signed'> | EventOf<'item-reported'> | EventOf<'label-unreadable'>;

/** It is about an item of the lot, as the lot lists it. */
export const requireItemOf = (lot: Lot, { subject: { id, commitment } }: Pick<ItemEvent | EventOf<'label-reworked'>, 'subject'>): void => {
  const item = lot.opened.signed.event.body.items.find((listed) => listed.id === id);
  requireThat(item !== undefined && item.commitment === commitment, 'item-not-in-lot', { lot: lot.id, item: id });
};

/** It is about an item of the lot, before that closed. */
const judgeItemOf = (lot: Lot, event: ItemEvent, at: number): void => {
  requireThat(lot.closed === undefined || at < lot.closed.index, 'lot-closed', { lot: lot.id, closedAt: lot.closed?.index });
  requireItemOf(lot, event);
  requireThat(event.refs.includes(lot.opened.id), 'reference-missing', { to: lot.opened.id });
};

const projectOfLot = (state: SpaceState, lot: Lot): Project =>
  required(state.projects.get(lot.project), 'subject-unknown', { project: lot.project });

type Work = EventOf<'annotation-signed'> | EventOf<'item-reported'> | EventOf<'label-reworked'>;

/** By a labeler who stands on the newest roster of the lot's project. */
export const judgeRostered = (state: SpaceState, event: Work, at: number): { readonly lot: Lot; readonly project: Project } => {
  certifiedActor(state, event, at);
  const lot = lotOf(state, event.body.lot);
  const project = projectOfLot(state, lot);
  const member = project.roster?.signed.event.body.members.find(({ key }) => key === event.actor.key);
  requireThat(member?.duty === 'labeler', 'not-on-roster', {
    key: event.actor.key,
    project: project.id,
    whoCanApprove: 'data-owner',
  });
  return { lot, project };
};

/** An annotation or a report of a broken item: by a labeler of the roster, on an item of the lot, before it closed. */
const judgeItemWork = (state: SpaceState, event: EventOf<'annotation-signed'> | EventOf<'item-reported'>, at: number): Project => {
  const { lot, project } = judgeRostered(state, event, at);
  judgeItemOf(lot, event, at);
  return project;
};

/** @throws DomainError `sealing-unfit` */
export const requireSealedAlike = (project: Project, { sealed }: EventOf<'annotation-signed' | 'label-reworked'>['body']): void =>
  requireThat(isSealed(project) === (sealed !== undefined), 'sealing-unfit', {
    delivery: project.opened.signed.event.body.delivery,
    rule: 'a label is sealed exactly if its project is',
  });

export const judgeItemReported = (state: SpaceState, event: EventOf<'item-reported'>, at: number): void => {
  judgeItemWork(state, event, at);
};

export const judgeAnnotationSigned = (state: SpaceState, event: EventOf<'annotation-signed'>, at: number): void => {
  requireSealedAlike(judgeItemWork(state, event, at), event.body);
};

/** Only the connector that holds the lot's key can say that a label does not open, and only while the item can still be labeled anew. */
export const judgeLabelUnreadable = (state: SpaceState, event: EventOf<'label-unreadable'>, at: number): void => {
  const lot = lotOf(state, event.body.lot);
  requireThat(lot.opened.signed.event.actor.key === event.actor.key, 'subject-foreign', { lot: lot.id, rule: 'who opened the lot' });
  actorWithRole(state, event, at, 'connector');
  requireThat(isSealed(projectOfLot(state, lot)), 'sealing-unfit', { delivery: 'open', rule: 'an open label can be read by everybody' });
  judgeItemOf(lot, event, at);
  requireThat(event.refs.length === 2 && event.refs[0] === lot.opened.id && isUnique(event.refs), 'reference-missing', {
    rule: 'the opening of the lot, then the label',
  });
};

const COMMANDERS = ['data-owner', 'grading-officer', 'administrator'] as const;
/** What is left in a dataset and how it is protected concerns those who answer for it. */
const READERS = ['data-owner', 'grading-officer'] as const;
const ABOUT_PROTECTION: readonly EventOf<'command-issued'>['body']['command'][] = ['show-protection', 'list-protections'];

export const judgeCommandIssued = (state: SpaceState, event: EventOf<'command-issued'>, at: number): void => {
  const person = actorWithRole(state, event, at, ...(ABOUT_PROTECTION.includes(event.body.command) ? READERS : COMMANDERS));
  const connector = [...state.certificates.values()].find(({ id }) => id === event.body.connector);
  requireThat(connector?.org === person.org && connector.subject.kind === 'connector', 'subject-foreign', {
    connector: event.body.connector,
  });
  requireThat(connector?.revokedAt === undefined, 'actor-revoked', { connector: event.body.connector });
};
