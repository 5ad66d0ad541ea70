import { createDispatch, type DispatchOptions } from './dispatch.ts';
import type { EventDraft } from './draft.ts';
import { fail } from './errors.ts';
import { createProver, type LoggedEvent, type ProverOptions } from './prover.ts';
import { stateOf, type EventRecord } from './records.ts';
import { createWatchers } from './watchers.ts';

/** Milliseconds during which a submission can be taken back without trace. */
export const HOLD = 3000;
const MOST_RECORDS = 500;
const MOST_HOURS = 24;
const HOUR = 3_600_000;

export interface OutboxFacts {
  /** How the last try to reach the gateway failed (`session-expired`, `gateway-unreachable`, ...); absent when it worked. */
  readonly trouble?: string;
  /** Not yet received by the log. */
  readonly waiting: number;
  /** Why nothing new is taken. */
  readonly full?: 'records' | 'age';
  /** In order of sending; those that are proven to be in the log are no longer here. */
  readonly records: readonly EventRecord[];
}

export interface Outbox {
  /** Keeps an event that is signed and sent after the hold. @throws DomainError `outbox-full`, `event-malformed` */
  submit(draft: EventDraft, options?: { readonly topic?: string; readonly hold?: number }): Promise<EventRecord>;
  /** Before it is signed: removes it without trace, and gives back what it was. Undefined when it is too late. */
  takeBack(order: string): Promise<EventDraft | undefined>;
  /** Forgets a refused event. */
  dismiss(order: string): Promise<void>;
  /**
   * Signs and sends at once, before what waits here, and waits for the receipt.
   * @throws DomainError the gateway's refusal; when no answer came its reason, and `details.kept` says whether the signed event goes out again
   */
  act(draft: EventDraft): Promise<{ readonly id: string; readonly index: number }>;
  /** @throws DomainError `outbox-full` when 500 events are not in the log yet, or one waits since 24 hours */
  requireRoom(): Promise<void>;
  facts(): Promise<OutboxFacts>;
  /** The last events that were proven to be in the log, oldest first. */
  recent(): Promise<readonly LoggedEvent[]>;
  /**
   * Does whatever is due: proves what was received, sends what has waited. One step sends one event.
   * @returns milliseconds until there may be more to do
   */
  step(): Promise<number>;
  /** Called after each change; the answer ends it. */
  watch(changed: () => void): () => void;
}

export type OutboxOptions = Omit<ProverOptions, 'tell'> & Omit<DispatchOptions, 'tell' | 'prover'>;

const fullness = (records: readonly EventRecord[], now: number): OutboxFacts['full'] => {
  const unlogged = records.filter((record) => stateOf(record) !== 'refused');
  if (unlogged.length >= MOST_RECORDS) return 'records';
  const oldest = unlogged.find((record) => stateOf(record) !== 'received');
  return oldest !== undefined && now - oldest.createdAt >= MOST_HOURS * HOUR ? 'age' : undefined;
};

/**
 * One key's events on their way to the log: waiting (held, can be taken back) -> signed -> received (receipt) -> logged (proven in the own
 * copy of the log under k cosignatures, and only then deleted). All of it lies in the store, so it survives reload, crash and session.
 */
export const createOutbox = (options: OutboxOptions): Outbox => {
  const { records, clock } = options;
  const watchers = createWatchers<void>();
  const tell = (): void => watchers.tell();
  const prover = createProver({ ...options, tell });
  const dispatch = createDispatch({ ...options, prover, tell });

  const requireRoom = async (): Promise<void> => {
    const reason = fullness(await records.list(), clock());
    if (reason !== undefined) fail('outbox-full', { reason, most: MOST_RECORDS, hours: MOST_HOURS });
  };

  return {
    submit: async (draft, { topic, hold = HOLD } = {}) => {
      await requireRoom();
      const record = await records.add(draft, { kind: 'queued', hold, ...(topic === undefined ? {} : { topic }) });
      tell();
      return record;
    },
    takeBack: async (order) => (await dispatch.remove(order, ['queued'], 'waiting'))?.draft,
    dismiss: async (order) => void (await dispatch.remove(order, ['queued', 'now'], 'refused')),
    act: dispatch.act,
    requireRoom,
    facts: async () => {
      const all = await records.list();
      const [full, trouble] = [fullness(all, clock()), dispatch.trouble];
      return {
        records: all,
        waiting: all.filter((record) => ['waiting', 'signed'].includes(stateOf(record))).length,
        ...(trouble === undefined ? {} : { trouble }),
        ...(full === undefined ? {} : { full }),
      };
    },
    recent: prover.recent,
    step: dispatch.step,
    watch: watchers.watch,
  };
};
