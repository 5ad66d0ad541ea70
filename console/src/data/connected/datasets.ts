import { lot as lotShape } from '../../../../api/lots.ts';
import { decideDelivery } from '../../../../policies/levels/delivery.ts';
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
  SignedGrading,
} from '../datasets.ts';
import type { Connection } from './connection.ts';
import { newestOf, pseudonymOf, readNames, toHistory, type Names } from './names.ts';

const stateOf = ({ grading, published }: Dataset): DatasetState => {
  if (published !== undefined) return 'published';
  return grading === undefined ? 'registered' : 'graded';
};

/** Words that its owner signed; without them only the id is known. */
export const titleOf = ({ shown }: KnownDataset): DatasetRow['title'] =>
  shown.catalogue?.value.title ?? shown.profile?.value.title ?? { zh: shown.id, en: shown.id };

export const toDatasetRow = (dataset: KnownDataset, names: Names): DatasetRow => {
  const { registered, grading, published, org, id } = dataset.known;
  const { rows, columns } = registered.signed.event.body;
  return {
    id,
    title: titleOf(dataset),
    organisation: names.organisation(org),
    level: grading?.signed.event.body.level,
    state: stateOf(dataset.known),
    rows,
    columns,
    index: newestOf([registered, grading, published]),
  };
};

const fieldsOf = ({ shown: { profile } }: KnownDataset): readonly FieldProfile[] => profile?.value.columns ?? [];

const gradingOf = ({ grading }: Dataset, names: Names): SignedGrading | undefined => {
  if (grading === undefined) return undefined;
  const { body, actor, time } = grading.signed.event;
  return { ...body, officer: names.person(actor.key), time, index: grading.index };
};

/** Labels that count, as the gateway counts them. */
const countLabeled = async (http: Http, lots: readonly Lot[]): Promise<number> => {
  const counted = lots.map(async ({ id }) => (await http.ask(lotShape, { path: `/api/lots/${id}` })).counts.labeled);
  return (await Promise.all(counted)).reduce((sum, labeled) => sum + labeled, 0);
};

const lotsOf = ({ lots }: SpaceState, project: string): readonly Lot[] => [...lots.values()].filter((lot) => lot.project === project);

const projectsOf = async (client: Client, all: readonly KnownProject[], dataset: string): Promise<readonly DatasetProject[]> => {
  const own = all.filter(({ known }) => known.opened.signed.event.body.dataset === dataset);
  return await Promise.all(
    own.map(async ({ known: { id }, shown }) => {
      const lots = lotsOf(client.ledger().state, id);
      const items = lots.reduce((sum, { opened }) => sum + opened.signed.event.body.items.length, 0);
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

const toDetail = (dataset: KnownDataset, projects: readonly DatasetProject[], client: Client, names: Names): DatasetDetail => {
  const { known, shown } = dataset;
  const grading = gradingOf(known, names);
  return {
    ...toDatasetRow(dataset, names),
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
    return datasets.map((dataset) => toDatasetRow(dataset, names)).toSorted((a, b) => b.index - a.index);
  },
  get: async (id) => {
    const person = await connection.person();
    const client = await connection.client();
    const dataset = await person.reading.dataset(id);
    const [projects, names] = await Promise.all([person.reading.projects(), readNames(person)]);
    return toDetail(dataset, await projectsOf(client, projects, id), client, names);
  },
});
