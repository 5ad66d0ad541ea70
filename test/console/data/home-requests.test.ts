import { expect } from 'chai';
import type { Connection } from '../../../console/src/data/connected/connection.ts';
import { createDatasetsData } from '../../../console/src/data/connected/datasets.ts';
import { createEvidenceData } from '../../../console/src/data/connected/evidence.ts';
import { createProjectsData } from '../../../console/src/data/connected/projects.ts';
import { openStage, type Stage } from '../../support/device.ts';
import { openPerson } from '../../support/people.ts';

const PROJECTS = 4;
const LOTS = 3;
const DEADLINE = 1_900_000_000_000;
const COUNTS = { items: 1, labeled: 0, reported: 0, leased: 0, free: 1, late: 0 };

/** A project of one dataset with its lots, of one item each. */
const openProject = ({ log: { space }, lot }: Stage) => {
  const id = space.newId();
  const titles = { title: { zh: '要素', en: 'Elements' }, instructions: { zh: '', en: '' } };
  const { opening, commitment } = space.seal('project', id, { ...titles, configuration: '<View/>', textColumn: 'text' });
  const body = { dataset: lot.dataset, delivery: 'open' as const };
  const opened = space.log('project-opened', lot.keeper, { subject: { id, commitment }, body, refs: [lot.graded.id] });
  const roster = space.log('roster-signed', lot.keeper, { subject: { id }, body: { number: 1, members: [] }, refs: [opened.id] });
  const lots = Array.from({ length: LOTS }, () => {
    const item = space.newId();
    const items = [{ id: item, commitment: space.seal('item', item, '甲').commitment }];
    return space.log('lot-opened', lot.connector, {
      subject: { id: space.newId() },
      body: { project: id, price: 32, deadline: DEADLINE, items },
      refs: [opened.id, roster.id],
    });
  });
  return { shown: { id, org: lot.owner.org, dataset: lot.dataset, opening, events: [], lots: [] }, lots };
};
type OpenProject = ReturnType<typeof openProject>;
type OpenLot = OpenProject['lots'][number];

/** Notes what it is asked for. */
const serve = ({ log, lot }: Stage, projects: readonly OpenProject[]) => {
  const asked: string[] = [];
  const leased = new Map<string, number>();
  const dataset = { id: lot.dataset, org: lot.owner.org, registered: lot.registered.index, events: [] };
  const shown = projects.map((project) => project.shown);
  const one = (kind: string, id: string): object | undefined => {
    if (kind === 'datasets') return dataset;
    if (kind === 'projects') return shown.find((project) => project.id === id);
    const counts = { ...COUNTS, leased: leased.get(id) ?? 0 };
    return { id, project: lot.project, price: 32, deadline: DEADLINE, counts };
  };
  const all: Readonly<Record<string, readonly object[]>> = {
    datasets: [dataset],
    projects: shown,
    people: [],
    organisations: [],
    releases: [],
  };
  log.handlers.push((path) => {
    const [, kind = '', id] = /^\/api\/(datasets|projects|lots|people|organisations|releases)(?:\/(.+))?$/.exec(path) ?? [];
    if (kind === '') return undefined;
    asked.push(path);
    return id === undefined ? { [kind]: all[kind] } : one(kind, id);
  });
  return { asked, leased };
};

/** An owner with several projects, at her page. */
const openHome = async () => {
  const stage = openStage();
  const { log, lot } = stage;
  const projects = Array.from({ length: PROJECTS }, () => openProject(stage));
  const { asked, leased } = serve(stage, projects);
  log.publish();
  const person = await openPerson(log, lot.keeper, lot.owner);
  const connection = {
    options: { clock: () => log.now },
    client: async () => {
      await person.client.follow();
      return person.client;
    },
    person: async () => person,
    entered: () => ({ session: { org: lot.owner.org } }),
  } as unknown as Connection;
  const data = {
    datasets: createDatasetsData(connection),
    projects: createProjectsData(connection),
    evidence: createEvidenceData(connection),
  };
  const load = async () => {
    asked.length = 0;
    const [, rows] = await Promise.all([data.datasets.list(), data.projects.list(), data.evidence.releases()]);
    return { rows, asked: [...asked] };
  };
  return { log, lot, projects, leased, detail: data.projects.get, load };
};

