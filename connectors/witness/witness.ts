import type { Clock } from '../../common/clock.ts';
import type { Json } from '../../common/canonical-json.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { equalBytes, parseHex, toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import type { Checkpoint } from '../../provenance/log/checkpoint.ts';
import { signCosignature } from '../../provenance/log/cosignature.ts';
import { verifyConsistency } from '../../provenance/log/merkle.ts';
import { parseNote } from '../../provenance/log/note.ts';
import type { LogPolicy } from '../../provenance/log/policy.ts';
import { proveConsistencyFromTiles, type ReadTile } from '../../provenance/log/range-proof.ts';
import { verifySigned } from '../../provenance/log/witnessed.ts';
import type { AlarmBook } from '../alarms/alarm-book.ts';

/** The largest tree that this witness has cosigned, or was about to. */
export interface WitnessState {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** The checkpoint as it came. */
  readonly note: string;
}

export interface WitnessStore {
  read(): Promise<WitnessState | undefined>;
  /** Largest size that a second record remembers; above that of `read` the state was lost, or is an older copy. */
  remembered?(): Promise<number>;
  /** On the disk once this resolves. */
  write(state: WitnessState): Promise<void>;
}

/** Where checkpoints come from and cosignatures go; untrusted. */
export interface WitnessedLog {
  /** The newest signed checkpoint, whoever cosigned it. */
  newest(): Promise<string>;
  /** The newest checkpoint with a quorum. */
  witnessed(): Promise<string>;
  readonly tile: ReadTile;
  post(size: number, line: string): Promise<void>;
}

export interface WitnessOptions {
  readonly policy: LogPolicy;
  readonly log: WitnessedLog;
  readonly store: WitnessStore;
  readonly alarms: AlarmBook;
  /** Cosigns and does nothing else. */
  readonly key: SigningKey;
  readonly clock: Clock;
}

export type Outcome =
  | { readonly did: 'cosigned'; readonly size: number }
  /** `nothing-new`: this checkpoint bears a fresh own line. `unlisted`: the policy has no witness of this key. */
  | { readonly did: 'nothing'; readonly why: 'nothing-new' | 'unlisted' | 'rolled-back' | 'forked' | 'behind' | 'stopped' };

/** Seconds after which an own line on the newest checkpoint is renewed: it then says that nothing newer was seen until now. */
export const RENEWED_AFTER = 60;

const nothing = (why: Extract<Outcome, { did: 'nothing' }>['why']): Outcome => ({ did: 'nothing', why });

type Offered = Checkpoint & { readonly note: string };

/** Undefined when the newer tree extends the older one. @throws what reading tiles throws */
const findContradiction = async (own: WitnessState, offered: Offered, tile: ReadTile): Promise<string | undefined> => {
  const older = { size: own.size, root: parseHex(own.root) };
  const proof = await proveConsistencyFromTiles(own.size, offered.size, tile);
  try {
    verifyConsistency({ older, newer: offered, proof });
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

/**
 * One round of a witness (C2SP tlog-witness, by pull): checks the newest checkpoint against the largest one that it ever cosigned, keeps it,
 * and only then cosigns. A witness that signed beyond what it remembers keeps silent.
 * @throws DomainError those of `verifySigned`, `tile-malformed`; whatever log and store throw
 */
export const witnessOnce = async ({ policy, log, store, alarms, key, clock }: WitnessOptions): Promise<Outcome> => {
  if (alarms.stopped() !== undefined) return nothing('stopped');
  const self = policy.witnesses.find((witness) => equalBytes(witness.key.publicKey, key.publicKey));
  if (self === undefined) return nothing('unlisted');
  const [own, note] = [await store.read(), await log.newest()];
  const { checkpoint, times } = verifySigned(note, policy);
  const offered: Offered = { ...checkpoint, note };

  const remembered = (await store.remembered?.()) ?? -1;
  const refused = await refuse(self.name, own, offered, { times, remembered }, { policy, log, alarms });
  if (refused !== undefined) return nothing(refused);

  const now = Math.floor(clock() / 1000);
  const isKept = own?.size === offered.size;
  if (isKept && now - (times.get(self.name) ?? -Infinity) < RENEWED_AFTER) return nothing('nothing-new');
  if (!isKept) await store.write({ size: offered.size, root: toHex(offered.root), note });
  await log.post(offered.size, signCosignature(parseNote(note), self.key.name, key, now));
  return { did: 'cosigned', size: offered.size };
};

type Judging = Pick<WitnessOptions, 'policy' | 'log' | 'alarms'>;

/** Why this checkpoint is not cosigned; each refusal raises its alarm. */
const refuse = async (
  self: string,
  own: WitnessState | undefined,
  offered: Offered,
  { times, remembered }: { readonly times: ReadonlyMap<string, number>; readonly remembered: number },
  { policy, log, alarms }: Judging,
): Promise<Extract<Outcome, { did: 'nothing' }>['why'] | undefined> => {
  const known = own?.size ?? -1;
  const shown = remembered > known ? remembered : await findOwnBeyond(self, known, { size: offered.size, times }, { policy, log });
  if (shown !== undefined) {
    await alarms.raise('witness-behind', { own: own?.size ?? 0, shown });
    return 'behind';
  }
  if (own === undefined || own.size === 0) return undefined;
  if (offered.size < own.size) {
    await alarms.raise('log-rolled-back', { known: own.size, size: offered.size, seen: own.note, offered: offered.note });
    return 'rolled-back';
  }
  return (await raiseFork(own, offered, { log, alarms })) ? 'forked' : undefined;
};

interface Shown {
  readonly size: number;
  readonly times: ReadonlyMap<string, number>;
}

/** Size of a checkpoint that bears an own cosignature and lies beyond the own state: the state was lost or is an older copy. */
const findOwnBeyond = async (
  self: string,
  known: number,
  newest: Shown,
  { policy, log }: Pick<Judging, 'policy' | 'log'>,
): Promise<number | undefined> => {
  if (newest.size <= known) return undefined;
  if (newest.times.has(self)) return newest.size;
  // The newest one may have no line yet; the newest with a quorum probably has this witness's.
  const { checkpoint, times } = verifySigned(await log.witnessed(), policy);
  return checkpoint.size > known && times.has(self) ? checkpoint.size : undefined;
};

const raiseFork = async (own: WitnessState, offered: Offered, { log, alarms }: Pick<Judging, 'log' | 'alarms'>): Promise<boolean> => {
  const details = { own: { size: own.size, root: own.root }, seen: own.note, offered: offered.note };
  if (own.size === offered.size) {
    if (own.root === toHex(offered.root)) return false;
    const evidence: Json = { kind: 'two-roots', first: own.note, second: offered.note };
    await alarms.raise('log-forked', details, evidence);
    return true;
  }
  // Read twice: a tile that was garbled on its way must not stop a witness for good.
  const first = await findContradiction(own, offered, log.tile);
  const second = first === undefined ? undefined : await findContradiction(own, offered, log.tile);
  if (second === undefined) return false;
  await alarms.raise('log-forked', { ...details, reason: second });
  return true;
};
