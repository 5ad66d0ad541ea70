import { fail } from './errors.ts';
import { verifySuccessor, type Seen } from './following.ts';
import { toKeptPoint, type KeptPoint } from './kept-points.ts';
import type { LogPolicy } from './policy.ts';
import type { ReadTile } from './range-proof.ts';
import { verifyWitnessed } from './witnessed.ts';

/** Where older checkpoints are had; nothing it says is believed. */
export interface OlderSource {
  /** Text of the checkpoint of this size; undefined where it says that there is none. */
  checkpointOf(size: number): Promise<string | undefined>;
  readonly tile: ReadTile;
}

/** Under what an older checkpoint is believed. */
export interface Newest {
  readonly newest: Seen;
  readonly policy: LogPolicy;
}

/**
 * The checkpoint of this size (untrusted text): under a quorum, and proven to be an earlier state of the very log that the newest one is of.
 * @throws DomainError those of `verifyWitnessed`, `checkpoint-malformed` for one of another size, `log-forked`, `tile-malformed`
 */
export const verifyOlder = async (
  note: string,
  size: number,
  { newest, policy }: Newest,
  source: Pick<OlderSource, 'tile'>,
): Promise<KeptPoint> => {
  const { checkpoint } = verifyWitnessed(note, policy);
  if (checkpoint.size !== size) return fail('checkpoint-malformed', { reason: 'another size than was asked for', size, note });
  await verifySuccessor(source, 0, { seen: { ...checkpoint, note }, offered: newest });
  return toKeptPoint(note, policy);
};
