import type { DataSource } from 'typeorm';
import { withRetry } from '../../platform/postgres/retry.ts';
import type { PointStore } from '../../provenance/space/time-keeping.ts';

interface Row {
  readonly size: string;
  readonly root: string;
  readonly note: string;
  readonly time: string;
  readonly by: string;
}

const KEEP = `insert into kept_point (size, root, note, time, by) values ($1, $2, $3, $4, $5)
  on conflict (size) do update set note = excluded.note, time = excluded.time, by = excluded.by`;

/** The checkpoints that this connector verified and kept. */
export const createPointTable = (database: DataSource): PointStore => ({
  list: async () => {
    const rows = await database.query<Row[]>('select size, root, note, time, by from kept_point order by size');
    return rows.map(({ size, root, note, time, by }) => ({ size: Number(size), root, note, time: Number(time), by: Number(by) }));
  },
  write: async ({ kept: { size, root, note, time, by }, dropped }) => {
    await withRetry(() =>
      database.transaction(async (manager) => {
        await manager.query(KEEP, [size, root, note, time, by]);
        if (dropped.length > 0) await manager.query('delete from kept_point where size = any($1)', [dropped]);
      }),
    );
  },
});
