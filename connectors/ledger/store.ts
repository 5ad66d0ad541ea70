import type { DataSource } from 'typeorm';
import { withRetry } from '../../platform/postgres/retry.ts';
import type { Entry, FollowerState } from '../../provenance/log/follower.ts';
import type { PointStore } from '../../provenance/space/time-keeping.ts';
import { createPointTable } from './point-table.ts';

/** The own copy of the log. */
export interface LedgerStore {
  state(): Promise<FollowerState | undefined>;
  /** Entries from index `from`, at most `count`, fewer only at the end. */
  read(from: number, count: number): Promise<readonly Uint8Array[]>;
  /** Both or neither; the same step may be written again. */
  append(entries: readonly Entry[], state: FollowerState): Promise<void>;
  readonly points: PointStore;
}

const APPEND = 'insert into ledger_entry (index, bytes) select * from unnest($1::bigint[], $2::bytea[]) on conflict do nothing';
const SAVE = 'insert into ledger_state (state) values ($1) on conflict (one) do update set state = excluded.state';

export const createLedgerStore = (database: DataSource): LedgerStore => ({
  points: createPointTable(database),
  state: async () => {
    const [row] = await database.query<{ state: string }[]>('select state from ledger_state');
    return row && (JSON.parse(row.state) as FollowerState);
  },
  read: async (from, count) => {
    const rows = await database.query<{ bytes: Buffer }[]>('select bytes from ledger_entry where index >= $1 order by index limit $2', [
      from,
      count,
    ]);
    return rows.map(({ bytes }) => new Uint8Array(bytes));
  },
  append: async (entries, state) => {
    await withRetry(() =>
      database.transaction(async (manager) => {
        if (entries.length > 0)
          await manager.query(APPEND, [entries.map(({ index }) => index), entries.map(({ bytes }) => Buffer.from(bytes))]);
        await manager.query(SAVE, [JSON.stringify(state)]);
      }),
    );
  },
});
