import { lot as lotShape } from '../../../../api/lots.ts';
import { decideDelivery } from '../../../../policies/levels/delivery.ts';
import { placesOf } from '../../../../provenance/space/accounting.ts';
import { SPOT_CHECK } from '../../../../provenance/space/rules-data.ts';
import type { Dataset, Lot, SpaceState } from '../../../../provenance/space/state.ts';
import type { KnownDataset, KnownProject } from '../../space/acts/datasets.ts';
import type { Client } from '../../space/client.ts';
import type { Http } from '../../space/http.ts';
import type {
  DatasetDetail,
  DatasetProject,
  DatasetRow,
  DatasetState,
  DatasetsData,
  FieldProfile,
  LifeState,
  Origin,
  SignedGrading,
} from '../datasets.ts';
import type { Connection } from './connection.ts';
import { lotsOf } from './lots.ts';
import { newestOf, pseudonymOf, readNames, toHistory, type Names } from './names.ts';

const stateOf = ({ grading, published }: Dataset): DatasetState => {
  if (published !== undefined) return 'published';
  return grading === undefined ? 'registered' : 'graded';
};

/** Words that its owner signed; without them only the id is known. */
export const titleOf = ({ shown }: KnownDataset): DatasetRow['title'] =>
  shown.catalogue?.value.title ?? shown.profile?.value.title ?? { zh: shown.id, en: shown.id };

/** The dataset that a derivative was made of. */
const originOf = ({ known }: KnownDataset): string | undefined => known.registered.signed.event.body.derived?.from;

const toOrigin = (id: string, origin: KnownDataset | undefined): Origin => ({
  id,
  title: origin === undefined ? { zh: id, en: id } : titleOf(origin),
});

const toDatasetRow = (dataset: KnownDataset, names: Names, origin?: KnownDataset): DatasetRow => {
  const { registered, grading, published, org, id } = dataset.known;
  const { rows, columns } = registered.signed.event.body;
  const from = originOf(dataset);
  return {
    id,
    title: titleOf(dataset),
    organisation: names.organisation(org),
    level: grading?.signed.event.body.level,
    state: stateOf(dataset.known),
    rows,
    columns,
    index: newestOf([registered, grading, published]),
    ...(from === undefined ? {} : { derived: toOrigin(from, origin) }),
  };
};

const fieldsOf = ({ shown: { profile } }: KnownDataset): readonly FieldProfile[] => profile?.value.columns ?? [];

const gradingOf = ({ grading }: Dataset, names: Names): SignedGrading | undefined => {
  if (grading === undefined) return undefined;
  const { body, actor, time } = grading.signed.event;
  const { spotCheck, ...graded } = body;
  return { ...graded, ...(spotCheck === undefined ? {} : { spotCheck }), officer: names.person(actor.key), time, index: grading.index };
};

/** Labels that count, as the gateway counts them. */
const countLabeled = async (http: Http, lots: readonly Lot[]): Promise<number> => {
  const counted = lots.map(async ({ id }) => (await http.ask(lotShape, { path: `/api/lots/${id}` })).counts.labeled);
  return (await Promise.all(counted)).reduce((sum, labeled) => sum + labeled, 0);
};

const projectsOf = async (client: Client, all: readonly KnownProject[], dataset: string): Promise<readonly DatasetProject[]> => {
  const own = all.filter(({ known }) => known.opened.signed.event.body.dataset === dataset);
  return await Promise.all(
    own.map(async ({ known: { id }, shown }) => {
      const lots = lotsOf(client.ledger().state, id);
      const items = lots.reduce((sum, { opened: { signed } }) => sum + signed.event.body.items.length * placesOf(signed.event.body), 0);
      return { id, title: shown.opening.value.title, items, labeled: await countLabeled(client.http, lots) };
    }),
  );
};

/** The steps in their order: the first that is not done is the one that is due now. */
const lifeOf = (
  { registered, grading, published }: Dataset,
  projects: readonly DatasetProject[],
  state: SpaceState,
): readonly LifeState[] => {
  const releases = [...state.releases.values()].filter(({ signed }) => projects.some(({ id }) => id === signed.event.body.project));
  const [items, labeled] = [projects.reduce((sum, one) => sum + one.items, 0), projects.reduce((sum, one) => sum + one.labeled, 0)];
  const ends: readonly (readonly [LifeState['step'], number | undefined])[] = [
    ['collect', registered.index],
    ['grade', grading?.index],
    ['publish', published?.index],
    ['label', releases[0]?.index],
    ['release', releases.at(-1)?.index],
  ];
  const due = ends.findIndex(([, index]) => index === undefined);
  return ends.map(([step, index], at): LifeState => {
    if (index !== undefined) return step === 'label' ? { step, state: 'done' } : { step, state: 'done', index };
    if (at !== due) return { step, state: 'ahead' };
    return step === 'label' && items > 0 ? { step, state: 'now', share: labeled / items } : { step, state: 'now' };
  });
};

/** What an officer has to know of a derivative's origin. */
const descentOf = (dataset: KnownDataset, origin: KnownDataset | undefined): DatasetDetail['derived'] => {
  const from = originOf(dataset);
  if (from === undefined) return undefined;
  const { rows } = dataset.known.registered.signed.event.body;
  const level = origin?.known.grading?.signed.event.body.level;
  return { ...toOrigin(from, origin), level, spotCheck: Math.min(SPOT_CHECK, rows) };
};

interface DetailPremise {
  readonly projects: readonly DatasetProject[];
  readonly origin: KnownDataset | undefined;
  readonly client: Client;
  readonly names: Names;
}

const toDetail = (dataset: KnownDataset, { projects, origin, client, names }: DetailPremise): DatasetDetail => {
  const { known, shown } = dataset;
  const grading = gradingOf(known, names);
  const { derived: _, ...row } = toDatasetRow(dataset, names);
  const derived = descentOf(dataset, origin);
  return {
    ...row,
    ...(derived === undefined ? {} : { derived }),
    ...(shown.catalogue === undefined ? {} : { summary: shown.catalogue.value.summary }),
    connector: pseudonymOf(known.registered.signed.event.actor.key),
    life: lifeOf(known, projects, client.ledger().state),
    ...(grading === undefined ? {} : { grading }),
    openLabeling: decideDelivery(grading?.level, 'open'),
    sealedLabeling: decideDelivery(grading?.level, 'sealed'),
    fields: fieldsOf(dataset),
    projects,
    history: toHistory(shown.events, [known.registered, known.grading, known.published], client, names),
  };
};

/** Facts from the own copy of the log, words from documents that open what was signed. */
export const createDatasetsData = (connection: Connection): DatasetsData => ({
  list: async () => {
    const person = await connection.person();
    const [datasets, names] = await Promise.all([person.reading.datasets(), readNames(person)]);
    const byId = new Map(datasets.map((dataset) => [dataset.known.id, dataset]));
    const rows = datasets.map((dataset) => toDatasetRow(dataset, names, byId.get(originOf(dataset) ?? '')));
    return rows.toSorted((a, b) => b.index - a.index);
  },
  get: async (id) => {
    const person = await connection.person();
    const client = await connection.client();
    const dataset = await person.reading.dataset(id);
    const from = originOf(dataset);
    const [projects, names, origin] = await Promise.all([
      person.reading.projects(),
      readNames(person),
      from === undefined ? undefined : person.reading.dataset(from),
    ]);
    return toDetail(dataset, { projects: await projectsOf(client, projects, id), origin, client, names });
  },
});
