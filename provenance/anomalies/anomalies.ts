import type { SpaceState } from '../space/state.ts';
import { byWeight, type Anomaly } from './anomaly.ts';
import type { LogWatch } from './log-watch.ts';
import { lotAnomalies, type Known } from './lots.ts';
import { timeAnomalies } from './times.ts';

const superseded = ({ releases }: SpaceState): readonly Anomaly[] =>
  [...releases.values()].flatMap(({ index, signed: { event } }) => {
    const former = releases.get(event.body.supersedes ?? '');
    if (former === undefined) return [];
    const { subject, actor } = former.signed.event;
    return [
      {
        kind: 'release-superseded',
        index: former.index,
        org: actor.org,
        subject: { kind: 'release', id: subject.id },
        figures: { by: index },
      },
    ];
  });

/**
 * Everything in a log that somebody should look at: a function of the entries that the reader has read, and of the checkpoints that the reader
 * has verified. Nobody's word is needed for it, and no private event.
 */
export const anomaliesOf = (watch: Pick<LogWatch, 'marks' | 'anomalies'>, known: Known): readonly Anomaly[] =>
  [...watch.anomalies, ...timeAnomalies(watch.marks, known.witnessed), ...lotAnomalies(known), ...superseded(known.state)].toSorted(
    byWeight,
  );
