import { team as teamShape } from '../../../../api/team.ts';
import type { z } from 'zod';
import type { SpaceState } from '../../../../provenance/space/state.ts';
import type { KnownProject } from '../../space/acts/datasets.ts';
import type { TeamData, TeamLot, TeamPerson } from '../members.ts';
import type { Connection } from './connection.ts';
import { readNames, type Names } from './names.ts';

type Shown = z.infer<typeof teamShape>;

/** Place in the lot's list, from 1; the rows of the dataset are the owner's. */
const placeOf = ({ lots }: SpaceState, lot: string, item: string): number =>
  (lots.get(lot)?.opened.signed.event.body.items.findIndex(({ id }) => id === item) ?? -1) + 1;

const toPerson = ({ key, name, lots, revoked }: Shown['people'][number], leases: Shown['leases'], state: SpaceState): TeamPerson => {
  const lease = leases.find((one) => one.key === key);
  return {
    key,
    name,
    revoked: revoked === true,
    labeled: lots.reduce((sum, lot) => sum + lot.labeled, 0),
    earned: lots.reduce((sum, lot) => sum + lot.earned, 0),
    ...(lease === undefined ? {} : { lease: { lot: lease.lot, row: placeOf(state, lease.lot, lease.item), until: lease.until } }),
  };
};

interface Known {
  readonly state: SpaceState;
  readonly projects: readonly KnownProject[];
  readonly names: Names;
}

const toLot = ({ id, project, price, deadline, counts }: Shown['lots'][number], { state, projects, names }: Known): TeamLot => {
  const found = projects.find(({ known }) => known.id === project);
  const scored = state.lots.get(id)?.scored?.signed.event.body;
  const dataset = state.datasets.get(found?.known.opened.signed.event.body.dataset ?? '');
  return {
    id,
    title: found?.shown.opening.value.title ?? { zh: project, en: project },
    organisation: names.organisation(found?.known.org ?? ''),
    level: dataset?.grading?.signed.event.body.level,
    price,
    deadline,
    items: counts.items,
    labeled: counts.labeled,
    reported: counts.reported,
    leased: counts.leased,
    closed: state.lots.get(id)?.closed !== undefined,
    ...(scored && { gold: scored }),
  };
};

export const createTeamData = (connection: Connection): TeamData => ({
  overview: async () => {
    const person = await connection.person();
    const client = await connection.client();
    const [shown, projects, names] = await Promise.all([
      client.http.ask(teamShape, { path: '/api/team' }),
      person.reading.projects(),
      readNames(person),
    ]);
    const { state } = client.ledger();
    const working = shown.people.filter(({ roles }) => roles.includes('labeler'));
    return {
      people: working.map((one) => toPerson(one, shown.leases, state)),
      lots: shown.lots.map((lot) => toLot(lot, { state, projects, names })),
    };
  },
});
