import { toHex } from '../../../common/encodings.ts';
import type { EventType } from '../../event/event.ts';
import { latestMet } from '../../log/quorum.ts';
import { revealsDue } from '../../space/inspection-terms.ts';
import { policyOf } from '../context.ts';
import { intervalsOf, isOutside, type Interval } from '../intervals.ts';
import { closingOf, type DrawContext } from './draw-context.ts';

/**
 * What an outcome that is anchored rests on beside the log. `shown`: nothing else. `claimed-time`: a sample whose reveals were in time by
 * their actors' word and the gateway's clock. `absence`: a whole lot by the silence of somebody whose commitment or reveal the file lacks.
 */
type Ground = 'shown' | 'claimed-time' | 'absence';

/** Under what a draw stands: size and root of the log, its witnessed time (Unix seconds), and the quorum. */
export interface Anchor {
  readonly size: number;
  readonly root: string;
  readonly witnessedTime: number;
  readonly k: number;
  readonly n: number;
  readonly f: number;
  readonly ground: Ground;
  /** Commitments and reveals whose own times the witnesses rule out: nothing of the draw rests on these. */
  readonly misdated: readonly Interval[];
}

/** A commitment counts by its place before the closing, a reveal by when witnesses had seen it. */
export const isUntimed = (type: EventType): boolean => type === 'inspection-committed' || type === 'inspection-revealed';

/** Each reveal was in the log by the time that both sides had, as a quorum's cosignatures show. */
const isInTime = (context: DrawContext): boolean => {
  const { inspection } = context.lot().opened.signed.event.body;
  const due = inspection === undefined ? 0 : revealsDue(inspection, closingOf(context));
  const reveals = intervalsOf(context).filter(({ type }) => type === 'inspection-revealed');
  return reveals.length === 2 && reveals.every(({ before = Infinity }) => before <= due);
};

const groundOf = (context: DrawContext): Ground => {
  const { outcome } = context.file;
  if (outcome.kind === 'drawn') return isInTime(context) ? 'shown' : 'claimed-time';
  const { draw } = context.lot();
  // Whoever did not commit is missing from the file, whichever side pays.
  return outcome.reason === 'uncommitted' || outcome.cost.some((side) => draw[side]?.revealed === undefined) ? 'absence' : 'shown';
};

export const toAnchor = (context: DrawContext): Anchor => {
  const { quorum, k, n, f } = policyOf(context);
  const { checkpoint, times } = context.newest;
  const misdated = intervalsOf(context).filter((interval) => isUntimed(interval.type) && isOutside(interval));
  const witnessedTime = latestMet(quorum, times()) ?? 0;
  return { size: checkpoint.size, root: toHex(checkpoint.root), witnessedTime, k, n, f, ground: groundOf(context), misdated };
};
