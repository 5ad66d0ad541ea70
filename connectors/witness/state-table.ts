import type { DataSource } from 'typeorm';
import { withRetry } from '../../platform/postgres/retry.ts';
import type { WitnessStore } from './witness.ts';

const WRITE = `insert into witness_state (size, root, note) values ($1, $2, $3)
  on conflict (one) do update set size = excluded.size, root = excluded.root, note = excluded.note where witness_state.size <= excluded.size`;

/** The state as one committed row; it never goes back. */
export const createStateTable = (database: DataSource): WitnessStore => ({
  read: async () => {
    const [row] = await database.query<{ size: string; root: string; note: string }[]>('select size, root, note from witness_state');
    return row && { ...row, size: Number(row.size) };
  },
  write: async ({ size, root, note }) => {
    await withRetry(() => database.query(WRITE, [size, root, note]));
  },
});
