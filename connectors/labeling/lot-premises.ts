import { DomainError } from '../../common/errors.ts';
import { decideDelivery } from '../../policies/levels/delivery.ts';
import type { Delivery } from '../../provenance/event/bodies/labeling.ts';
import type { Level } from '../../provenance/event/fields.ts';
import type { Logged, Project, SpaceState } from '../../provenance/space/state.ts';
import type { AuthorityCode } from '../../provenance/space/refusal.ts';
import { fail } from '../errors.ts';

/** What a lot of the own organisation rests on, out of the own copy of the log. */
export interface LotBasis {
  readonly project: Project;
  readonly dataset: string;
  readonly roster: Logged<'roster-signed'>;
  readonly level: Level;
}

/**
 * Only a level that the own grading officer has signed lets data out of this connector; an unsigned one counts as the strictest.
 * @returns the level that allows it
 * @throws DomainError `level-forbids-delivery` with the rule and who can put it right; `dataset-unknown`
 */
export const requireDelivery = (state: SpaceState, dataset: string, org: string, delivery: Delivery): Level => {
  const found = state.datasets.get(dataset);
  if (found === undefined || found.org !== org) return fail('dataset-unknown', { dataset });
  const level = found.grading?.signed.event.body.level;
  const decision = decideDelivery(level, delivery);
  if (decision.allowed && level !== undefined) return level;
  const { rule, values, whoCanApprove } =
    decision.decision === 'deny' ? decision : { rule: decision.rule, values: { level: 'unsigned' }, whoCanApprove: 'nobody' };
  throw new DomainError<AuthorityCode>('level-forbids-delivery', { rule, values, whoCanApprove, dataset });
};

/** As the project's owner opened it. */
export const deliveryOf = ({ opened }: Project): Delivery => opened.signed.event.body.delivery;

/** @throws DomainError `project-unknown` (or of another organisation), `roster-missing`, those of `requireDelivery` */
export const findLotBasis = (state: SpaceState, id: string, org: string): LotBasis => {
  const project = state.projects.get(id);
  if (project === undefined || project.org !== org) return fail('project-unknown', { project: id });
  const { dataset } = project.opened.signed.event.body;
  const level = requireDelivery(state, dataset, org, deliveryOf(project));
  const roster = project.roster ?? fail('roster-missing', { project: id, whoCanApprove: 'data-owner' });
  return { project, dataset, roster, level };
};
