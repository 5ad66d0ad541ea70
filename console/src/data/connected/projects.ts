import { lot as lotShape } from '../../../../api/lots.ts';
import type { z } from 'zod';
import { lateOf, placesOf } from '../../../../provenance/space/accounting.ts';
import type { Logged, Lot, SpaceState } from '../../../../provenance/space/state.ts';
import type { KnownProject } from '../../space/acts/datasets.ts';
import { valueOf, type PreparedRelease as Prepared } from '../../space/acts/owner.ts';
import type { Client } from '../../space/client.ts';
import { fail } from '../../space/errors.ts';
import type { Person } from '../../space/person.ts';
import type { Candidate, Duty, LotRow, ProjectDetail, ProjectRow, ProjectsData, RosterMember } from '../projects.ts';
import type { Connection } from './connection.ts';
import { stockOf } from './contact.ts';
import { titleOf } from './datasets.ts';
import { newestOf, readNames, toHistory, type Names } from './names.ts';

type ShownLot = z.infer<typeof lotShape>;

const DUTIES: readonly Duty[] = ['labeler', 'reviewer'];
/** Milliseconds that a page waits for the witnesses to see what the connector did. */
const PATIENCE = 30_000;

const lotsOf = ({ lots }: SpaceState, project: string): readonly Lot[] => [...lots.values()].filter((lot) => lot.project === project);

const releaseOf = ({ releases }: SpaceState, lot: string): Logged<'release-signed'> | undefined =>
  [...releases.values()].find(({ signed }) => signed.event.body.lot === lot);

/** List, price, deadline and closing from the log; how far it is, as the gateway counts. */
const toLotRow = (lot: Lot, shown: ShownLot, state: SpaceState): LotRow => {
  const { id, opened, closed } = lot;
  const { counts } = shown;
  const { price, deadline, items } = opened.signed.event.body;
  const overlap = placesOf(opened.signed.event.body);
  const [release, stock] = [releaseOf(state, id), stockOf(lot, { ready: counts.free, contact: shown.contact })];
  return {
    id,
    index: opened.index,
    price,
    deadline,
    overlap,
    items: items.length * overlap,
    labeled: counts.labeled,
    reported: counts.reported,
    leased: counts.leased,
    late: { done: counts.late, most: lateOf(opened.signed.event.body) },
    ...(stock === undefined ? {} : { stock }),
    ...(closed === undefined ? {} : { closed: { cause: closed.signed.event.body.cause, index: closed.index } }),
    ...(release === undefined ? {} : { release: { id: release.signed.event.subject.id, state: 'signed' as const, index: release.index } }),
  };
};

const readLotRows = ({ http, ledger }: Client, project: string): Promise<readonly LotRow[]> =>
  Promise.all(
    lotsOf(ledger().state, project).map(async (lot) => {
      const shown = await http.ask(lotShape, { path: `/api/lots/${lot.id}` });
      return toLotRow(lot, shown, ledger().state);
    }),
  );

/** Who stands on the roster is read from the log. */
const rosterOf = ({ known: { roster } }: KnownProject, { certificates }: SpaceState, names: Names): ProjectDetail['roster'] => {
  if (roster === undefined) return undefined;
  const { number, members } = roster.signed.event.body;
  const shown = members.map(({ certificate, key, duty }): RosterMember => {
    const organisation = names.organisation(certificates.get(key)?.org ?? '');
    return { certificate, key, name: names.person(key), organisation, duty };
  });
  return { number, index: roster.index, members: shown };
};

interface Reading {
  readonly person: Person;
  readonly client: Client;
  readonly names: Names;
}

const readingOf = async (connection: Connection): Promise<Reading> => {
  const person = await connection.person();
  return { person, client: await connection.client(), names: await readNames(person) };
};

const toRow = async (project: KnownProject, { person, client }: Reading, lots: readonly LotRow[]): Promise<ProjectRow> => {
  const { id, opened, roster } = project.known;
  const dataset = await person.reading.dataset(opened.signed.event.body.dataset);
  return {
    id,
    title: project.shown.opening.value.title,
    dataset: { id: dataset.known.id, title: titleOf(dataset), level: dataset.known.grading?.signed.event.body.level },
    lots: lots.length,
    items: lots.reduce((sum, lot) => sum + lot.items, 0),
    labeled: lots.reduce((sum, lot) => sum + lot.labeled, 0),
    index: newestOf([opened, roster, ...lotsOf(client.ledger().state, id).map((lot) => lot.opened)]),
  };
};

const readDetail = async (connection: Connection, id: string): Promise<ProjectDetail> => {
  const reading = await readingOf(connection);
  const { person, client, names } = reading;
  const project = await person.reading.project(id);
  const lotRows = await readLotRows(client, id);
  const roster = rosterOf(project, client.ledger().state, names);
  const { configuration, instructions } = project.shown.opening.value;
  return {
    ...(await toRow(project, reading, lotRows)),
    configuration,
    instructions,
    delivery: project.known.opened.signed.event.body.delivery,
    ...(roster === undefined ? {} : { roster }),
    lotRows,
    history: toHistory(project.shown.events, [project.known.opened, project.known.roster], client, names),
  };
};

const readCandidates = async ({ directory }: Person, names: Names): Promise<readonly Candidate[]> =>
  (await directory.people()).flatMap(({ name, certificate: { id, key, org, roles, revokedAt } }) => {
    const duties = DUTIES.filter((duty) => roles.includes(duty));
    if (duties.length === 0 || revokedAt !== undefined) return [];
    return [{ certificate: id, key, name, organisation: names.organisation(org), duties }];
  });

type Signing = Pick<ProjectsData, 'prepareRelease' | 'signRelease'>;

/** What the connector prepared is signed as it came; the page shows the hashes of it. */
const createSigning = (connection: Connection): Signing => {
  const prepared = new Map<string, Prepared>();
  return {
    prepareRelease: async (lot) => {
      const { owner } = await connection.person();
      const value = valueOf(await owner.prepareRelease(lot));
      prepared.set(value.release, value);
      const { release: id, manifest, data, labels, items } = value;
      return { id, lot, manifest, data, labels, items };
    },
    signRelease: async ({ id }) => {
      const { owner } = await connection.person();
      return await connection.seen(await owner.signRelease(prepared.get(id) ?? fail('subject-unknown', { release: id })));
    },
  };
};

export const createProjectsData = (connection: Connection): ProjectsData => ({
  list: async () => {
    const reading = await readingOf(connection);
    const own = (await reading.person.reading.projects()).filter(({ known }) => known.org === connection.entered()?.session.org);
    const rows = own.map(async (project) => await toRow(project, reading, await readLotRows(reading.client, project.known.id)));
    return (await Promise.all(rows)).toSorted((a, b) => b.index - a.index);
  },
  get: (id) => readDetail(connection, id),
  open: async (request) => (await (await connection.person()).owner.openProject(request)).project,
  candidates: async () => {
    const { person, names } = await readingOf(connection);
    return await readCandidates(person, names);
  },
  signRoster: async (project, members) => await connection.seen(await (await connection.person()).owner.signRoster(project, members)),
  openLot: async ({ rows, ...request }) => {
    const { owner } = await connection.person();
    // People count rows from 1, the connector from 0.
    const { lot, answer } = await owner.openLot(rows === undefined ? request : { ...request, rows: rows.map((row) => row - 1) });
    valueOf(answer);
    await (await connection.client()).ledger().until((state) => state.lots.get(lot), PATIENCE);
    return lot;
  },
  ...createSigning(connection),
});
