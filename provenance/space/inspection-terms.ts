import type { EventOf } from '../event/event.ts';
import { CLOCK_TOLERANCE, type WitnessedPoint } from '../log/witnessed-point.ts';
import type { DrawSide, Logged, Lot, SpaceState } from './state.ts';

export type InspectionTerms = NonNullable<EventOf<'lot-opened'>['body']['inspection']>;

export const SIDES: readonly DrawSide[] = ['owner', 'inspector'];

/** Sides of an inspected lot that have not committed to their part of the draw; nobody where a lot is not inspected. */
export const uncommittedSides = ({ opened, draw }: Pick<Lot, 'opened' | 'draw'>): readonly DrawSide[] =>
  opened.signed.event.body.inspection === undefined ? [] : SIDES.filter((side) => draw[side] === undefined);

/**
 * What a reveal cites, and nothing else: the closing, and the commitment that counts of each side. So whoever reveals says which commitments the
 * log held first, and an excerpt of the log cannot show another one in the place of the first.
 */
export const revealRefs = ({ draw }: Pick<Lot, 'draw'>, { id }: Logged<'lot-closed'>): readonly string[] => [
  id,
  ...SIDES.flatMap((side) => draw[side]?.committed.id ?? []),
];

/** Something in the log. */
export interface Timed {
  readonly index: number;
  readonly signed: { readonly event: { readonly time: number } };
}

/** When an event came into the log: its own claim, as far as the witnesses leave it; milliseconds. */
export const loggedTime = ({ index, signed }: Timed, witnessed: readonly WitnessedPoint[]): number => {
  // Points are kept without end: no array of them is spread over arguments.
  let [latest, earliest] = [signed.event.time, -Infinity];
  for (const { size, time, by = Infinity } of witnessed)
    if (size > index) latest = Math.min(latest, by);
    else earliest = Math.max(earliest, time);
  return Math.max(latest, earliest);
};

const HOUR = 3_600_000;
const FEWEST_HOURS = 24;

/**
 * The firm has less than a day to reveal, or less than these hours to commit before the lot may close without it: an owner could have it pay by
 * what the owner alone has chosen.
 * @param now when the lot is opened, milliseconds
 */
export const isHurried = ({ hours }: InspectionTerms, deadline: number, now: number): boolean =>
  hours < FEWEST_HOURS || deadline - now < hours * HOUR;

/** Until when both sides reveal what they committed to, by what the reader knows of the time of the closing; milliseconds. */
export const revealsDue = ({ hours }: InspectionTerms, closed: Logged<'lot-closed'>, witnessed: readonly WitnessedPoint[] = []): number =>
  loggedTime(closed, witnessed) + hours * HOUR;

type Inspected = Pick<Lot, 'opened' | 'closed' | 'sampled'>;

/**
 * When the agreed hours of an inspection are over that begin once both sides had to reveal; undefined before the closing, and where no time was
 * agreed; milliseconds. Then the owner may accept the lot without it.
 */
export const inspectionOver = ({ opened, closed }: Inspected, witnessed: readonly WitnessedPoint[] = []): number | undefined => {
  const terms = opened.signed.event.body.inspection;
  if (terms?.inspectHours === undefined || closed === undefined) return undefined;
  return revealsDue(terms, closed, witnessed) + terms.inspectHours * HOUR;
};

/**
 * Until when the firm ends its inspection; undefined as of `inspectionOver`, and for a sealed lot as long as the log does not say that its sample
 * was sealed for somebody: nobody is held to hours in which there is nothing to read. Behind this the owner may give the lot back.
 */
export const inspectionDue = (lot: Inspected, witnessed: readonly WitnessedPoint[] = []): number | undefined => {
  const over = inspectionOver(lot, witnessed);
  const { inspection: { inspectHours = 0 } = {}, lotKey } = lot.opened.signed.event.body;
  if (over === undefined || lotKey === undefined) return over;
  return lot.sampled && Math.max(over, loggedTime(lot.sampled, witnessed) + inspectHours * HOUR);
};

/** So many hours after `from`; undefined where no time was agreed. */
const answerAfter = ({ opened }: Pick<Lot, 'opened'>, from: number | undefined): number | undefined => {
  const hours = opened.signed.event.body.inspection?.answerHours;
  return hours === undefined || from === undefined ? undefined : from + hours * HOUR;
};

/** Until when the owner answers to the end of the inspection; undefined before that, and where no time was agreed; milliseconds. */
export const answerDue = (lot: Lot, witnessed: readonly WitnessedPoint[] = []): number | undefined =>
  answerAfter(lot, lot.inspected && loggedTime(lot.inspected, witnessed));

/** Until when the owner of a lot answers whose inspection has not ended in time; undefined as of `inspectionDue` and `answerDue`; milliseconds. */
export const unaidedAnswerDue = (lot: Inspected, witnessed: readonly WitnessedPoint[] = []): number | undefined =>
  answerAfter(lot, inspectionDue(lot, witnessed));

/** Until when a sealed lot waits for its sample to be sealed at all; undefined of a lot that is not sealed, and as of `inspectionOver`; milliseconds. */
export const unsealedAnswerDue = (lot: Inspected, witnessed: readonly WitnessedPoint[] = []): number | undefined =>
  lot.opened.signed.event.body.lotKey === undefined ? undefined : answerAfter(lot, inspectionOver(lot, witnessed));

/** A point that shows the time to be over, and whose entries the reader has all seen. */
export const isPast = ({ size, time }: WitnessedPoint, state: Pick<SpaceState, 'size'>, due: number): boolean =>
  time > due && size <= state.size;

/** It came before the deadline of its lot, whatever time it claims. */
export const isEarly = ({ opened }: Pick<Lot, 'opened'>, closed: Logged<'lot-closed'>, witnessed: readonly WitnessedPoint[]): boolean =>
  loggedTime(closed, witnessed) < opened.signed.event.body.deadline - CLOCK_TOLERANCE;

/** It came into the log with less time to commit than the firm is left, whatever time it claims. */
export const isOpenedLate = ({ opened }: Pick<Lot, 'opened'>, { hours }: InspectionTerms, witnessed: readonly WitnessedPoint[]): boolean =>
  opened.signed.event.body.deadline - loggedTime(opened, witnessed) < hours * HOUR - CLOCK_TOLERANCE;
