import type { Context, Middleware } from 'koa';
import { createAccountRoutes } from './accounts/routes.ts';
import { createAccountService } from './accounts/service.ts';
import { createAccountStore } from './accounts/store.ts';
import { createConnectorStore } from './connectors/store.ts';
import type { MissingReleases, OpenLots } from './connectors/tasks.ts';
import { datasetAcceptances } from './datasets/acceptance.ts';
import { createDatasetRoutes } from './datasets/routes.ts';
import { createDatasetService } from './datasets/service.ts';
import type { Person } from './directory.ts';
import { createDrawService } from './evidence/draw.ts';
import { createRecordService } from './evidence/record.ts';
import { createEvidenceRoutes, createLotEvidenceRoutes } from './evidence/routes.ts';
import { createEvidenceService } from './evidence/service.ts';
import type { Foundation } from './foundation.ts';
import { createTileReader } from './log/tile-store.ts';
import { goldAcceptances } from './gold/acceptance.ts';
import { createContestRoutes } from './gold/contest-routes.ts';
import { createContestService } from './gold/contest-service.ts';
import { createFigureRoutes } from './gold/routes.ts';
import { createFigureService } from './gold/service.ts';
import { lotAcceptances } from './lots/acceptance.ts';
import { readCountedLabels } from './lots/counted-labels.ts';
import { readCountedVerdicts } from './lots/counted-verdicts.ts';
import { createItemStore } from './lots/item-store.ts';
import { createLotRoutes } from './lots/routes.ts';
import { createLotService } from './lots/service.ts';
import type { Names } from './organisations/service.ts';
import { projectAcceptances } from './projects/acceptance.ts';
import { payAcceptances } from './pay/acceptance.ts';
import { createPayCases } from './pay/cases.ts';
import { createPayRoutes } from './pay/routes.ts';
import { createStatement } from './pay/service.ts';
import { createProjectRoutes } from './projects/routes.ts';
import { createProjectService } from './projects/service.ts';
import { createReleaseRoutes } from './releases/routes.ts';
import { createReleaseService } from './releases/service.ts';
import { createReleaseStore } from './releases/store.ts';
import type { Resource } from './resource.ts';
import { reworkAcceptances } from './reworks/acceptance.ts';
import { createReworkRoutes } from './reworks/routes.ts';
import { createReworkService } from './reworks/service.ts';
import { createReworkStore, readReworks } from './reworks/store.ts';
import { sampleSealed } from './samples/acceptance.ts';
import { createSampleRelay } from './samples/relay.ts';
import { createSampleRoutes } from './samples/routes.ts';
import { createSampleService } from './samples/service.ts';
import { createSealedSampleStore } from './samples/sealed-store.ts';
import { createSampleStore } from './samples/store.ts';
import { resealed } from './sealing/acceptance.ts';
import { createSealingRoutes } from './sealing/routes.ts';
import { createSealingService } from './sealing/service.ts';
import { createSealingStore } from './sealing/store.ts';
import { createArtifactStore } from './sessions/artifact-store.ts';
import { createSignIn, readSessionKeys } from './sessions/sign-in.ts';
import { createSessionStore } from './sessions/store.ts';
import { createTeamRoutes } from './team/routes.ts';
import { createTeam } from './team/service.ts';
import { workAcceptances } from './work/acceptance.ts';
import { graded } from './work/cleared-leases.ts';
import { BYTES_AN_ITEM } from './work/label-quota.ts';
import { createLeaseStore } from './work/lease-store.ts';
import { createWorkRoutes } from './work/routes.ts';
import { createWorkService } from './work/service.ts';
import { createWorkStore } from './work/work-store.ts';

/** The resources about people, data and work, and what the others need of them. */
export interface Parts {
  readonly resources: readonly Resource[];
  /** In front of the routes: what reads its own bodies. */
  readonly before: readonly Middleware[];
  readonly personOf: (ctx: Context) => Promise<Person | undefined>;
  readonly names: Names;
  readonly openLots: OpenLots;
  readonly missingReleases: MissingReleases;
}

export type CreateParts = (foundation: Foundation) => Parts | Promise<Parts>;

export interface PartsSettings {
  /** How long an item is one person's alone, milliseconds; ten minutes. */
  readonly leaseTime: number;
  /** Of work that one person may have logged on a lot, for each item that it counts. */
  readonly bytesAnItem: number;
}
const DEFAULTS: PartsSettings = { leaseTime: 600_000, bytesAnItem: BYTES_AN_ITEM };

