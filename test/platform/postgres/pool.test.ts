import { expect } from 'chai';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { createPool, driver } from '../../../platform/postgres/pool.ts';

/** A message of PostgreSQL's protocol: its letter, its length, its content. */
const message = (letter: string, content: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(letter), length, content]);
};
const LET_IN = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]);
const DYING = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'));

/** A server that lets everybody in and says in the same breath that it dies. */
const startDyingServer = async () => {
  const server = net.createServer((socket) => {
    socket.once('data', () => socket.end(Buffer.concat([LET_IN, DYING])));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
};

describe('the connection pool', () => {
  /** What nobody caught while a connection was taken from a server that dies. */
  const uncaughtBy = async (Pool: typeof pg.Pool): Promise<unknown> => {
    const server = await startDyingServer();
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    let uncaught: unknown;
    process.once('uncaughtException', (error) => (uncaught = error));
    const pool = new Pool({ host: '127.0.0.1', port: server.port, user: 'postgres', database: 'postgres' });
    pool.on('error', () => undefined);
    const client = await pool.connect();
    const failure = await client.query('select 1').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    client.release(true);
    await pool.end();
    server.close();
    process.removeAllListeners('uncaughtException');
    for (const listener of listeners) process.on('uncaughtException', listener);
    return uncaught;
  };

  it('outlives a server that dies as it lets us in; pg’s own would end the process', async () => {
    expect(await uncaughtBy(createPool as unknown as typeof pg.Pool)).to.equal(undefined);
    expect(await uncaughtBy(driver.Pool)).to.equal(undefined);
    expect(await uncaughtBy(pg.Pool)).to.include({ code: '57P01' });
  });
});
