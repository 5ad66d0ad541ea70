import type { Delivery } from '../event/bodies/labeling.ts';
import type { EventOf } from '../event/event.ts';
import { covers, type Level } from '../event/fields.ts';
import { actorWithRole } from './actor.ts';
import { required, requireThat } from './refusal.ts';
import type { Dataset, SpaceState } from './state.ts';

/** Does the level allow this delivery of a dataset to a labelling project? The decision is the policies' own; undefined = unsigned. */
export type DeliveryRule = (
  level: Level | undefined,
  delivery: Delivery,
) => { readonly allowed: boolean; readonly rule: string; readonly whoCanApprove?: string };

const ownDataset = (state: SpaceState, id: string, org: string): Dataset => {
  const dataset = required(state.datasets.get(id), 'subject-unknown', { dataset: id });
  requireThat(dataset.org === org, 'subject-foreign', { dataset: id, org });
  return dataset;
};

export const judgeDatasetRegistered = (state: SpaceState, event: EventOf<'dataset-registered'>, at: number): void => {
  actorWithRole(state, event, at, 'connector');
  requireThat(!state.datasets.has(event.subject.id), 'already-there', { dataset: event.subject.id });
  required(event.subject.commitment, 'commitment-differs', { rule: 'a registration commits to its profile' });
  const { derived } = event.body;
  if (derived === undefined) return;
  const source = ownDataset(state, derived.from, event.actor.org);
  requireThat(event.refs.includes(source.registered.id), 'reference-missing', { to: source.registered.id });
};

/** Rows that an officer reads at least before a derivative gets a looser level than its source. */
export const SPOT_CHECK = 20;

/** A derivative is graded afresh; where that loosens its source's level, somebody has looked. */
const judgeSpotCheck = (state: SpaceState, { registered }: Dataset, { level, spotCheck }: EventOf<'dataset-graded'>['body']): void => {
  const { derived, rows } = registered.signed.event.body;
  const source = derived && state.datasets.get(derived.from);
  if (source === undefined || covers(level, source.grading?.signed.event.body.level ?? 'important')) return;
  const least = Math.min(SPOT_CHECK, rows);
  requireThat(spotCheck !== undefined && spotCheck.rows >= least && spotCheck.findings === 0, 'spot-check-missing', {
    dataset: registered.signed.event.subject.id,
    least,
    ...spotCheck,
  });
};

export const judgeDatasetGraded = (state: SpaceState, event: EventOf<'dataset-graded'>, at: number): void => {
  const officer = actorWithRole(state, event, at, 'grading-officer');
  const dataset = ownDataset(state, event.subject.id, officer.org);
  const { registered } = dataset;
  judgeSpotCheck(state, dataset, event.body);
  requireThat(event.refs.includes(registered.id), 'reference-missing', { to: registered.id });
  requireThat(event.subject.commitment === registered.signed.event.subject.commitment, 'commitment-differs', { kind: 'profile' });
};

export const judgeDatasetPublished = (state: SpaceState, event: EventOf<'dataset-published'>, at: number): void => {
  const owner = actorWithRole(state, event, at, 'data-owner');
  const { registered, grading } = ownDataset(state, event.subject.id, owner.org);
  const graded = required(grading, 'level-forbids-delivery', { rule: 'LV-UNSIGNED', whoCanApprove: 'grading-officer' });
  requireThat(event.refs.includes(registered.id) && event.refs.includes(graded.id), 'reference-missing', {
    to: [registered.id, graded.id],
  });
  required(event.subject.commitment, 'commitment-differs', { rule: 'a publication commits to its catalogue entry' });
};

export const judgeProjectOpened = (state: SpaceState, event: EventOf<'project-opened'>, at: number, delivery: DeliveryRule): void => {
  const owner = actorWithRole(state, event, at, 'data-owner');
  requireThat(!state.projects.has(event.subject.id), 'already-there', { project: event.subject.id });
  required(event.subject.commitment, 'commitment-differs', { rule: 'a project commits to its document' });
  const { grading } = ownDataset(state, event.body.dataset, owner.org);
  const level = grading?.signed.event.body.level;
  const { allowed, rule, whoCanApprove } = delivery(level, event.body.delivery);
  requireThat(allowed, 'level-forbids-delivery', {
    rule,
    level: level ?? 'unsigned',
    delivery: event.body.delivery,
    whoCanApprove,
  });
  requireThat(grading !== undefined && event.refs.includes(grading.id), 'reference-missing', { to: grading?.id });
};