type Home = Awaited<ReturnType<typeof openHome>>;
const lotsAmong = (asked: readonly string[]): readonly string[] => asked.filter((path) => path.startsWith('/api/lots/'));

/** Its deadline has passed without work. */
const close = ({ log: { space }, lot: { connector } }: Home, opened: OpenLot) =>
  space.log('lot-closed', connector, {
    subject: { id: opened.signed.event.subject.id },
    body: {
      cause: 'deadline',
      labels: 0,
      reports: 0,
      left: opened.signed.event.body.items.map(({ id }) => id),
      root: '0'.repeat(64),
    },
    refs: [opened.id],
  });
const release = ({ log: { space }, lot: { keeper } }: Home, opened: OpenLot, closed: { readonly id: string }) =>
  space.log('release-signed', keeper, {
    subject: { id: space.newId() },
    body: {
      project: opened.signed.event.body.project,
      lot: opened.signed.event.subject.id,
      manifest: '1'.repeat(64),
      data: '2'.repeat(64),
      labels: 0,
      items: 1,
    },
    refs: [closed.id],
  });

describe('what the owner’s page asks the gateway for', () => {
  it('is each lot once, and nothing more for each project', async () => {
    const home = await openHome();
    const { rows, asked } = await home.load();
    expect(rows).to.have.length(PROJECTS);
    expect(rows.map(({ lots, items, delivery, releasable }) => [lots, items, delivery, releasable])).to.deep.equal(
      rows.map(() => [LOTS, LOTS, 'open', false]),
    );
    const lots = lotsAmong(asked);
    expect([lots.length, new Set(lots).size]).to.deep.equal([PROJECTS * LOTS, PROJECTS * LOTS]);
    const others = asked.filter((path) => !lots.includes(path)).toSorted();
    expect(others).to.deep.equal([
      ...['/api/datasets', '/api/datasets', '/api/organisations', '/api/organisations', '/api/people', '/api/people'],
      ...['/api/projects', '/api/projects', '/api/releases'],
    ]);
  });

  it('is no lot again whose release is signed, and says which project has one to be signed', async () => {
    const home = await openHome();
    const [first, second] = home.projects[0]?.lots ?? [];
    if (first === undefined || second === undefined) throw new Error('no lots');
    const closings = [close(home, first), close(home, second)] as const;
    home.log.publish();
    const id = home.projects[0]?.shown.id;
    const rowNow = async () => (await home.load()).rows.find((row) => row.id === id);
    expect(await rowNow()).to.include({ releasable: true });
    expect(lotsAmong((await home.load()).asked)).to.have.length(PROJECTS * LOTS);
    release(home, first, closings[0]);
    home.log.publish();
    const path = `/api/lots/${first.signed.event.subject.id}`;
    home.leased.set(first.signed.event.subject.id, 1);
    expect(lotsAmong((await home.load()).asked)).to.include(path);
    home.leased.clear();
    // As long as somebody still held an item, it was not final.
    expect(lotsAmong((await home.load()).asked)).to.include(path);
    const { asked, rows } = await home.load();
    expect(lotsAmong(asked))
      .to.have.length(PROJECTS * LOTS - 1)
      .and.not.include(path);
    expect(rows.find((row) => row.id === id)).to.include({ releasable: true, lots: LOTS, items: LOTS });
    release(home, second, closings[1]);
    home.log.publish();
    expect(await rowNow()).to.include({ releasable: false });
    const { lotRows } = await home.detail(id ?? '');
    expect(lotRows.map(({ release: signed }) => signed?.state)).to.deep.equal(['signed', 'signed', undefined]);
  });
});
