import { placesOf } from '../../../../provenance/space/accounting.ts';
import { SIDES, uncommittedSides } from '../../../../provenance/space/inspection-terms.ts';
import type { Inspection } from '../../../../provenance/space/inspection.ts';
import { acceptedBy } from '../../../../provenance/space/rules-verdict.ts';
import type { Lot, Project, SpaceState } from '../../../../provenance/space/state.ts';
import type { KnownProject } from '../../space/acts/datasets.ts';
import { fail } from '../../space/errors.ts';
import type { Ledger } from '../../space/ledger.ts';
import { inspectionBy, inspectionDueBy } from '../../space/own-inspection.ts';
import type { DrawPart, InspectedLot, InspectionDetail } from '../inspections.ts';
import { endedOf } from './lot-inspection.ts';
import { lotsOf } from './lots.ts';
import type { Names } from './names.ts';

export interface Known {
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

/** The owner's acceptance, and what the firm has vouched for after it. */
const certificateOf = (lot: Lot): Pick<InspectedLot, 'accepted' | 'certified'> => {
  const [accepted, { certified }] = [acceptedBy(lot), lot];
  return { ...(accepted && { accepted: { index: accepted.index } }), ...(certified && { certified: { index: certified.index } }) };
};

export const toLot = (lot: Lot, { ledger, projects, names }: Known): InspectedLot | undefined => {
  const { state } = ledger;
  const { inspection: terms, deadline, lotKey } = lot.opened.signed.event.body;
  const inspection = inspectionBy(ledger, lot);
  if (terms === undefined || inspection === undefined) return undefined;
  const project = projectOf(state, lot);
  const shown = projects.find(({ known }) => known.id === project.id);
  const [act, due] = [actOf(lot, inspection), inspectionDueBy(ledger, lot)];
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
    ...(due === undefined ? {} : { due }),
    ...(act === undefined ? {} : { act }),
    ...(lot.answered && { answered: lot.answered.index }),
    ...endedOf(lot),
    ...certificateOf(lot),
    index: lot.opened.index,
  };
};

export const isOwn = ({ opened }: Lot, { org }: Known): boolean => opened.signed.event.body.inspection?.by === org;

const toPart = (lot: Lot, side: DrawPart['side'], { names }: Known): DrawPart => {
  const { committed, revealed } = lot.draw[side] ?? {};
  const { actor, time } = committed?.signed.event ?? {};
  return {
    side,
    ...(committed && actor && { committed: { index: committed.index, actor: names.person(actor.key), time: time ?? 0 } }),
    ...(revealed && { revealed: { index: revealed.index, secret: revealed.signed.event.body.secret } }),
  };
};

export const toDetail = (lot: Lot, known: Known): InspectionDetail => {
  const shown = isOwn(lot, known) ? toLot(lot, known) : undefined;
  const { closed } = lot;
  const { price, pay } = lot.opened.signed.event.body;
  return {
    ...(shown ?? fail('subject-unknown', { lot: lot.id })),
    ...(closed && { closed: { index: closed.index, root: closed.signed.event.body.root } }),
    parts: SIDES.map((side) => toPart(lot, side, known)),
    price,
    ...(pay && { pay }),
  };
};

/** What waits for the own firm first, then the newest. */
export const byUrgency = (a: InspectedLot, b: InspectedLot): number =>
  Number(b.act !== undefined) - Number(a.act !== undefined) || b.index - a.index;
