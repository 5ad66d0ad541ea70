import { decideDelivery } from '../../policies/levels/delivery.ts';
import { covers } from '../../provenance/event/fields.ts';
import { levelOf } from '../../provenance/space/level.ts';
import { refuse, required } from '../../provenance/space/refusal.ts';
import type { Certificate, Lot, Project, SpaceState } from '../../provenance/space/state.ts';
import { fail } from './errors.ts';

export const projectOf = (state: SpaceState, lot: Lot): Project =>
  required(state.projects.get(lot.project), 'subject-unknown', { project: lot.project });

const decideFor = (state: SpaceState, { opened }: Project) => {
  const { dataset, delivery } = opened.signed.event.body;
  const level = state.datasets.get(dataset)?.grading?.signed.event.body.level;
  return { level, delivery, decision: decideDelivery(level, delivery) };
};

/** What was delivered under a level that allowed it is handed out no more once that level was raised. */
const requireDelivery = (state: SpaceState, project: Project): void => {
  const { level, delivery, decision } = decideFor(state, project);
  if (decision.decision === 'deny') {
    const { rule, whoCanApprove } = decision;
    refuse('level-forbids-delivery', { rule, level: level ?? 'unsigned', delivery, whoCanApprove });
  }
};

/** Nobody gets an item, or keeps one, of data for which she is not cleared any more. */
const requireClearance = (state: SpaceState, { id }: Project, { clearance }: Certificate): void => {
  const level = levelOf(state, id);
  if (!covers(clearance, level)) fail('not-cleared', { project: id, clearance, level });
};

/** Items of this project go to whoever holds the certificate, by the data's level. @throws DomainError `level-forbids-delivery`, `not-cleared` */
export const requireItemsFor = (state: SpaceState, project: Project, certificate: Certificate): void => {
  requireDelivery(state, project);
  requireClearance(state, project, certificate);
};

/** The same, asked of a lot. */
export const mayGetItems = (state: SpaceState, lot: Lot, { clearance }: Certificate): boolean =>
  covers(clearance, levelOf(state, lot.project)) && decideFor(state, projectOf(state, lot)).decision.decision !== 'deny';
