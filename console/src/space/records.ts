import type { Clock } from '../../../common/clock.ts';
import type { Acknowledged, EventDraft, Outgoing } from './draft.ts';
import { verifyDraft } from './place-event.ts';
import type { Change, KeyValueStore, Locks } from './ports.ts';

export interface Refused {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** An event of this device from its first moment until its inclusion is proven. */
export interface EventRecord {
  /** Place in the order of sending; also its name. */
  readonly order: string;
  /** `queued` waits for its turn, `now` is an act whose answer somebody waits for. */
  readonly kind: 'queued' | 'now';
  readonly draft: EventDraft;
  /** What it is about, for whoever shows it; one waiting record a topic. */
  readonly topic?: string;
  readonly createdAt: number;
  /** Not signed before, ms. */
  readonly holdUntil: number;
  /** Times that its place on the chain was taken by another device. */
  readonly displaced: number;
  /** Set once it is signed; the same bytes go out at each try. */
  readonly outgoing?: Outgoing;
  readonly acknowledged?: Acknowledged;
  readonly refused?: Refused;
  /** Id of the alarm `event-dropped` that its first receipt led to. */
  readonly alarm?: string;
}

/** `waiting` can be taken back; `signed` is on its way; `received` has a receipt; `refused` stays until it is dismissed. */
export type RecordState = 'waiting' | 'signed' | 'received' | 'refused';

export const stateOf = ({ outgoing, acknowledged, refused }: EventRecord): RecordState => {
  if (refused !== undefined) return 'refused';
  if (acknowledged !== undefined) return 'received';
  return outgoing === undefined ? 'waiting' : 'signed';
};

export interface AddOptions {
  readonly kind: EventRecord['kind'];
  /** Milliseconds until it may be signed. */
  readonly hold: number;
  readonly topic?: string;
}

export interface Records {
  /** In order of sending. */
  list(): Promise<readonly EventRecord[]>;
  get(order: string): Promise<EventRecord | undefined>;
  /** Writes a new record, after all others. @throws DomainError `event-malformed` */
  add(draft: EventDraft, options: AddOptions): Promise<EventRecord>;
  /** Changes that only whoever holds the records' lock may write. */
  put(record: EventRecord): Change;
  drop(order: string): Change;
  /** Ends a record that is still there. */
  refuse(order: string, refused: Refused): Promise<void>;
  /** Runs `work` while no record can change its state, in any tab; never for as long as the network takes. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

export interface RecordsOptions {
  readonly store: KeyValueStore;
  readonly locks: Locks;
  readonly clock: Clock;
  /** Key whose events these are, hex. */
  readonly key: string;
}

/** Room for 10^12 events of one key, sorted as text. */
const DIGITS = 12;

/** The records of one signing key in the store. */
export const createRecords = ({ store, locks, clock, key }: RecordsOptions): Records => {
  const prefix = `outbox/${key}/`;
  const counter = `outbox-counter/${key}`;
  const put = (record: EventRecord): Change => ({ key: prefix + record.order, value: record });
  const exclusive: Records['exclusive'] = (work) => locks.request(`outbox/${key}`, {}, work);
  const get = async (order: string): Promise<EventRecord | undefined> => (await store.get(prefix + order)) as EventRecord | undefined;
  return {
    list: async () => (await store.list(prefix)).map(([, value]) => value as EventRecord),
    get,
    refuse: (order, { code, details }) =>
      exclusive(async () => {
        const record = await get(order);
        if (record !== undefined) await store.write([put({ ...record, refused: { code, details } })]);
      }),
    add: (draft, { kind, hold, topic }) =>
      exclusive(async () => {
        verifyDraft(draft);
        const next = ((await store.get(counter)) as number | undefined) ?? 0;
        const now = clock();
        const base = { order: String(next).padStart(DIGITS, '0'), kind, draft, createdAt: now, holdUntil: now + hold, displaced: 0 };
        const record: EventRecord = topic === undefined ? base : { ...base, topic };
        await store.write([{ key: counter, value: next + 1 }, put(record)]);
        return record;
      }),
    put,
    drop: (order) => ({ key: prefix + order, value: undefined }),
    exclusive,
  };
};