const createPeople = (foundation: Foundation) => {
  const { database, directory, clock } = foundation;
  const keys = readSessionKeys(foundation);
  const store = createSessionStore(database, clock);
  const artifacts = createArtifactStore(database, clock);
  const { saltSecret } = keys;
  const accounts = createAccountService({
    store: createAccountStore(database),
    directory,
    saltSecret,
    signOut: async (login) => {
      await store.endSessionsOf(login);
      await artifacts.erase(login);
    },
  });
  const signIn = createSignIn(foundation, { accounts, keys, store, artifacts });
  const names: Names = async (where) => await accounts.named(where);
  return { signIn, names, resources: [signIn.resource, { routes: createAccountRoutes(accounts) }] };
};

const createData = ({ events, directory }: Foundation) => {
  const datasets = createDatasetService(events, directory);
  const projects = createProjectService(events, directory);
  const resources: readonly Resource[] = [
    { routes: createDatasetRoutes(datasets, directory), acceptances: datasetAcceptances(datasets) },
    { routes: createProjectRoutes(projects, directory), acceptances: projectAcceptances(datasets) },
  ];
  return { datasets, projects, resources };
};

const createWork = (
  foundation: Foundation,
  { datasets, projects }: ReturnType<typeof createData>,
  names: Names,
  settings: PartsSettings,
) => {
  const { database, events, directory, clock } = foundation;
  const connectors = createConnectorStore(database);
  const lots = createLotService({ items: createItemStore(database.manager), datasets, projects, connectors, directory, clock });
  const sealing = createSealingService(createSealingStore(database.manager), lots, directory);
  const leases = createLeaseStore(database);
  const { leaseTime, bytesAnItem } = settings;
  const work = createWorkService({ leases, work: createWorkStore(database.manager), lots, sealing, events, directory, clock, leaseTime });
  const releases = createReleaseService(createReleaseStore(database.manager), directory);
  const verdictsOf = (lot: string) => readCountedVerdicts(database.manager, lot);
  const reworksOf = (lot: string) => readReworks(database.manager, lot);
  const evidence = { ...foundation, releases, lots, readTile: createTileReader(database.manager), verdictsOf, reworksOf };
  const draw = { ...evidence, countedLabels: (lot: string) => readCountedLabels(database.manager, lot) };
  const { manager } = database;
  const sampleStore = createSampleStore(manager);
  const sealed = createSealedSampleStore(manager);
  const samples = createSampleService({ manager, store: sampleStore, sealed, lots, events, directory, clock });
  const sampleRelay = createSampleRelay({ manager, sealed, lots, directory, clock });
  const reworks = createReworkService({ manager, store: createReworkStore(manager), samples: sampleStore, lots, events, directory });
  const resources: readonly Resource[] = [
    { routes: createLotRoutes(lots), acceptances: lotAcceptances(clock) },
    { routes: createSealingRoutes(sealing), acceptances: [resealed] },
    { routes: createWorkRoutes(work), acceptances: [...workAcceptances({ lots, projects, clock, bytesAnItem }), graded] },
    { routes: createSampleRoutes(samples, sampleRelay), acceptances: [sampleSealed(clock)] },
    { routes: createReworkRoutes(reworks), acceptances: reworkAcceptances({ lots, projects, bytesAnItem, clock }) },
    {
      routes: [
        ...createFigureRoutes(createFigureService({ manager, lots, events, directory })),
        ...createContestRoutes(createContestService({ manager, lots, events, directory })),
      ],
      acceptances: goldAcceptances(clock),
    },
    { routes: createTeamRoutes(createTeam({ work, lots, names, directory })) },
    {
      routes: createPayRoutes(
        createStatement({ ...foundation, manager }),
        createPayCases({ manager, samples: sampleStore, lots, events, directory }),
      ),
      acceptances: payAcceptances(clock),
    },
    { routes: createReleaseRoutes(releases, directory) },
    {
      routes: [
        ...createEvidenceRoutes(createEvidenceService(evidence), directory),
        ...createLotEvidenceRoutes(createDrawService(draw), createRecordService(draw), directory),
      ],
    },
  ];
  return { lots, releases, resources };
};

/** Sign-in, data and work. */
export const createPartsWith =
  (settings: Partial<PartsSettings> = {}): CreateParts =>
  (foundation) => {
    const { signIn, names, resources: people } = createPeople(foundation);
    const data = createData(foundation);
    const { lots, releases, resources: work } = createWork(foundation, data, names, { ...DEFAULTS, ...settings });
    return {
      resources: [...people, ...data.resources, ...work],
      before: [signIn.before],
      personOf: signIn.personOf,
      names,
      openLots: async ({ key }) => [...(await lots.openLotsOf(key))],
      missingReleases: async (org) => await releases.missingOf(org),
    };
  };

export const createParts: CreateParts = createPartsWith();
