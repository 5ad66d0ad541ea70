import type { Clock } from '../../../common/clock.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import type { LogWatch } from '../../../provenance/anomalies/log-watch.ts';
import { FRESHNESS_SECONDS } from '../../../provenance/identity/recipient.ts';
import { verifyCheckpoint } from '../../../provenance/log/checkpoint.ts';
import { createFollower, type Advance, type LogSource } from '../../../provenance/log/follower.ts';
import type { KeptPoint } from '../../../provenance/log/kept-points.ts';
import type { OlderSource } from '../../../provenance/log/older.ts';
import type { LogPolicy } from '../../../provenance/log/policy.ts';
import { verifyWitnessed } from '../../../provenance/log/witnessed.ts';
import type { SpaceState } from '../../../provenance/space/state.ts';
import { createTimeKeeping } from '../../../provenance/space/time-keeping.ts';
import { toEvidence, type AlarmCode, type Alarms } from './alarm.ts';
import { fail } from './errors.ts';
import { createPointStore } from './kept-points.ts';
import { createLogCopy } from './log-copy.ts';
import type { KeyValueStore, Wait } from './ports.ts';

/** The newest checkpoint under k cosignatures that this device has verified and read up to. */
export interface WitnessedPoint {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** The checkpoint's text with its signatures; empty for the empty tree before the first one. */
  readonly note: string;
  /** Unix seconds at which the first of k witnesses had seen it; 0 before the first. */
  readonly witnessedAt: number;
  /** Witness -> Unix seconds. */
  readonly times: ReadonlyMap<string, number>;
}

export type LedgerState = 'checking' | 'verified' | 'unwitnessed' | 'unreachable' | 'contradicted';

export interface Ledger {
  readonly policy: LogPolicy;
  /** What counts of everything under `point`, by the own replay. */
  readonly state: SpaceState;
  readonly point: WitnessedPoint;
  /** By what this device judges time: the checkpoints that it verified and kept, by size. */
  readonly points: readonly KeptPoint[];
  /** How the last look at the log ended. */
  readonly health: LedgerState;
  /** What was noticed of entries, chains and times under `point`. */
  readonly watch: LogWatch;
  /** RFC 6962 hash of the entry at this index; undefined beyond `point`. */
  leafAt(index: number): Uint8Array | undefined;
  /** Index of the entry with this leaf hash. */
  indexOf(leaf: Uint8Array): number | undefined;
  /** tlog-proof of the entry at this index under `point`, from the own copy. @throws DomainError `ledger-behind` */
  prove(index: number): string;
  /** Is `point` at most ten minutes old? */
  isFresh(): boolean;
  /**
   * Reads on to the newest checkpoint under k cosignatures; what contradicts the log itself or the past is an alarm.
   * @throws DomainError `log-contradicted` from the first contradiction on; those of the follower; `gateway-unreachable`
   */
  advance(): Promise<WitnessedPoint>;
  /** Reads on until the state answers. @throws DomainError `ledger-behind` when it has not by then; as `advance` for contradictions */
  until<T>(find: (state: SpaceState) => T | undefined, milliseconds?: number): Promise<T>;
}

export interface LedgerOptions {
  readonly space: string;
  readonly policy: LogPolicy;
  readonly source: LogSource & OlderSource;
  readonly store: KeyValueStore;
  readonly alarms: Alarms;
  readonly clock: Clock;
  readonly wait: Wait;
}

const EMPTY: WitnessedPoint = { size: 0, root: toHex(sha256()), note: '', witnessedAt: 0, times: new Map() };

/** Only a wait for witnesses or the network; everything else says that what came is not the log. */
const HARMLESS: readonly string[] = ['quorum-missing', 'gateway-unreachable', 'gateway-failed', 'session-expired', 'unauthenticated'];
const NAMED: readonly AlarmCode[] = ['log-forked', 'log-rolled-back'];

const healthAfter = (error: unknown): LedgerState => {
  if (!(error instanceof DomainError)) return 'unreachable';
  if (error.code === 'log-forked' || error.code === 'log-contradicted') return 'contradicted';
  return error.code === 'quorum-missing' ? 'unwitnessed' : 'unreachable';
};

const toPoint = ({ checkpoint, note, times }: Advance, witnessedAt: number): WitnessedPoint => ({
  size: checkpoint.size,
  root: toHex(checkpoint.root),
  note,
  witnessedAt,
  times,
});

/** Where this device keeps what it knows of a log, whoever works on it. */
const placeIn = (name: 'ledger' | 'points', space: string, { log }: LogPolicy): string => `${name}/${space}/${toHex(log.publicKey)}`;

