import type { DrawSide, Logged, Lot, Project } from './state.ts';

type DrawEvent = Logged<'inspection-committed'> | Logged<'inspection-revealed'>;

/** Whose side it is; that it may sign was judged before. */
export const drawSideOf = ({ projects }: { readonly projects: ReadonlyMap<string, Project> }, lot: Lot, { signed }: DrawEvent): DrawSide =>
  signed.event.actor.org === projects.get(lot.project)?.org ? 'owner' : 'inspector';

export const withCommitment = ({ draw }: Lot, side: DrawSide, committed: Logged<'inspection-committed'>): Lot['draw'] => ({
  ...draw,
  [side]: { committed },
});

export const withReveal = ({ draw }: Lot, side: DrawSide, revealed: Logged<'inspection-revealed'>): Lot['draw'] => {
  const share = draw[side];
  return share === undefined ? draw : { ...draw, [side]: { ...share, revealed } };
};
