import type { WitnessedCheckpoint } from './witnessed.ts';

/** What a checkpoint under a quorum says about time, to whoever verified it; milliseconds. */
export interface WitnessedPoint {
  readonly size: number;
  /** Really past when its quorum signed: what lies behind it was not witnessed before. */
  readonly time: number;
  /** By when a quorum had signed it: what it holds was in the log before. Absent where the reader does not say. */
  readonly by?: number;
}

/** Milliseconds by which clocks may differ: a claimed time that is further off than that, on either side, is held to be false. */
export const CLOCK_TOLERANCE = 600_000;

const SECOND = 1000;

export const toWitnessedPoint = ({ checkpoint, smallestOfK, kthSmallestTime }: WitnessedCheckpoint): Required<WitnessedPoint> => ({
  size: checkpoint.size,
  time: smallestOfK * SECOND,
  // A cosignature's time is cut to seconds.
  by: (kthSmallestTime + 1) * SECOND,
});
