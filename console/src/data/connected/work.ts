import { placesOf } from '../../../../provenance/space/accounting.ts';
import type { Logged, Project, SpaceState } from '../../../../provenance/space/state.ts';
import { parseConfiguration } from '../../../../labeling/configuration.ts';
import type { KnownProject } from '../../space/acts/datasets.ts';
import type { LabelerActs } from '../../space/acts/labeler.ts';
import { fail } from '../../space/errors.ts';
import type { Person } from '../../space/person.ts';
import type { BenchLot, HomeLot, OwnWork, WorkData, WorkLot } from '../work.ts';
import { createBench } from './bench.ts';
import type { Connection } from './connection.ts';
import { stockOf } from './contact.ts';
import { newestLabels } from './labels.ts';
import { createPayData } from './pay.ts';
import { pseudonymOf, readNames, type Names } from './names.ts';

type Listed = Awaited<ReturnType<LabelerActs['work']>>[number];

interface Known {
  readonly state: SpaceState;
  /** Entries of the own copy of the log under a witnessed checkpoint. */
  readonly size: number;
  readonly projects: readonly KnownProject[];
  readonly names: Names;
  readonly now: number;
}

const gradingOf = ({ datasets }: SpaceState, { opened }: Project): Logged<'dataset-graded'> | undefined =>
  datasets.get(opened.signed.event.body.dataset)?.grading;

/** Price, deadline and closing from the log; what she can get and has earned as the gateway counts. */
const toWorkLot = (listed: Listed, { state, projects, names, now }: Known): WorkLot | undefined => {
  const { id, free, labeled, earned, contact } = listed;
  const lot = state.lots.get(id);
  const project = projects.find(({ known }) => known.id === lot?.project);
  if (lot === undefined || project === undefined) return undefined;
  const { price, deadline, items } = lot.opened.signed.event.body;
  const stock = stockOf(lot, { ready: free, contact });
  return {
    id,
    title: project.shown.opening.value.title,
    organisation: names.organisation(project.known.org),
    level: gradingOf(state, project.known)?.signed.event.body.level,
    price,
    deadline,
    items: items.length * placesOf(lot.opened.signed.event.body),
    free,
    mine: labeled,
    earned,
    closed: lot.closed !== undefined || deadline <= now,
    ...(stock === undefined ? {} : { stock }),
  };
};

/** Lots whose own work is looked up one by one; the others show what the gateway counts alone. */
const MOST_LOOKED_UP = 20;

const readOwn = async ({ labeler, outbox }: Person, lot: string, { state, size, now }: Known): Promise<OwnWork> => {
  const { records } = await outbox.facts();
  const [{ mine, foreign }, recent] = [await labeler.listed(lot), await outbox.recent()];
  const unreadable = state.lots.get(lot)?.unreadable ?? new Map();
  const labels = [...newestLabels({ records, recent, mine, returned: [] }, { lot, size, now, earlier: new Map(), unreadable }).values()];
  const reports = mine.filter(({ signed, index }) => signed.event.type === 'item-reported' && index < size);
  const inState = (wanted: string): number => labels.filter((label) => label.state === wanted).length;
  return { logged: inState('logged') + reports.length, returned: inState('unreadable'), foreign };
};

/** The labeler's lots, and her bench. */
export const createWorkData = (connection: Connection): WorkData => {
  const readLots = async (): Promise<{ readonly lots: readonly WorkLot[]; readonly known: Known }> => {
    const person = await connection.person();
    const client = await connection.client();
    const [listed, projects, names] = await Promise.all([person.labeler.work(), person.reading.projects(), readNames(person)]);
    const { state, point } = client.ledger();
    const known: Known = { state, size: point.size, projects, names, now: connection.options.clock() };
    return { known, lots: listed.map((lot) => toWorkLot(lot, known)).filter((lot) => lot !== undefined) };
  };

  const readBenchLot = async (id: string): Promise<BenchLot> => {
    const { lots, known } = await readLots();
    const lot = lots.find((one) => one.id === id) ?? fail('subject-unknown', { lot: id });
    const project = known.projects.find(({ known: { id: own } }) => own === known.state.lots.get(id)?.project);
    const { configuration, instructions } = (project ?? fail('subject-unknown', { lot: id })).shown.opening.value;
    const sealed = known.state.lots.get(id)?.opened.signed.event.body.lotKey !== undefined;
    return { ...lot, configuration: parseConfiguration(configuration), instructions, sealed };
  };

  return {
    home: async () => {
      const { lots, known } = await readLots();
      const person = await connection.person();
      // What was returned is paid no longer, so a lot may hold nothing else.
      const isTouched = ({ id, earned }: WorkLot): boolean => earned > 0 || (known.state.lots.get(id)?.unreadable.size ?? 0) > 0;
      const looked = lots.filter((lot) => !lot.closed && isTouched(lot)).slice(0, MOST_LOOKED_UP);
      const own = new Map(await Promise.all(looked.map(async ({ id }) => [id, await readOwn(person, id, known)] as const)));
      const toHome = (lot: WorkLot): HomeLot => {
        const found = own.get(lot.id);
        return found === undefined ? lot : { ...lot, own: found };
      };
      return { lots: lots.map(toHome), unsent: (await person.outbox.facts()).waiting };
    },
    returned: async () => {
      const person = await connection.person();
      const [labels, projects] = [await person.labeler.returned(), await person.reading.projects()];
      const { state } = (await connection.client()).ledger();
      return labels.map(({ label, lot, item, position, reason, severity, reviewer, rework, open }) => {
        const project = projects.find(({ known }) => known.id === state.lots.get(lot)?.project) ?? fail('subject-unknown', { lot });
        const { title } = project.shown.opening.value;
        const found = { reason, severity, reviewer: pseudonymOf(reviewer) };
        return { id: label, lot, item, title, place: position + 1, ...found, reworked: rework !== undefined, open };
      });
    },
    scores: async () => {
      const person = await connection.person();
      const [figures, projects] = [await person.labeler.figures(), await person.reading.projects()];
      const { state } = (await connection.client()).ledger();
      return figures.map(({ lot, value: { labels, choices, spans }, scored: { index } }) => {
        const project = projects.find(({ known }) => known.id === state.lots.get(lot)?.project);
        return { lot, title: project?.shown.opening.value.title ?? { zh: lot, en: lot }, labels, choices, spans, index };
      });
    },
    ...createPayData(connection),
    open: async (id) => await createBench(connection, await readBenchLot(id)),
  };
};
