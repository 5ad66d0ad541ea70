import type { Clock } from '../../common/clock.ts';
import { verifyCheckpoint, type Checkpoint } from './checkpoint.ts';
import { createFrontier, type FrontierState } from './compact-range.ts';
import { readEntries, refuseOlder, verifyPrefix, verifySuccessor, type Entry, type LogSource } from './following.ts';
import type { LogPolicy } from './policy.ts';
import { verifySigned, verifyWitnessed } from './witnessed.ts';

export type { Entry, LogSource } from './following.ts';

/** JSON-able: what a follower knows after a step. */
export interface FollowerState {
  readonly frontier: FrontierState;
  /** Note of the largest checkpoint verified so far. */
  readonly checkpoint?: string;
}

/** One verified step. */
export interface Advance {
  readonly checkpoint: Checkpoint;
  /** The checkpoint's text as it came. */
  readonly note: string;
  /** Witness -> Unix seconds. */
  readonly times: ReadonlyMap<string, number>;
  /** Milliseconds since the checkpoint's witnessed time; undefined for a follower that needs no quorum. */
  readonly witnessedAge: number | undefined;
  readonly entries: readonly Entry[];
  /** Entries of the checkpoint that are still to come: 0 when the follower has caught up with it. */
  readonly behind: number;
  /** What to persist together with the entries. */
  readonly state: FollowerState;
}

export interface Follower {
  readonly size: number;
  state(): FollowerState;
  /**
   * Fetches the newest checkpoint, verifies it and the entries up to it (or as many as one step takes), hands the step to
   * `take` and, only once that has resolved, makes it the follower's own state. Calls run one after the other.
   * @throws DomainError `log-rolled-back`, `log-forked` (where two signed checkpoints contradict each other `details.evidence`
   * is a record for `verifyMisbehavior`), those of `verifyWitnessed`, `tile-malformed`; whatever source and `take` throw
   */
  advance(take?: (step: Advance) => Promise<void> | void): Promise<Advance>;
}

export interface FollowerOptions {
  readonly policy: LogPolicy;
  readonly source: LogSource;
  readonly state?: FollowerState;
  readonly clock: Clock;
  /** False for a witness, which is asked before there are cosignatures. */
  readonly needsQuorum?: boolean;
  /** A step ends with the bundle in which it reaches this many entries or bytes. */
  readonly mostEntries?: number;
  readonly mostBytes?: number;
}

/** A witnessed checkpoint older than this is not good enough to act on anew. */
export const WITNESSED_WITHIN = 10 * 60_000;

export const createFollower = (options: FollowerOptions): Follower => {
  const { policy, source, clock, needsQuorum = true, mostEntries = 16_384, mostBytes = 32 * 1024 * 1024 } = options;
  let state: FollowerState = options.state ?? { frontier: { size: 0, hashes: [] } };
  createFrontier(state.frontier);
  let tail: Promise<unknown> = Promise.resolve();

  const verify = (note: string) => {
    if (!needsQuorum) return { ...verifySigned(note, policy), witnessedAge: undefined };
    const witnessed = verifyWitnessed(note, policy);
    return { ...witnessed, witnessedAge: clock() - witnessed.smallestOfK * 1000 };
  };

  const step = async (take?: (step: Advance) => Promise<void> | void): Promise<Advance> => {
    const note = await source.checkpoint();
    const { checkpoint, times, witnessedAge } = verify(note);
    const offered = { ...checkpoint, note };
    const seen = state.checkpoint === undefined ? undefined : { ...verifyCheckpoint(state.checkpoint, policy.log), note: state.checkpoint };
    const frontier = createFrontier(state.frontier);
    refuseOlder(frontier.size, seen, offered);
    await verifySuccessor(source, frontier.size, { seen, offered });
    const entries = await readEntries(source, frontier, { seen, offered, mostEntries, mostBytes });
    await verifyPrefix(source, frontier, { seen, offered });
    const next = { frontier: frontier.state(), checkpoint: note };
    const advance = { checkpoint, note, times, witnessedAge, entries, behind: checkpoint.size - frontier.size, state: next };
    await take?.(advance);
    state = next;
    return advance;
  };

  return {
    get size() {
      return state.frontier.size;
    },
    state: () => state,
    advance: (take) => {
      const result = tail.then(() => step(take));
      tail = result.catch(() => undefined);
      return result;
    },
  };
};
