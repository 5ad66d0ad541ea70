import type { Project, SpaceState } from './state.ts';

/** The organisations whose people label in a project. */
const labelingOrganisations = ({ certificates }: SpaceState, { roster }: Project): ReadonlySet<string | undefined> =>
  new Set((roster?.signed.event.body.members ?? []).filter(({ duty }) => duty === 'labeler').map(({ key }) => certificates.get(key)?.org));

/** Who takes part in a lot on neither side: a member firm or auditor that does not own its project, inspect it or label in it. */
export const isOutsider = (state: SpaceState, org: string, project: Project, inspector: string | undefined): boolean => {
  const role = state.organisations.get(org)?.role;
  const isParty = org === project.org || org === inspector || labelingOrganisations(state, project).has(org);
  return (role === 'firm' || role === 'auditor') && !isParty;
};
