import type { DataSource } from 'typeorm';
import { withRetry } from '../../platform/postgres/retry.ts';

/** Answers that this connector has given. */
export interface CommandStore {
  /** The sealed answer; undefined while there is none. */
  answer(id: string): Promise<Uint8Array | undefined>;
  /** Keeps the first answer. @returns the one that is kept */
  keep(id: string, sealed: Uint8Array, at: number): Promise<Uint8Array>;
}

const KEEP = `insert into command (id, answered_at, sealed) values ($1, $2, $3) on conflict (id) do nothing`;

export const createCommandStore = (database: DataSource): CommandStore => {
  const answer = async (id: string): Promise<Uint8Array | undefined> => {
    const [row] = await database.query<{ sealed: Buffer }[]>('select sealed from command where id = $1', [id]);
    return row && new Uint8Array(row.sealed);
  };
  return {
    answer: (id) => withRetry(() => answer(id)),
    keep: (id, sealed, at) =>
      withRetry(async () => {
        await database.query(KEEP, [id, at, Buffer.from(sealed)]);
        return (await answer(id)) ?? sealed;
      }),
  };
};
