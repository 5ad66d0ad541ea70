import type { Json } from '../../common/canonical-json.ts';
import { DomainError } from '../../common/errors.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import type { KeptPoint } from '../../provenance/log/kept-points.ts';
import type { Premises } from '../../provenance/space/authority.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import type { AlarmBook } from '../alarms/alarm-book.ts';
import { fail } from '../errors.ts';
import type { Pins } from '../identity/pins.ts';
import { createWaiters } from '../runtime/waiters.ts';
import { bindLedger, type BindingOptions, type WitnessedTree } from './binding.ts';
import type { OwnEvent } from './reading.ts';

export type { WitnessedTree } from './binding.ts';

/** Everything that this process takes for a fact, out of its own verified copy of the log. */
export interface Ledger {
  /** Entries read so far, all under a checkpoint with a quorum. */
  readonly size: number;
  state(): SpaceState;
  premises(): Premises;
  /** Undefined before the first. */
  tree(): WitnessedTree | undefined;
  /** By what this process judges time: the checkpoints that it verified and kept, by size. */
  points(): readonly KeptPoint[];
  /** The own event of this id, once the log has it. */
  own(id: string): OwnEvent | undefined;
  /** Highest seq of the own key in the log, -1 for none. */
  ownSeq(): number;
  ignored(): ReadonlyMap<string, number>;
  read(from: number, count: number): Promise<readonly Uint8Array[]>;
  /** Would the event count as things stand? @throws as `judgeEvent` */
  judge(signed: SignedEvent): void;
  /**
   * Reads on to the newest checkpoint; for one caller.
   * @throws DomainError `acting-stopped`, `log-forked`, `log-rolled-back` (each with its alarm), those of `verifyWitnessed`
   */
  advance(): Promise<void>;
  /** Resolves once `found` gives something, asked now and after each step; rejects when the signal says so. */
  wait<T>(found: () => T | undefined, signal: AbortSignal): Promise<T>;
  /** @throws DomainError `acting-stopped` after an alarm that stops this process */
  requireActing(): void;
}

export interface LedgerOptions extends BindingOptions {
  readonly pins: () => Pins;
  readonly alarms: AlarmBook;
}

const isFork = (error: unknown): boolean => error instanceof DomainError && error.code === 'log-forked';

/** JSON without what is undefined. */
const toDetails = (details: Readonly<Record<string, unknown>>): { readonly [name: string]: Json } =>
  JSON.parse(JSON.stringify(details)) as { readonly [name: string]: Json };

const raiseAlarm = async (error: unknown, alarms: AlarmBook): Promise<void> => {
  if (!(error instanceof DomainError) || (error.code !== 'log-forked' && error.code !== 'log-rolled-back')) return;
  const { evidence, ...details } = toDetails(error.details);
  await alarms.raise(error.code, details, evidence);
};

/** @throws DomainError `ledger-damaged` */
export const openLedger = async (options: LedgerOptions): Promise<Ledger> => {
  const { pins, store, alarms } = options;
  const waiters = createWaiters();
  let bound = await bindLedger(options, pins());

  const requireActing = (): void => {
    const alarm = alarms.stopped();
    if (alarm !== undefined) fail('acting-stopped', { alarm: alarm.code, at: alarm.at, who: 'administrator of the own organisation' });
  };

  /** A tile that was garbled on its way looks like a fork: only one that shows again is taken for it. */
  const confirmedStep = async (): Promise<number> => {
    try {
      return await bound.step();
    } catch (error) {
      if (!isFork(error)) throw error;
      return await bound.step();
    }
  };

  const advance = async (): Promise<void> => {
    requireActing();
    const current = pins();
    if (current.number !== bound.pins.number) bound = await bindLedger(options, current);
    try {
      while ((await confirmedStep()) > 0) continue;
    } catch (error) {
      await raiseAlarm(error, alarms);
      throw error;
    }
    waiters.wake();
  };

  return {
    get size() {
      return bound.size();
    },
    state: () => bound.reading.replay.state,
    premises: () => bound.premises,
    tree: () => bound.tree(),
    points: () => bound.points,
    own: (id) => bound.reading.own.get(id),
    ownSeq: () => Math.max(-1, ...[...bound.reading.own.values()].map(({ seq }) => seq)),
    ignored: () => bound.reading.ignored,
    read: (from, count) => store.read(from, Math.max(0, Math.min(count, bound.size() - from))),
    judge: (signed) => bound.reading.replay.judge(signed),
    advance,
    wait: (found, signal) => waiters.wait(found, signal),
    requireActing,
  };
};
