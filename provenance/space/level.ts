import type { Level } from '../event/fields.ts';
import type { SpaceState } from './state.ts';

/** Level of a project's data as its grading officer signed it; unsigned counts as `important`. */
export const levelOf = ({ projects, datasets }: SpaceState, project: string): Level => {
  const dataset = projects.get(project)?.opened.signed.event.body.dataset;
  return (dataset === undefined ? undefined : datasets.get(dataset)?.grading?.signed.event.body.level) ?? 'important';
};
