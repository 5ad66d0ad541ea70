import { acceptanceOf, isInspectorAbsent } from '../space/acceptance.ts';
import { inspectionOf, type DrawRule, type Inspection } from '../space/inspection.ts';
import type { WitnessedPoint } from '../log/witnessed-point.ts';
import { isPast, loggedTime, SIDES, uncommittedSides } from '../space/inspection-terms.ts';
import type { DrawSide, Logged, Lot, SpaceState } from '../space/state.ts';
import type { Anomaly, AnomalyKind } from './anomaly.ts';

/** What the reader knows of the log. */
export interface Known {
  readonly state: SpaceState;
  /** Checkpoints that the reader has verified. */
  readonly witnessed: readonly WitnessedPoint[];
  readonly draw: DrawRule;
}

const HOUR = 3_600_000;

/** What is said of a lot, at this entry of the log. */
const about = (
  kind: AnomalyKind,
  lot: Lot,
  { index }: Pick<Logged, 'index'>,
  org: string,
  more: Pick<Anomaly, 'times' | 'figures' | 'code'> = {},
): Anomaly => ({ kind, index, org, subject: { kind: 'lot', id: lot.id }, ...more });

const ownerOf = ({ opened }: Lot): string => opened.signed.event.actor.org;
const inspectorOf = ({ opened }: Lot): string => opened.signed.event.body.inspection?.by ?? '';
const organisationOf = (lot: Lot, side: DrawSide): string => (side === 'owner' ? ownerOf(lot) : inspectorOf(lot));

const isOver = ({ state, witnessed }: Known, due: number): boolean => witnessed.some((point) => isPast(point, state, due));
/** A checkpoint from after that time does not hold it. */
const isLate = ({ state, witnessed }: Known, { index }: Pick<Logged, 'index'>, due: number): boolean =>
  witnessed.some((point) => isPast(point, state, due) && point.size <= index);

const overdue = (lot: Lot, known: Known): readonly Anomaly[] => {
  const { deadline } = lot.opened.signed.event.body;
  if (lot.closed !== undefined || !isOver(known, deadline)) return [];
  return [about('lot-overdue', lot, lot.opened, ownerOf(lot), { times: { deadline } })];
};

/** Who did not commit; where the owner pays in somebody's stead, she closed before the deadline. */
const uncommitted = (lot: Lot, closed: Logged<'lot-closed'>, cost: readonly DrawSide[]): readonly Anomaly[] => {
  const { deadline } = lot.opened.signed.event.body;
  const silent = uncommittedSides(lot);
  if (silent.some((side) => !cost.includes(side)))
    return [about('closed-early', lot, closed, ownerOf(lot), { times: { deadline, claimed: closed.signed.event.time } })];
  return silent.map((side) => about('commitment-missing', lot, closed, organisationOf(lot, side)));
};

const unrevealed = (lot: Lot, closed: Logged<'lot-closed'>, cost: readonly DrawSide[]): readonly Anomaly[] =>
  SIDES.filter((side) => cost.includes(side)).map((side) => {
    const { revealed } = lot.draw[side] ?? {};
    return about(revealed === undefined ? 'reveal-missing' : 'reveal-late', lot, revealed ?? closed, organisationOf(lot, side));
  });

const silences = (lot: Lot, closed: Logged<'lot-closed'>, inspection: Inspection): readonly Anomaly[] => {
  if (inspection.kind !== 'whole') return [];
  return (inspection.reason === 'uncommitted' ? uncommitted : unrevealed)(lot, closed, inspection.cost);
};

const inspecting = (lot: Lot, { state, witnessed, draw }: Known): readonly Anomaly[] => {
  const { closed, inspected } = lot;
  const inspection = inspectionOf(state, lot, witnessed, draw);
  if (closed === undefined || (inspection?.kind !== 'drawn' && inspection?.kind !== 'whole')) return [];
  const kind = isInspectorAbsent(state, lot, witnessed) ? 'inspection-missing' : 'inspection-open';
  const open = about(kind, lot, closed, inspectorOf(lot), { figures: { labels: inspection.size } });
  return [...silences(lot, closed, inspection), ...(inspected === undefined ? [open] : [])];
};

const answering = (lot: Lot, { state, witnessed }: Known): readonly Anomaly[] => {
  const { inspected, answered, closed } = lot;
  const basis = inspected ?? closed;
  if (basis === undefined) return [];
  const acceptance = acceptanceOf(state, lot, witnessed);
  const org = ownerOf(lot);
  if (acceptance.kind === 'accepted' && acceptance.by === 'silence') {
    const kind = answered === undefined ? 'answer-missing' : 'answer-late';
    return [about(kind, lot, answered ?? basis, org, { times: { until: acceptance.until } })];
  }
  const isOpen = acceptance.kind === 'open' && acceptance.until === undefined;
  return isOpen && inspected !== undefined ? [about('answer-open', lot, inspected, org)] : [];
};

/** Appeals and decisions are private: what is withheld is called open as long as either may still come. */
const withholding = (lot: Lot, known: Known): readonly Anomaly[] => {
  const { pay } = lot.opened.signed.event.body;
  const { closed } = lot;
  if (pay === undefined || closed === undefined) return [];
  const due = loggedTime(closed, known.witnessed) + pay.withhold * HOUR;
  return [...lot.withheld.values()].flatMap((withheld): readonly Anomaly[] => {
    const { amount, reason } = withheld.signed.event.body;
    const say = (kind: AnomalyKind, times: Anomaly['times'] & object): Anomaly =>
      about(kind, lot, withheld, ownerOf(lot), { times, code: reason, figures: { amount } });
    if (isLate(known, withheld, due)) return [say('withholding-late', { due })];
    const until = loggedTime(withheld, known.witnessed) + (pay.appeal + pay.decide) * HOUR;
    return isOver(known, until) ? [] : [say('withheld-open', { until })];
  });
};

/** What is owed, missing or undecided of the lots, by the public log and witnessed time alone. */
export const lotAnomalies = (known: Known): readonly Anomaly[] =>
  [...known.state.lots.values()].flatMap((lot) => [overdue, inspecting, answering, withholding].flatMap((find) => find(lot, known)));
