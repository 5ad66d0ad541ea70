import type { DataSource, EntityManager } from 'typeorm';

export interface Lease {
  readonly item: string;
  readonly lot: string;
  readonly key: string;
  /** Milliseconds. */
  readonly until: number;
}

/** Who asks: the key that holds the lease, and all keys of the same person. */
export interface Holder {
  readonly person: string;
  readonly key: string;
  readonly keys: readonly string[];
  /** X25519 key, hex: to which sealed items have to be sealed. */
  readonly openingKey: string;
}

export interface Wanted {
  readonly now: number;
  readonly until: number;
  readonly except: readonly string[];
}

export interface Ownership {
  /** End of the lease, milliseconds; absent for an item that has the holder's label, or of which a lease of hers ran out. */
  readonly until?: number;
}

export interface LeaseStore {
  /** The holder's own living lease, or the first free place of an item that is new to her, but none of `except`. Nobody else gets it before `until`. */
  take(lot: string, holder: Holder, wanted: Wanted): Promise<Lease | undefined>;
  /** When the next lease runs out of a place that the holder could then have. */
  nextEnd(lot: string, holder: Holder, now: number): Promise<number | undefined>;
  /** How many items of each lot the holder could get now, beside those that she holds; a lot without any is absent. */
  freeFor(lots: readonly string[], holder: Pick<Holder, 'keys' | 'openingKey'>, now: number): Promise<ReadonlyMap<string, number>>;
  /** Prolongs a lease that nobody else took meanwhile. */
  renew(item: string, holder: Holder, until: number): Promise<Lease | undefined>;
  /** False where it is not the holder's. */
  giveBack(item: string, holder: Holder): Promise<boolean>;
  /** How the item is the holder's: by a living lease with its end, by an own label, or by a lease that ran out; undefined where it is not hers. */
  ownership(item: string, holder: Holder, now: number): Promise<Ownership | undefined>;
  /** Living leases of these keys. */
  of(keys: readonly string[], now: number): Promise<readonly Lease[]>;
}

const IS_UNDONE = 'delivered and label is null and report is null';
const IS_OWN = 'lease_key = any($2)';
const LEASE = 'id as item, lot, lease_key as key, lease_until as until';

/** Migrations 0107 and 0108 say how: own lease first, else the first free place of an item that the holder has not worked on. */
const TAKE = `select ${LEASE} from take_item($1, $2, $3, $4, $5, $6, $7, $8)`;
const HELD = `(${IS_UNDONE} and ${IS_OWN} and lease_until > $3)`;
/** What she held she may go on with though her lease ran out: late work counts. */
const WAS_HELD = `(lapsed && $2 or (${IS_UNDONE} and ${IS_OWN}))`;
const OWNERSHIP = `select max(case when ${HELD} then lease_until end) as until from item where id = $1
  having bool_or(label_key = any($2) or ${HELD}) or (bool_or(${WAS_HELD}) and not bool_or(coalesce(report_key = any($2), false)))`;

/** As migrations 0107 and 0108 take them, but counted: an item is free by any of its places that no late work fills, and hers by any. */
const FREE_FOR = `select lot, count(*) as free from (
    select lot, id from item where lot = any($1) group by lot, id
    having bool_or(${IS_UNDONE} and (lease_key is null or lease_until <= $3)
        and (batch is null or batch in (select batch from batch_wrap where recipient = $4)))
      and not bool_or(late or coalesce(label_key = any($2) or report_key = any($2) or (${IS_OWN} and lease_until > $3), false))
  ) given group by lot`;

const FORGET = `update item set lapsed = (select coalesce(array_agg(key), '{}') from unnest(lapsed) key where key <> all($2))
  where id = $1 and lapsed && $2`;

interface Row {
  readonly item: string;
  readonly lot: string;
  readonly key: string;
  readonly until: string;
}

const toLease = (row: Row | undefined): Lease | undefined => row && { ...row, until: Number(row.until) };

const update = async (manager: EntityManager, sql: string, parameters: readonly unknown[]): Promise<Lease | undefined> => {
  const [rows] = await manager.query<[Row[], number]>(sql, [...parameters]);
  return toLease(rows[0]);
};

export const createLeaseStore = (database: DataSource): LeaseStore => ({
  take: async (lot, { person, key, keys, openingKey }, { now, until, except }) => {
    const [row] = await database.query<Row[]>(TAKE, [lot, person, [...keys], now, key, until, [...except], openingKey]);
    return toLease(row);
  },
  nextEnd: async (lot, { keys }, now) => {
    const [row] = await database.query<{ end: string | null }[]>(
      `select min(lease_until) as end from item where lot = $1 and ${IS_UNDONE} and lease_until > $2
        and not exists (select from item other where other.id = item.id and other.place <> item.place
          and (other.late or other.label_key = any($3) or other.report_key = any($3)))`,
      [lot, now, keys],
    );
    return row === undefined || row.end === null ? undefined : Number(row.end);
  },
  freeFor: async (lots, { keys, openingKey }, now) => {
    const rows = await database.query<{ lot: string; free: string }[]>(FREE_FOR, [[...lots], [...keys], now, openingKey]);
    return new Map(rows.map(({ lot, free }) => [lot, Number(free)]));
  },
  renew: (item, { keys }, until) =>
    update(database.manager, `update item set lease_until = $3 where id = $1 and ${IS_UNDONE} and ${IS_OWN} returning ${LEASE}`, [
      item,
      keys,
      until,
    ]),
  giveBack: async (item, { keys }) => {
    const [, changed] = await database.query<[unknown[], number]>(
      `update item set lease_key = null, lease_until = null where id = $1 and ${IS_UNDONE} and ${IS_OWN}`,
      [item, keys],
    );
    // Who gave it back is not late with it.
    await database.query(FORGET, [item, keys]);
    return changed === 1;
  },
  ownership: async (item, { keys }, now) => {
    const [row] = await database.query<{ until: string | null }[]>(OWNERSHIP, [item, [...keys], now]);
    if (row === undefined) return undefined;
    return row.until === null ? {} : { until: Number(row.until) };
  },
  of: async (keys, now) => {
    const rows = await database.query<Row[]>(
      `select ${LEASE} from item where lease_key = any($1) and lease_until > $2 and ${IS_UNDONE} order by id`,
      [[...keys], now],
    );
    return rows.flatMap((row) => toLease(row) ?? []);
  },
});
