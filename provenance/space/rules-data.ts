import type { Delivery } from '../event/bodies/labeling.ts';
import type { EventOf } from '../event/event.ts';
import type { Level } from '../event/fields.ts';
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
};

export const judgeDatasetGraded = (state: SpaceState, event: EventOf<'dataset-graded'>, at: number): void => {
  const officer = actorWithRole(state, event, at, 'grading-officer');
  const { registered } = ownDataset(state, event.subject.id, officer.org);
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
