import type { SpaceState } from '../../../../provenance/space/state.ts';
import type { KnownDataset, KnownProject } from '../../space/acts/datasets.ts';
import { valueOf, type PreparedRelease as Prepared } from '../../space/acts/owner.ts';
import type { Client } from '../../space/client.ts';
import { fail } from '../../space/errors.ts';
import type { Person } from '../../space/person.ts';
import type { Candidate, Duty, LotRow, ProjectDetail, ProjectRow, ProjectsData, RosterMember } from '../projects.ts';
import type { OrganisationName } from '../common.ts';
import type { Connection } from './connection.ts';
import { titleOf } from './datasets.ts';
import { withInspection } from './lot-inspection.ts';
import { createLotReader, lotsOf, type LotReader } from './lots.ts';
import { newestOf, readNames, toHistory, type Names } from './names.ts';

const DUTIES: readonly Duty[] = ['labeler', 'reviewer'];
/** Milliseconds that a page waits for the witnesses to see what the connector did. */
const PATIENCE = 30_000;

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

/** What the own copy of the log holds of it, its dataset and its lots. */
interface Whole {
  readonly project: KnownProject;
  readonly dataset: KnownDataset;
  readonly lots: readonly LotRow[];
}

const toRow = ({ project, dataset, lots }: Whole, { ledger }: Client): ProjectRow => {
  const { id, opened, roster } = project.known;
  return {
    id,
    title: project.shown.opening.value.title,
    dataset: { id: dataset.known.id, title: titleOf(dataset), level: dataset.known.grading?.signed.event.body.level },
    delivery: opened.signed.event.body.delivery,
    lots: lots.length,
    items: lots.reduce((sum, lot) => sum + lot.items, 0),
    labeled: lots.reduce((sum, lot) => sum + lot.labeled, 0),
    releasable: lots.some(({ closed, release }) => closed !== undefined && release === undefined),
    index: newestOf([opened, roster, ...lotsOf(ledger().state, id).map((lot) => lot.opened)]),
  };
};

const datasetOf = ({ known }: KnownProject): string => known.opened.signed.event.body.dataset;

/** Each listing is read once, and each lot. */
const readList = async (connection: Connection, readLots: LotReader): Promise<readonly ProjectRow[]> => {
  const { reading } = await connection.person();
  const client = await connection.client();
  const [projects, datasets] = await Promise.all([reading.projects(), reading.datasets()]);
  const own = projects.filter(({ known }) => known.org === connection.entered()?.session.org);
  const rows = own.map(async (project) => {
    const listed = datasets.find(({ known }) => known.id === datasetOf(project));
    const [dataset, lots] = await Promise.all([listed ?? reading.dataset(datasetOf(project)), readLots(client, project.known.id)]);
    return toRow({ project, dataset, lots }, client);
  });
  return (await Promise.all(rows)).toSorted((a, b) => b.index - a.index);
};

const readDetail = async (connection: Connection, readLots: LotReader, id: string): Promise<ProjectDetail> => {
  const person = await connection.person();
  const client = await connection.client();
  const [project, names] = await Promise.all([person.reading.project(id), readNames(person)]);
  const [dataset, lots] = await Promise.all([person.reading.dataset(datasetOf(project)), readLots(client, id)]);
  const roster = rosterOf(project, client.ledger().state, names);
  const { configuration, instructions } = project.shown.opening.value;
  return {
    ...toRow({ project, dataset, lots }, client),
    configuration,
    instructions,
    ...(roster === undefined ? {} : { roster }),
    lotRows: lots.map((row) => withInspection(row, client.ledger(), names)),
    history: toHistory(project.shown.events, [project.known.opened, project.known.roster], client, names),
  };
};

const readCandidates = async ({ directory }: Person, names: Names): Promise<readonly Candidate[]> =>
  (await directory.people()).flatMap(({ name, certificate: { id, key, org, roles, revokedAt } }) => {
    const duties = DUTIES.filter((duty) => roles.includes(duty));
    if (duties.length === 0 || revokedAt !== undefined) return [];
    return [{ certificate: id, key, name, organisation: names.organisation(org), duties }];
  });

/** Member organisations beside the own one. */
const readOthers = async (connection: Connection, kinds: readonly string[]): Promise<readonly OrganisationName[]> => {
  const person = await connection.person();
  const [client, names] = [await connection.client(), await readNames(person)];
  const others = [...client.ledger().state.organisations.values()].filter(
    ({ id, role }) => kinds.includes(role) && id !== client.options.org,
  );
  return others.map(({ id }) => names.organisation(id));
};

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

export const createProjectsData = (connection: Connection): ProjectsData => {
  const readLots = createLotReader();
  return {
    list: () => readList(connection, readLots),
    get: (id) => readDetail(connection, readLots, id),
    open: async (request) => (await (await connection.person()).owner.openProject(request)).project,
    candidates: async () => {
      const person = await connection.person();
      return await readCandidates(person, await readNames(person));
    },
    firms: () => readOthers(connection, ['firm']),
    adjudicators: () => readOthers(connection, ['firm', 'auditor']),
    signRoster: async ({ project, members, after }) =>
      await connection.seen(await (await connection.person()).owner.signRoster(project, members, after)),
    openLot: async ({ rows, ...request }) => {
      const { owner } = await connection.person();
      // People count rows from 1, the connector from 0.
      const { lot, answer } = await owner.openLot(rows === undefined ? request : { ...request, rows: rows.map((row) => row - 1) });
      valueOf(answer);
      await (await connection.client()).ledger().until((state) => state.lots.get(lot), PATIENCE);
      return lot;
    },
    ...createSigning(connection),
    reworks: async (lot) => await (await connection.person()).owner.reworks(lot),
    acceptLot: async (lot, reworks) => await connection.seen(await (await connection.person()).owner.acceptLot(lot, reworks)),
    returnLot: async (lot, reason) => await connection.seen(await (await connection.person()).owner.returnLot(lot, reason)),
  };
};
