import { toHex } from '../../../common/encodings.ts';
import { decideDelivery } from '../../../policies/levels/delivery.ts';
import { createLogWatch, type LogWatch } from '../../../provenance/anomalies/log-watch.ts';
import { leafHash, proveInclusion } from '../../../provenance/log/merkle.ts';
import type { LogPolicy } from '../../../provenance/log/policy.ts';
import { writeTlogProof } from '../../../provenance/log/proof.ts';
import { createReplay, type Reading } from '../../../provenance/space/replay.ts';
import type { SpaceState } from '../../../provenance/space/state.ts';

/** The own copy of what the log says: every leaf hash, and the replay of every entry under the policy's roots. */
export interface LogCopy {
  readonly state: SpaceState;
  readonly leaves: readonly Uint8Array[];
  readonly watch: LogWatch;
  take(entry: Uint8Array): Reading;
  /** Index of the entry with this leaf hash. */
  readonly indexOf: (leaf: Uint8Array) => number | undefined;
  /** tlog-proof of the entry at this index under the checkpoint of this size. */
  prove(index: number, size: number, checkpoint: string): string;
}

export const createLogCopy = (space: string, policy: LogPolicy): LogCopy => {
  const roots = new Map(policy.roots.map(({ org, key }) => [org, toHex(key)]));
  const replay = createReplay(space, { roots: (org) => roots.get(org), delivery: decideDelivery });
  const leaves: Uint8Array[] = [];
  const places = new Map<string, number>();
  const watch = createLogWatch();
  return {
    state: replay.state,
    leaves,
    watch,
    take: (entry) => {
      const leaf = leafHash(entry);
      places.set(toHex(leaf), leaves.length);
      leaves.push(leaf);
      const reading = replay.take(entry);
      watch.take(reading);
      return reading;
    },
    indexOf: (leaf) => places.get(toHex(leaf)),
    prove: (index, size, checkpoint) => writeTlogProof({ index, hashes: proveInclusion(leaves.slice(0, size), index), checkpoint }),
  };
};
