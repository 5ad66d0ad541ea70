import { isOutside, isUncertain, type Interval } from '../evidence/intervals.ts';
import type { WitnessedPoint } from '../log/witnessed-point.ts';
import type { Anomaly } from './anomaly.ts';
import type { Mark } from './log-watch.ts';

/**
 * Between what an event was signed, by the reader's own checkpoints. Whoever cites a checkpoint signs after witnesses had left every smaller one
 * behind, whose lines they renew until then; the cited one's they may have renewed since. The first that holds the event was cosigned after it.
 * @param points ascending by size
 */
const intervalOf = ({ id, type, index, time, cited }: Mark, points: readonly WitnessedPoint[]): Interval => {
  const after = points.findLast(({ size }) => size < cited)?.time;
  const before = points.find(({ size }) => size > index)?.by;
  return { event: id, type, index, claimed: time, ...(after !== undefined && { after }), ...(before !== undefined && { before }) };
};

const boundsOf = ({ after, before }: Interval): Record<string, number> => ({
  ...(after !== undefined && { after }),
  ...(before !== undefined && { before }),
});

const toOutside = ({ org, key }: Mark, interval: Interval): Anomaly => ({
  kind: 'time-outside',
  index: interval.index,
  org,
  key,
  times: { claimed: interval.claimed, ...boundsOf(interval) },
});

/** Those that lie between the same two checkpoints are one line: each of them was signed somewhere in that time. */
const toUncertain = (intervals: readonly Interval[]): readonly Anomaly[] =>
  [...Map.groupBy(intervals, ({ after, before }) => `${after} ${before}`).values()].flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined) return [];
    const figures = { events: group.length, last: last.index };
    return [{ kind: 'time-uncertain', index: first.index, times: boundsOf(first), figures } as const];
  });

/** Events whose time nobody but their actor vouches for to the day, and events whose time the witnesses rule out. */
export const timeAnomalies = (marks: readonly Mark[], witnessed: readonly WitnessedPoint[]): readonly Anomaly[] => {
  const points = witnessed.toSorted((a, b) => a.size - b.size);
  const timed = marks.map((mark) => ({ mark, interval: intervalOf(mark, points) }));
  return [
    ...timed.filter(({ interval }) => isOutside(interval)).map(({ mark, interval }) => toOutside(mark, interval)),
    ...toUncertain(timed.map(({ interval }) => interval).filter(isUncertain)),
  ];
};
