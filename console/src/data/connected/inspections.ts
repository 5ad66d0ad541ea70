import { placesOf } from '../../../../provenance/space/accounting.ts';
import { uncommittedSides, SIDES } from '../../../../provenance/space/inspection-terms.ts';
import type { Inspection } from '../../../../provenance/space/inspection.ts';
import type { Lot, Project, SpaceState } from '../../../../provenance/space/state.ts';
import type { RedoneCheck, RedoneDraw } from '../../space/acts/redraw.ts';
import type { KnownProject } from '../../space/acts/datasets.ts';
import { fail } from '../../space/errors.ts';
import type { Ledger } from '../../space/ledger.ts';
import { inspectionBy } from '../../space/own-inspection.ts';
import type { Check } from '../evidence.ts';
import type { DrawPart, InspectedLot, InspectionDetail, InspectionsData, Redraw } from '../inspections.ts';
import type { Connection } from './connection.ts';
import { OUTCOMES } from './evidence-report.ts';
import { lotsOf } from './lots.ts';
import { pseudonymOf, readNames, type Names } from './names.ts';

interface Known {
  readonly org: string;
  readonly ledger: Ledger;
  readonly projects: readonly KnownProject[];
  readonly names: Names;
}

const projectOf = ({ projects }: SpaceState, { project }: Lot): Project => projects.get(project) ?? fail('subject-unknown', { project });

/** What the firm's side of the draw lacks, as far as it can be done now. */
const actOf = (lot: Lot, inspection: Inspection): InspectedLot['act'] => {
  if (lot.closed === undefined) return uncommittedSides(lot).includes('inspector') ? 'commit' : undefined;
  return inspection.kind === 'waiting' && inspection.for.includes('inspector') ? 'reveal' : undefined;
};

const labelsOf = ({ opened, closed }: Lot): number => {
  const { body } = opened.signed.event;
  return closed?.signed.event.body.labels ?? body.items.length * placesOf(body);
};

const toLot = (lot: Lot, { ledger, projects, names }: Known): InspectedLot | undefined => {
  const { state } = ledger;
  const { inspection: terms, deadline, lotKey } = lot.opened.signed.event.body;
  const inspection = inspectionBy(ledger, lot);
  if (terms === undefined || inspection === undefined) return undefined;
  const project = projectOf(state, lot);
  const shown = projects.find(({ known }) => known.id === project.id);
  const act = actOf(lot, inspection);
  return {
    id: lot.id,
    title: shown?.shown.opening.value.title ?? { zh: project.id, en: project.id },
    number: lotsOf(state, project.id).findIndex(({ id }) => id === lot.id) + 1,
    owner: names.organisation(project.org),
    level: state.datasets.get(project.opened.signed.event.body.dataset)?.grading?.signed.event.body.level,
    sealed: lotKey !== undefined,
    labels: labelsOf(lot),
    deadline,
    plan: terms.plan,
    hours: terms.hours,
    inspection,
    ...(act === undefined ? {} : { act }),
    index: lot.opened.index,
  };
};

const isOwn = ({ opened }: Lot, { org }: Known): boolean => opened.signed.event.body.inspection?.by === org;

const toPart = (lot: Lot, side: DrawPart['side'], { names }: Known): DrawPart => {
  const { committed, revealed } = lot.draw[side] ?? {};
  const { actor, time } = committed?.signed.event ?? {};
  return {
    side,
    ...(committed && actor && { committed: { index: committed.index, actor: names.person(actor.key), time: time ?? 0 } }),
    ...(revealed && { revealed: { index: revealed.index, secret: revealed.signed.event.body.secret } }),
  };
};

const toDetail = (lot: Lot, known: Known): InspectionDetail => {
  const shown = isOwn(lot, known) ? toLot(lot, known) : undefined;
  const { closed } = lot;
  return {
    ...(shown ?? fail('subject-unknown', { lot: lot.id })),
    ...(closed && { closed: { index: closed.index, root: closed.signed.event.body.root } }),
    parts: SIDES.map((side) => toPart(lot, side, known)),
  };
};

const toCheck = ({ name, result, code, ms }: RedoneCheck): Check => ({
  code: name,
  outcome: OUTCOMES[result],
  values: code === undefined ? {} : { reason: code },
  ...(ms === undefined ? {} : { milliseconds: ms }),
  nodes: [],
});

const toRedraw = ({ verdict, failed, checks, sample }: RedoneDraw, lot: Lot, milliseconds: number): Redraw => {
  const rows = new Map(lot.opened.signed.event.body.items.map(({ id }, at) => [id, at + 1]));
  return {
    verdict,
    ...(failed === undefined ? {} : { failed }),
    checks: checks.map(toCheck),
    milliseconds,
    sample: sample.map(({ position, item, author, index }) => ({
      position,
      row: rows.get(item) ?? 0,
      author: pseudonymOf(author),
      index,
    })),
  };
};

/** What waits for the own firm first, then the newest. */
const byUrgency = (a: InspectedLot, b: InspectedLot): number =>
  Number(b.act !== undefined) - Number(a.act !== undefined) || b.index - a.index;

export const createInspectionsData = (connection: Connection): InspectionsData => {
  const knownOf = async (): Promise<Known> => {
    const person = await connection.person();
    const [projects, names] = await Promise.all([person.reading.projects(), readNames(person)]);
    const client = await connection.client();
    return { org: client.options.org, ledger: client.ledger(), projects, names };
  };
  const find = ({ ledger }: Pick<Known, 'ledger'>, id: string): Lot => ledger.state.lots.get(id) ?? fail('subject-unknown', { lot: id });

  return {
    list: async () => {
      const known = await knownOf();
      const own = [...known.ledger.state.lots.values()].filter((lot) => isOwn(lot, known));
      const lots = own.map((lot) => toLot(lot, known)).filter((lot) => lot !== undefined);
      return lots.toSorted(byUrgency);
    },
    get: async (id) => {
      const known = await knownOf();
      return toDetail(find(known, id), known);
    },
    commit: async (id) => await connection.seen(await (await connection.person()).inspector.commitToDraw(id)),
    reveal: async (id) => await connection.seen(await (await connection.person()).inspector.revealDraw(id)),
    redraw: async (id) => {
      const { inspector } = await connection.person();
      const now = (): number => performance.now();
      const started = now();
      const redone = await inspector.redraw(id, now);
      const client = await connection.client();
      return toRedraw(redone, find({ ledger: client.ledger() }, id), now() - started);
    },
  };
};
