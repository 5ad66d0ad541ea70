import type { Moment, Reading } from './ledger.ts';

const HOUR = 3_600_000;

/** Until when something may be answered; milliseconds. */
export const dueAfter = ({ time }: Pick<Moment, 'time'>, hours: number): number => time + hours * HOUR;

/** A checkpoint from after that time shows it to be over, and the reader has seen all that it holds. */
export const isOver = ({ size, points }: Reading, due: number): boolean => points.some((point) => point.time > due && point.size <= size);

/** It says so itself, or a checkpoint from after that time does not hold it, whatever time a late actor claims. */
const isLate = ({ index, time }: Moment, { points }: Reading, due: number): boolean =>
  time > due || points.some((point) => point.time > due && point.size <= index);

/** Of several answers the first in the log counts, if it came behind what it answers to and in time. */
export const firstInTime = <M extends Moment>(answers: readonly M[], to: Moment, due: number, reading: Reading): M | undefined => {
  const [first] = answers.filter(({ index }) => index > to.index).toSorted((a, b) => a.index - b.index);
  return first === undefined || isLate(first, reading, due) ? undefined : first;
};
