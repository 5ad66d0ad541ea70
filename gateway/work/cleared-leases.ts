import { covers } from '../../provenance/event/fields.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import type { Acceptance } from '../events/acceptance.ts';

/** Ended, not forgotten: what she had opened she may still hand in, as after any lease that ran out. */
const END = `update item set lease_until = 0
  where lot = any($1::uuid[]) and lease_key = any($2::text[]) and label is null and report is null`;

const lotsOf = ({ projects, lots }: SpaceState, dataset: string): readonly string[] =>
  [...lots.values()]
    .filter(({ project, closed }) => closed === undefined && projects.get(project)?.opened.signed.event.body.dataset === dataset)
    .map(({ id }) => id);

/** Once data are graded, their items are free again that somebody holds who is not cleared for them. */
export const graded: Acceptance<'dataset-graded'> = {
  type: 'dataset-graded',
  effect: async (manager, { signed: { event } }, _documents, state) => {
    const lots = lotsOf(state, event.subject.id);
    if (lots.length === 0) return;
    const certificates = [...state.certificates.values()].filter(({ clearance }) => !covers(clearance, event.body.level));
    await manager.query(END, [lots, certificates.map(({ key }) => key)]);
  },
};
