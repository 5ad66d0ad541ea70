import type { z } from 'zod';
import type { team } from '../../api/team.ts';
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

const isInForce = ({ revokedAt }: Certificate): boolean => revokedAt === undefined;

/** A person of the firm, by her newest certificate: one that is in force before any that is revoked. */
interface Member {
  readonly certificate: Certificate;
  /** Of all her certificates. */
  readonly keys: readonly string[];
}

/** Everybody who is certified, then everybody who was. */
const membersOf = ({ certificates }: SpaceState, org: string): readonly Member[] => {
  const held = [...certificates.values()].filter((one) => one.org === org && one.subject.kind === 'person');
  const members = [...Map.groupBy(held, ({ subject }) => subject.id).values()].flatMap((own): readonly Member[] => {
    const certificate = own.findLast(isInForce) ?? own.at(-1);
    return certificate === undefined ? [] : [{ certificate, keys: own.map(({ key }) => key) }];
  });
  return members.toSorted((a, b) => Number(isInForce(b.certificate)) - Number(isInForce(a.certificate)));
};

/** Lots of projects whose roster names somebody of the firm, and those on which somebody worked, the newest first. */
const lotsOf = ({ lots, projects, certificates }: SpaceState, org: string, worked: ReadonlySet<string>): readonly Lot[] => {
  const isOnRoster = ({ project }: Lot): boolean =>
    projects.get(project)?.roster?.signed.event.body.members.some(({ key }) => certificates.get(key)?.org === org) === true;
  return [...lots.values()].filter((lot) => worked.has(lot.id) || isOnRoster(lot)).toSorted((one, other) => (one.id < other.id ? 1 : -1));
};

const sumByLot = (progress: readonly Progress[], prices: ReadonlyMap<string, number>) =>
  [...Map.groupBy(progress, ({ lot }) => lot)].map(([lot, rows]) => {
    const { labeled, reported, earned } = toEarnings(rows, prices.get(lot) ?? 0);
    return { lot, labeled, reported, earned };
  });

/** Who left is shown with what she has earned, of all lots. */
const findShown = (members: readonly Member[], progress: readonly Progress[]): readonly Member[] => {
  const workers = new Set(progress.map(({ key }) => key));
  return members.filter(({ certificate, keys }) => isInForce(certificate) || keys.some((key) => workers.has(key))).slice(0, MOST_PEOPLE);
};

const presentMember = (
  { certificate, keys }: Member,
  progress: readonly Progress[],
  prices: ReadonlyMap<string, number>,
  named: ReadonlyMap<string, string>,
): Team['people'][number] => {
  const { key, subject, roles } = certificate;
  const lots = sumByLot(
    progress.filter((one) => keys.includes(one.key)),
    prices,
  );
  // Without an account, or once it is erased, only the pseudonym is left.
  const name = named.get(key) ?? subject.id;
  return { key, name, roles: [...roles], lots, ...(!isInForce(certificate) && { revoked: true as const }) };
};

export const createTeam =
  ({ work, lots, names, directory }: TeamOptions): ReadTeam =>
  async (caller, { after, limit }) => {
    const { org } = directory.requireRole(caller, 'team-lead');
    const state = directory.state();
    const members = membersOf(state, org);
    const all = await work.progressOf(members.flatMap(({ keys }) => keys));
    const named = new Map((await names({ org })).map(({ key, name }) => [key, name]));
    const behind = lotsOf(state, org, new Set(all.map(({ lot }) => lot))).filter(({ id }) => after === undefined || id < after);
    const { shown, next } = cutPage(behind, limit);
    const prices = new Map(shown.map(({ id, opened }) => [id, opened.signed.event.body.price]));
    const isShown = ({ lot }: { readonly lot: string }): boolean => prices.has(lot);
    const progress = all.filter(isShown);
    const people = findShown(members, all);
    const listed = await lots.present(shown);
    const leases = (await work.leasesOf(people.flatMap(({ keys }) => keys))).filter(isShown);
    return {
      people: people.map((member) => presentMember(member, progress, prices, named)),
      lots: listed.map(({ id, project, price, deadline, counts }) => ({ id, project, price, deadline, counts })),
      leases: leases.slice(0, MOST_LEASES),
      ...(next !== undefined && { next }),
    };
  };
