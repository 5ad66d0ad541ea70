import type { Clock } from '../../common/clock.ts';
import { toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { decideDelivery } from '../../policies/levels/delivery.ts';
import { createFollower, type FollowerState, type LogSource } from '../../provenance/log/follower.ts';
import type { KeptPoint } from '../../provenance/log/kept-points.ts';
import type { OlderSource } from '../../provenance/log/older.ts';
import { verifyWitnessed } from '../../provenance/log/witnessed.ts';
import type { Premises } from '../../provenance/space/authority.ts';
import { createTimeKeeping } from '../../provenance/space/time-keeping.ts';
import type { Pins } from '../identity/pins.ts';
import { createReading, readStored, type LogReading } from './reading.ts';
import type { LedgerStore } from './store.ts';

/** The newest checkpoint that was verified. */
export interface WitnessedTree {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly note: string;
  /** Unix seconds: the smallest of its k newest cosignature times. */
  readonly witnessedAt: number;
}

export interface BindingOptions {
  readonly space: string;
  /** Own signing key, hex. */
  readonly ownKey: string;
  readonly store: LedgerStore;
  readonly source: LogSource & OlderSource;
  readonly clock: Clock;
}

/** The own copy of the log, read and followed under one pin list. */
export interface Binding {
  readonly pins: Pins;
  readonly premises: Premises;
  readonly reading: LogReading;
  /** The checkpoints that were verified and kept, by size. */
  readonly points: readonly KeptPoint[];
  size(): number;
  tree(): WitnessedTree | undefined;
  /** One step towards the newest checkpoint. @returns how many entries are still to come. @throws as `Follower.advance` */
  step(): Promise<number>;
}

const EMPTY: FollowerState = { frontier: { size: 0, hashes: [] } };

const toTree = (note: string, { policy }: Pins): WitnessedTree => {
  const { checkpoint, smallestOfK } = verifyWitnessed(note, policy);
  return { size: checkpoint.size, root: toHex(checkpoint.root), note, witnessedAt: smallestOfK };
};

/** What was kept under an older pin list may have no quorum under the newer one. */
const findTree = (note: string | undefined, pins: Pins): WitnessedTree | undefined => {
  try {
    return note === undefined ? undefined : toTree(note, pins);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

/** Reads what is stored under these pins. @throws DomainError `ledger-damaged` */
export const bindLedger = async ({ space, ownKey, store, source, clock }: BindingOptions, pins: Pins): Promise<Binding> => {
  const state = (await store.state()) ?? EMPTY;
  const premises = { roots: pins.rootOf, delivery: decideDelivery };
  const reading = createReading(space, premises, ownKey);
  const time = await createTimeKeeping(store.points, pins.policy);
  const take = (entry: Uint8Array): void => time.take(reading.take(entry));
  await readStored(take, store, state.frontier);
  const follower = createFollower({ policy: pins.policy, source, state, clock });
  let tree = findTree(state.checkpoint, pins);
  return {
    pins,
    premises,
    reading,
    points: time.points,
    size: () => follower.size,
    tree: () => tree,
    step: async () => {
      const before = follower.state().checkpoint;
      const { behind, note, checkpoint } = await follower.advance(async (advance) => {
        if (advance.entries.length > 0 || advance.note !== before) await store.append(advance.entries, advance.state);
        for (const { bytes } of advance.entries) take(bytes);
      });
      if (behind > 0) return behind;
      if (note !== tree?.note) {
        tree = toTree(note, pins);
        await time.keep(note);
      }
      await time.lookBack({ ...checkpoint, note }, source);
      return behind;
    },
  };
};
