import type { z } from 'zod';
import type { team } from '../../api/team.ts';
import { keysOfPerson } from '../people.ts';
import type { Certificate, Lot, SpaceState } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import type { LotService } from '../lots/service.ts';
import type { Names } from '../organisations/service.ts';
import type { Progress, WorkService } from '../work/service.ts';

export type Team = z.infer<typeof team>;

/** The team lead's firm at work; holds no item content. @throws DomainError `role-required`, `certificate-required` */
export type ReadTeam = (caller: Caller) => Promise<Team>;

export interface TeamOptions {
  readonly work: Pick<WorkService, 'progressOf' | 'leasesOf'>;
  readonly lots: Pick<LotService, 'present'>;
  readonly names: Names;
  readonly directory: Directory;
}

const peopleOf = ({ certificates }: SpaceState, org: string): readonly Certificate[] =>
  [...certificates.values()].filter((held) => held.org === org && held.subject.kind === 'person' && held.revokedAt === undefined);

/** Lots of projects whose roster names somebody of the firm. */
const lotsOf = ({ lots, projects, certificates }: SpaceState, org: string): readonly Lot[] =>
  [...lots.values()].filter(({ project }) =>
    projects.get(project)?.roster?.signed.event.body.members.some(({ key }) => certificates.get(key)?.org === org),
  );

const sumByLot = (progress: readonly Progress[], priceOf: (lot: string) => number) =>
  [...Map.groupBy(progress, ({ lot }) => lot)].map(([lot, rows]) => {
    const labeled = rows.reduce((sum, row) => sum + row.labeled, 0);
    return { lot, labeled, earned: labeled * priceOf(lot) };
  });

export const createTeam =
  ({ work, lots, names, directory }: TeamOptions): ReadTeam =>
  async (caller) => {
    const { org } = directory.requireRole(caller, 'team-lead');
    const state = directory.state();
    const people = peopleOf(state, org);
    const keys = people.flatMap((person) => keysOfPerson(state, person));
    const named = new Map((await names(org)).map(({ key, name }) => [key, name]));
    const progress = await work.progressOf(keys);
    const shown = await lots.present(lotsOf(state, org));
    const leases = await work.leasesOf(keys);
    const priceOf = (lot: string): number => state.lots.get(lot)?.opened.signed.event.body.price ?? 0;
    return {
      people: people.map((person) => {
        const own = new Set(keysOfPerson(state, person));
        const rows = progress.filter(({ key }) => own.has(key));
        // Without an account, or once it is erased, only the pseudonym is left.
        return {
          key: person.key,
          name: named.get(person.key) ?? person.subject.id,
          roles: [...person.roles],
          lots: sumByLot(rows, priceOf),
        };
      }),
      lots: shown.map(({ id, project, price, deadline, counts }) => ({ id, project, price, deadline, counts })),
      leases: leases.map(({ item, lot, key, until }) => ({ item, lot, key, until })),
    };
  };
