import type { Logged, Project, SpaceState } from '../../../../provenance/space/state.ts';
import { parseConfiguration } from '../../../../labeling/configuration.ts';
import type { KnownProject } from '../../space/acts/datasets.ts';
import type { LabelerActs } from '../../space/acts/labeler.ts';
import { fail } from '../../space/errors.ts';
import type { BenchLot, WorkData, WorkLot } from '../work.ts';
import { createBench } from './bench.ts';
import type { Connection } from './connection.ts';
import { readNames, type Names } from './names.ts';

type Listed = Awaited<ReturnType<LabelerActs['work']>>[number];

interface Known {
  readonly state: SpaceState;
  readonly projects: readonly KnownProject[];
  readonly names: Names;
  readonly now: number;
}

const gradingOf = ({ datasets }: SpaceState, { opened }: Project): Logged<'dataset-graded'> | undefined =>
  datasets.get(opened.signed.event.body.dataset)?.grading;

/** Price, deadline and closing from the log; what is free and earned as the gateway counts. */
const toWorkLot = (listed: Listed, { state, projects, names, now }: Known): WorkLot | undefined => {
  const { id, counts, labeled, earned } = listed;
  const lot = state.lots.get(id);
  const project = projects.find(({ known }) => known.id === lot?.project);
  if (lot === undefined || project === undefined) return undefined;
  const { price, deadline, items } = lot.opened.signed.event.body;
  return {
    id,
    title: project.shown.opening.value.title,
    organisation: names.organisation(project.known.org),
    level: gradingOf(state, project.known)?.signed.event.body.level,
    price,
    deadline,
    items: items.length,
    free: counts.free,
    mine: labeled,
    earned,
    closed: lot.closed !== undefined || deadline <= now,
  };
};

/** The labeler's lots, and her bench. */
export const createWorkData = (connection: Connection): WorkData => {
  const readLots = async (): Promise<{ readonly lots: readonly WorkLot[]; readonly known: Known }> => {
    const person = await connection.person();
    const client = await connection.client();
    const [listed, projects, names] = await Promise.all([person.labeler.work(), person.reading.projects(), readNames(person)]);
    const known: Known = { state: client.ledger().state, projects, names, now: connection.options.clock() };
    return { known, lots: listed.map((lot) => toWorkLot(lot, known)).filter((lot) => lot !== undefined) };
  };

  const readBenchLot = async (id: string): Promise<BenchLot> => {
    const { lots, known } = await readLots();
    const lot = lots.find((one) => one.id === id) ?? fail('subject-unknown', { lot: id });
    const project = known.projects.find(({ known: { id: own } }) => own === known.state.lots.get(id)?.project);
    const { configuration, instructions } = (project ?? fail('subject-unknown', { lot: id })).shown.opening.value;
    return { ...lot, configuration: parseConfiguration(configuration), instructions };
  };

  return {
    lots: async () => (await readLots()).lots,
    open: async (id) => await createBench(connection, await readBenchLot(id)),
  };
};
