import type { EntityManager } from 'typeorm';
import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import type { Document, OpenDocument } from '../../api/documents.ts';
import type { SealedLabel } from '../../privacy/sealing/messages.ts';
import type { ChainHead } from '../../provenance/event/chain.ts';
import type { EventType, SignedEvent } from '../../provenance/event/event.ts';
import { leafOf, type StoredEvent } from './stored.ts';

/** An event as it is written. */
export interface EventRow {
  readonly id: string;
  readonly index: number;
  readonly signed: SignedEvent;
  readonly salt?: string;
  readonly documents: readonly Document[];
  readonly entry: Uint8Array;
  /** Milliseconds. */
  readonly time: number;
}

/** A step in what happened to a subject. */
export interface EventStep {
  readonly type: EventType;
  readonly id: string;
  readonly index: number;
}

interface Row {
  readonly id: string;
  readonly log_index: string;
  readonly signed: string;
  readonly salt: string | null;
  readonly logged_at: string;
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

const COLUMNS = 'id, log_index, signed, salt, logged_at';

const toStored = ({ id, log_index: index, signed, salt }: Row): StoredEvent => ({
  id,
  index: Number(index),
  signed: parseJson(signed) as unknown as SignedEvent,
  ...(salt === null ? {} : { salt }),
});

/** Those of the events that are logged, with the leaf hash of the entry that they have. */
export const findKnown = async (manager: EntityManager, ids: readonly string[]) => {
  const rows = await manager.query<Row[]>(`select ${COLUMNS} from event where id = any($1)`, [unique(ids)]);
  return new Map(
    rows.map((row) => {
      const stored = toStored(row);
      return [row.id, { index: stored.index, time: Number(row.logged_at), leaf: leafOf(stored) }];
    }),
  );
};

/** Heads of these keys' chains. */
export const readHeads = async (manager: EntityManager, keys: readonly string[]): Promise<Map<string, ChainHead>> => {
  const rows = await manager.query<{ key: string; seq: string; id: string }[]>('select key, seq, id from chain where key = any($1)', [
    unique(keys),
  ]);
  return new Map(rows.map(({ key, seq, id }) => [key, { seq: Number(seq), id }]));
};

const INSERT_EVENTS = `insert into event (id, log_index, key, seq, type, org, subject, signed, salt, logged_at)
  select * from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::bigint[])`;
const MOVE_HEADS = `insert into chain (key, seq, id) select * from unnest($1::text[], $2::bigint[], $3::text[])
  on conflict (key) do update set seq = excluded.seq, id = excluded.id`;
const INSERT_DOCUMENTS = 'insert into document (event, kind, opening) select * from unnest($1::text[], $2::text[], $3::text[])';

const toText = (value: unknown): string => toCanonicalJson(value as Json);

/** What is stored of it. */
export const contentOf = (document: Document): unknown => ('opening' in document ? document.opening : document.sealed);

/** Writes events, the heads of their chains and their documents. */
export const insertEvents = async (manager: EntityManager, rows: readonly EventRow[]): Promise<void> => {
  const events = rows.map(({ signed: { event } }) => event);
  await manager.query(INSERT_EVENTS, [
    rows.map(({ id }) => id),
    rows.map(({ index }) => index),
    events.map(({ actor }) => actor.key),
    events.map(({ seq }) => seq),
    events.map(({ type }) => type),
    events.map(({ actor }) => actor.org),
    events.map(({ subject }) => subject.id),
    rows.map(({ signed }) => toText(signed)),
    rows.map(({ salt }) => salt ?? null),
    rows.map(({ time }) => time),
  ]);
  const heads = [...new Map(rows.map(({ id, signed: { event } }) => [event.actor.key, { seq: event.seq, id }]))];
  await manager.query(MOVE_HEADS, [heads.map(([key]) => key), heads.map(([, { seq }]) => seq), heads.map(([, { id }]) => id)]);
  const documents = rows.flatMap(({ id, documents: list }) =>
    list.map((document) => ({ id, kind: document.kind, content: contentOf(document) })),
  );
  if (documents.length > 0)
    await manager.query(INSERT_DOCUMENTS, [
      documents.map(({ id }) => id),
      documents.map(({ kind }) => kind),
      documents.map(({ content }) => toText(content)),
    ]);
};

export type OpeningOf<Kind extends OpenDocument['kind']> = Extract<OpenDocument, { kind: Kind }>['opening'];

/** Reading what has been logged; other resources read through this too. */
export interface EventStore {
  find(id: string): Promise<StoredEvent | undefined>;
  /** Those that are there, by id. */
  findAll(ids: readonly string[]): Promise<ReadonlyMap<string, StoredEvent>>;
  /** Events about a subject in the log's order, at most 1,000 a subject; by subject. */
  stepsOf(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly EventStep[]>>;
  head(key: string): Promise<ChainHead | undefined>;
  /** Openings handed in with these events, by event. */
  openings<Kind extends OpenDocument['kind']>(events: readonly string[], kind: Kind): Promise<ReadonlyMap<string, OpeningOf<Kind>>>;
  /** Sealed labels handed in with these events, by event. */
  sealedLabels(events: readonly string[]): Promise<ReadonlyMap<string, SealedLabel>>;
}

const MOST_STEPS = 1000;

export const createEventStore = (manager: EntityManager): EventStore => {
  const findAll: EventStore['findAll'] = async (ids) => {
    const rows = await manager.query<Row[]>(`select ${COLUMNS} from event where id = any($1)`, [unique(ids)]);
    return new Map(rows.map((row) => [row.id, toStored(row)]));
  };
  const documents = async (events: readonly string[], kind: Document['kind']): Promise<ReadonlyMap<string, unknown>> => {
    const rows = await manager.query<{ event: string; opening: string }[]>(
      'select event, opening from document where event = any($1) and kind = $2',
      [unique(events), kind],
    );
    return new Map(rows.map(({ event, opening }) => [event, parseJson(opening)]));
  };
  return {
    findAll,
    find: async (id) => (await findAll([id])).get(id),
    head: async (key) => (await readHeads(manager, [key])).get(key),
    stepsOf: async (subjects) => {
      const rows = await manager.query<{ subject: string; type: EventType; id: string; log_index: string }[]>(
        'select subject, type, id, log_index from event where subject = any($1) order by subject, log_index',
        [unique(subjects)],
      );
      const steps = Map.groupBy(rows, ({ subject }) => subject);
      return new Map(
        [...steps].map(([subject, list]) => [
          subject,
          list.slice(0, MOST_STEPS).map(({ type, id, log_index: index }) => ({ type, id, index: Number(index) })),
        ]),
      );
    },
    openings: async <Kind extends OpenDocument['kind']>(events: readonly string[], kind: Kind) =>
      (await documents(events, kind)) as ReadonlyMap<string, OpeningOf<Kind>>,
    sealedLabels: async (events) => (await documents(events, 'sealed-label')) as ReadonlyMap<string, SealedLabel>,
  };
};
