import type { DrawSide, Logged, Lot, Project } from './state.ts';

/** Whose side an organisation's events are on; whether it may sign them is judged elsewhere. */
export const drawSideOf = ({ projects }: { readonly projects: ReadonlyMap<string, Project> }, { project }: Lot, org: string): DrawSide =>
  org === projects.get(project)?.org ? 'owner' : 'inspector';

export const withCommitment = ({ draw }: Lot, side: DrawSide, committed: Logged<'inspection-committed'>): Lot['draw'] => ({
  ...draw,
  [side]: { committed },
});

export const withReveal = ({ draw }: Lot, side: DrawSide, revealed: Logged<'inspection-revealed'>): Lot['draw'] => {
  const share = draw[side];
  return share === undefined ? draw : { ...draw, [side]: { ...share, revealed } };
};
