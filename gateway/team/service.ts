import type { z } from 'zod';
import type { team } from '../../api/team.ts';
import { keysOfPerson } from '../../provenance/space/people.ts';
import type { Certificate, Lot, SpaceState } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import type { LotService } from '../lots/service.ts';
import { cutPage } from '../paging.ts';
import type { Names } from '../organisations/service.ts';
import { toEarnings, type WorkService } from '../work/service.ts';
import type { Progress } from '../work/work-store.ts';

export type Team = z.infer<typeof team>;

/** The team lead's firm at work on a page of lots; holds no item content. @throws DomainError `role-required`, `certificate-required` */
export type ReadTeam = (caller: Caller, page: { readonly after?: string | undefined; readonly limit: number }) => Promise<Team>;

export interface TeamOptions {
  readonly work: Pick<WorkService, 'progressOf' | 'leasesOf'>;
  readonly lots: Pick<LotService, 'present'>;
  readonly names: Names;
  readonly directory: Directory;
}

const MOST_PEOPLE = 1000;
const MOST_LEASES = 10_000;

const peopleOf = ({ certificates }: SpaceState, org: string): readonly Certificate[] =>
  [...certificates.values()].filter((held) => held.org === org && held.subject.kind === 'person' && held.revokedAt === undefined);

/** Lots of projects whose roster names somebody of the firm, the newest first. */
const lotsOf = ({ lots, projects, certificates }: SpaceState, org: string): readonly Lot[] =>
  [...lots.values()]
    .filter(({ project }) => projects.get(project)?.roster?.signed.event.body.members.some(({ key }) => certificates.get(key)?.org === org))
    .toSorted((one, other) => (one.id < other.id ? 1 : -1));

const sumByLot = (progress: readonly Progress[], prices: ReadonlyMap<string, number>) =>
  [...Map.groupBy(progress, ({ lot }) => lot)].map(([lot, rows]) => {
    const { labeled, reported, earned } = toEarnings(rows, prices.get(lot) ?? 0);
    return { lot, labeled, reported, earned };
  });

export const createTeam =
  ({ work, lots, names, directory }: TeamOptions): ReadTeam =>
  async (caller, { after, limit }) => {
    const { org } = directory.requireRole(caller, 'team-lead');
    const state = directory.state();
    const people = peopleOf(state, org).slice(0, MOST_PEOPLE);
    const keys = people.flatMap((person) => keysOfPerson(state, person));
    const named = new Map((await names({ org })).map(({ key, name }) => [key, name]));
    const behind = lotsOf(state, org).filter(({ id }) => after === undefined || id < after);
    const { shown, next } = cutPage(behind, limit);
    const prices = new Map(shown.map(({ id, opened }) => [id, opened.signed.event.body.price]));
    const isShown = ({ lot }: { readonly lot: string }): boolean => prices.has(lot);
    const progress = (await work.progressOf(keys)).filter(isShown);
    const listed = await lots.present(shown);
    const leases = (await work.leasesOf(keys)).filter(isShown);
    return {
      people: people.map((person) => {
        const own = new Set(keysOfPerson(state, person));
        const rows = progress.filter(({ key }) => own.has(key));
        // Without an account, or once it is erased, only the pseudonym is left.
        const name = named.get(person.key) ?? person.subject.id;
        return { key: person.key, name, roles: [...person.roles], lots: sumByLot(rows, prices) };
      }),
      lots: listed.map(({ id, project, price, deadline, counts }) => ({ id, project, price, deadline, counts })),
      leases: leases.slice(0, MOST_LEASES),
      ...(next !== undefined && { next }),
    };
  };
