import type { Clock } from '../../../common/clock.ts';
import type { RandomBytes } from '../../../common/crypto/random.ts';
import { DomainError } from '../../../common/errors.ts';
import { createBackoff } from './backoff.ts';
import type { EventDraft } from './draft.ts';
import type { Prover } from './prover.ts';
import type { KeyValueStore } from './ports.ts';
import { stateOf, type EventRecord, type Records } from './records.ts';
import type { Send } from './sender.ts';
import { DISPLACED, type Sending } from './transmission.ts';

/** Milliseconds after which an act that nobody signed any more is forgotten. */
const ABANDONED = 60_000;
/** Milliseconds after which it is worth looking again, with nothing to do. */
const IDLE = 30_000;
/** Times that an act looks for its place on the chain anew while somebody waits. */
const MOST_TRIES = 4;

export interface DispatchOptions {
  readonly store: KeyValueStore;
  readonly records: Records;
  readonly send: Send;
  readonly prover: Prover;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly tell: () => void;
}

export interface Dispatch {
  /** How the last try to reach the gateway failed; undefined when it worked. */
  readonly trouble: string | undefined;
  readonly step: () => Promise<number>;
  readonly act: (draft: EventDraft) => Promise<{ readonly id: string; readonly index: number }>;
  /** Removes a record in this state; gives it back when it was there. */
  remove(order: string, kinds: readonly EventRecord['kind'][], state: 'waiting' | 'refused'): Promise<EventRecord | undefined>;
}

/** The next that is on its way, else the next that may be signed. */
const nextDue = (all: readonly EventRecord[]): EventRecord | undefined =>
  all.find((record) => stateOf(record) === 'signed') ?? all.find((record) => stateOf(record) === 'waiting' && record.kind === 'queued');

/** Decides what is sent when; see `Outbox` for what each call promises. */
export const createDispatch = ({ store, records, send: sendRecord, prover, clock, random, tell }: DispatchOptions): Dispatch => {
  const backoff = createBackoff(clock, random);

  const send = async (order: string): Promise<Sending> => {
    const sending = await sendRecord(order);
    backoff.note(sending);
    tell();
    return sending;
  };

  const forgetAbandoned = (): Promise<void> =>
    records.exclusive(async () => {
      const abandoned = (await records.list()).filter(
        (record) => record.kind === 'now' && stateOf(record) === 'waiting' && clock() - record.createdAt > ABANDONED,
      );
      if (abandoned.length > 0) await store.write(abandoned.map(({ order }) => records.drop(order)));
    });

  const remove: Dispatch['remove'] = (order, kinds, state) =>
    records.exclusive(async () => {
      const record = await records.get(order);
      if (record === undefined || stateOf(record) !== state || !kinds.includes(record.kind)) return undefined;
      await store.write([records.drop(order)]);
      tell();
      return record;
    });

  return {
    get trouble() {
      return backoff.trouble;
    },
    remove,
    step: async () => {
      await forgetAbandoned();
      await prover.prove(await records.list());
      const due = nextDue(await records.list());
      if (due === undefined) return IDLE;
      const ready = Math.max(backoff.until, stateOf(due) === 'waiting' ? due.holdUntil : 0);
      if (ready > clock()) return ready - clock();
      const sending = await send(due.order);
      return sending.kind === 'later' ? Math.max(0, backoff.until - clock()) : 0;
    },
    act: async (draft) => {
      const { order } = await records.add(draft, { kind: 'now', hold: 0 });
      let sending = await send(order);
      for (let i = 0; i < MOST_TRIES && sending.kind === 'later' && DISPLACED.includes(sending.code); i++) sending = await send(order);
      if (sending.kind === 'received') return { id: sending.id, index: sending.acknowledged.index };
      const removed = await remove(order, ['now'], sending.kind === 'refused' ? 'refused' : 'waiting');
      if (sending.kind === 'refused') throw new DomainError(sending.code, sending.details);
      throw new DomainError(sending.kind === 'later' ? sending.code : 'gateway-unreachable', { kept: removed === undefined });
    },
  };
};
