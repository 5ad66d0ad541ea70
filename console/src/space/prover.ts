import type { Json } from '../../../common/canonical-json.ts';
import type { Alarms } from './alarm.ts';
import type { EventDraft } from './draft.ts';
import { findInclusion } from './inclusion.ts';
import type { Ledger } from './ledger.ts';
import { toKeptLabel } from './own-work.ts';
import type { KeyValueStore } from './ports.ts';
import { stateOf, type EventRecord, type Records } from './records.ts';

/** An event whose inclusion is proven, and what proved it. */
export interface LoggedEvent {
  readonly order: string;
  readonly id: string;
  readonly index: number;
  readonly type: EventDraft['type'];
  readonly topic?: string;
  /** Size of the witnessed checkpoint. */
  readonly size: number;
}

export interface ProverOptions {
  readonly store: KeyValueStore;
  readonly records: Records;
  readonly alarms: Alarms;
  /** The own copy of the log; undefined before there is a pin list. */
  readonly ledger: () => Ledger | undefined;
  /** Key whose events these are, hex. */
  readonly key: string;
  /** Called after each change. */
  readonly tell: () => void;
}

export interface Prover {
  /** Looks for every received event in the own copy of the log. */
  prove(records: readonly EventRecord[]): Promise<void>;
  /** The last events that were proven, oldest first. */
  readonly recent: () => Promise<readonly LoggedEvent[]>;
}

const MOST_RECENT = 500;

/** Deletes a record only when the own copy of the log, under k cosignatures, holds its event; a broken promise is an alarm. */
export const createProver = ({ store, records, alarms, ledger, key, tell }: ProverOptions): Prover => {
  const place = `outbox-logged/${key}`;
  const recent = async (): Promise<readonly LoggedEvent[]> => ((await store.get(place)) as LoggedEvent[] | undefined) ?? [];

  const complete = async ({ order, topic, draft }: EventRecord, id: string, index: number, size: number): Promise<void> => {
    const logged = { order, id, index, type: draft.type, size, ...(topic === undefined ? {} : { topic }) };
    const value = [...(await recent()), logged].slice(-MOST_RECENT);
    const kept = draft.type === 'annotation-signed' ? [toKeptLabel(key, id)] : [];
    await store.write([records.drop(order), { key: place, value }, ...kept]);
  };

  /** The evidence is kept, and the same event is handed in once more. */
  const complain = async (record: EventRecord, evidence: Json): Promise<void> => {
    const { id } = await alarms.raise('event-dropped', evidence);
    const { acknowledged: _, ...rest } = record;
    await store.write([records.put({ ...rest, alarm: id })]);
  };

  const proveOne = (order: string): Promise<boolean> =>
    records.exclusive(async () => {
      const record = await records.get(order);
      const own = ledger();
      if (own === undefined || record?.outgoing === undefined || record.acknowledged === undefined) return false;
      const inclusion = findInclusion(record.outgoing, record.acknowledged, own);
      if (inclusion.kind === 'logged') await complete(record, record.outgoing.id, inclusion.index, own.point.size);
      else if (inclusion.kind === 'dropped' && record.alarm === undefined) await complain(record, inclusion.evidence);
      else return false;
      return true;
    });

  return {
    prove: async (all) => {
      for (const record of all) if (stateOf(record) === 'received' && (await proveOne(record.order))) tell();
    },
    recent,
  };
};