/** The newest checkpoint that this device has kept of one log, in whichever tab. */
const createMemory = (store: KeyValueStore, space: string, policy: LogPolicy) => {
  const { log } = policy;
  const place = placeIn('ledger', space, policy);
  const read = async (): Promise<string | undefined> => (await store.get(place)) as string | undefined;
  return {
    read,
    /** Never replaced by an older one. */
    keep: async ({ checkpoint, note }: Advance): Promise<void> => {
      const kept = await read();
      if (kept === undefined || checkpoint.size >= verifyCheckpoint(kept, log).size) await store.write([{ key: place, value: note }]);
    },
  };
};

const isHarmless = ({ code, details }: DomainError): boolean => HARMLESS.includes(code) || typeof details['status'] === 'number';

/** What contradicts the log itself or the past is kept as evidence. */
const complain = async (alarms: Alarms, error: DomainError): Promise<void> => {
  if (isHarmless(error)) return;
  const code = NAMED.find((name) => name === error.code) ?? 'log-unverified';
  await alarms.raise(code, { reason: error.code, details: toEvidence(error.details) });
};

interface Patience {
  readonly clock: Clock;
  readonly wait: Wait;
  readonly milliseconds: number;
}

/** Only a contradiction ends the wait early; everything else may pass. */
const waitUntil = async <T>(ledger: Ledger, find: () => T | undefined, { clock, wait, milliseconds }: Patience): Promise<T> => {
  for (const end = clock() + milliseconds; ; await wait(250)) {
    const before = find();
    if (before !== undefined) return before;
    await ledger.advance().catch((error: unknown) => {
      if (ledger.health === 'contradicted' || !(error instanceof DomainError)) throw error;
    });
    const found = find();
    if (found !== undefined) return found;
    if (clock() >= end) fail('ledger-behind', { size: ledger.point.size, health: ledger.health });
  }
};

/** What this device reads and keeps of the log. */
const createReading = async ({ space, policy, source, store }: LedgerOptions) => {
  const memory = createMemory(store, space, policy);
  const copy = createLogCopy(space, policy);
  const time = await createTimeKeeping(createPointStore(store, placeIn('points', space, policy)), policy);
  return {
    copy,
    points: time.points,
    seen: await memory.read(),
    take: async (step: Advance): Promise<void> => {
      await memory.keep(step);
      for (const { bytes } of step.entries) time.take(copy.take(bytes));
    },
    keep: (note: string) => time.keep(note),
    /** Not to be had just now is no finding. */
    lookBack: async ({ checkpoint, note }: Advance): Promise<void> => {
      await time.lookBack({ ...checkpoint, note }, source).catch((error: unknown) => {
        if (!(error instanceof DomainError) || !isHarmless(error)) throw error;
      });
    },
  };
};

/**
 * Follows the log and replays it, trusting nobody but the policy. The newest verified checkpoint is kept on the device, and after a
 * restart the whole log read anew must pass through it: a history that was exchanged meanwhile is caught.
 */
export const createLedger = async (options: LedgerOptions): Promise<Ledger> => {
  const { policy, source, alarms, clock, wait } = options;
  const reading = await createReading(options);
  const { copy, seen } = reading;
  const state = { frontier: { size: 0, hashes: [] }, ...(seen === undefined ? {} : { checkpoint: seen }) };
  const follower = createFollower({ policy, source, clock, state });
  let [point, last] = [EMPTY, 'checking' as LedgerState];

  const isFresh = (): boolean => clock() / 1000 - point.witnessedAt <= FRESHNESS_SECONDS;
  /** A checkpoint without its witnesses is no reason to worry before ten minutes are over. */
  const health = (): LedgerState => {
    if (last === 'verified' || last === 'unwitnessed') return isFresh() ? 'verified' : 'unwitnessed';
    return last;
  };

  const advance = async (): Promise<WitnessedPoint> => {
    if (last === 'contradicted') return fail('log-contradicted');
    try {
      let step = await follower.advance(reading.take);
      while (step.behind > 0) step = await follower.advance(reading.take);
      point = toPoint(step, verifyWitnessed(step.note, policy).smallestOfK);
      await reading.keep(step.note);
      last = 'verified';
      await reading.lookBack(step);
      return point;
    } catch (error) {
      last = healthAfter(error);
      if (error instanceof DomainError) await complain(alarms, error);
      throw error;
    }
  };

  const ledger: Ledger = {
    policy,
    state: copy.state,
    get point() {
      return point;
    },
    points: reading.points,
    get health() {
      return health();
    },
    watch: copy.watch,
    leafAt: (index) => (index < point.size ? copy.leaves[index] : undefined),
    indexOf: copy.indexOf,
    prove: (index) => (index < point.size ? copy.prove(index, point.size, point.note) : fail('ledger-behind', { size: point.size, index })),
    isFresh,
    advance,
    until: (find, milliseconds = 60_000) => waitUntil(ledger, () => find(copy.state), { clock, wait, milliseconds }),
  };
  return ledger;
};
