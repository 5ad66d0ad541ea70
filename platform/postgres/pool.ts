import pg from 'pg';

/**
 * A pool whose connections always have somebody who hears of their end. Between its own listener and that of whoever takes a connection
 * there is a gap: a server that dies just as it has let us in says so in the same packet, and an error event that nobody hears ends the
 * process. Who holds the connection still learns of it, at the next statement.
 */
export function createPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** The driver that TypeORM is given: `pg` with these pools; it calls `new Pool`. */
export const driver: typeof pg = Object.create(pg, { Pool: { value: createPool } }) as typeof pg;
