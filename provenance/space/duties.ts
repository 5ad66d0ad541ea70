import { personsIn } from './people.ts';
import { requireThat } from './refusal.ts';
import type { Duty, Lot, SpaceState } from './state.ts';

type Members = readonly { readonly key: string; readonly duty: Duty }[];

export const openLotsOf = ({ lots }: SpaceState, project: string): readonly Lot[] =>
  [...lots.values()].filter((lot) => lot.project === project && lot.closed === undefined);

/** With those of the roster that its project has now; who had a duty before keeps it. */
export const withDuties = (state: SpaceState, lot: Lot): Lot => {
  const personOf = personsIn(state);
  const members: Members = state.projects.get(lot.project)?.roster?.signed.event.body.members ?? [];
  return { ...lot, duties: new Map([...members.map(({ key, duty }) => [personOf(key), duty] as const), ...lot.duties]) };
};

/**
 * Nobody changes sides while a lot is open: whoever reviews it must not be able to label it too, by whatever device. Leaving the roster in
 * between changes nothing.
 */
export const requireOneDuty = (state: SpaceState, project: string, members: Members): void => {
  const personOf = personsIn(state);
  for (const { id, duties } of openLotsOf(state, project))
    for (const { key, duty } of members) {
      const had = duties.get(personOf(key)) ?? duty;
      requireThat(had === duty, 'roster-duty-clash', { rule: 'one duty a lot', lot: id, key, duty, had });
    }
};

/** Who decides about pay or gold figures of an open lot does not come to label in it. */
export const requireNoAdjudicator = (state: SpaceState, project: string, members: Members): void => {
  for (const { id, opened } of openLotsOf(state, project)) {
    const { pay, gold } = opened.signed.event.body;
    const deciding = [pay?.adjudicator, gold?.adjudicator].filter((org) => org !== undefined);
    const labels = members.find(({ key, duty }) => duty === 'labeler' && deciding.includes(state.certificates.get(key)?.org ?? ''));
    requireThat(labels === undefined, 'roster-duty-clash', {
      rule: 'nobody of the adjudicator labels',
      lot: id,
      adjudicator: state.certificates.get(labels?.key ?? '')?.org,
      key: labels?.key,
    });
  }
};
