import { expect } from 'chai';
import pg from 'pg';
import { createSignedFetch } from '../../api/message-signature.ts';
import { toHex } from '../../common/encodings.ts';
import { readLogKeys } from '../../gateway/folder.ts';
import { toLogKey } from '../../gateway/log/keys.ts';
import { verifyCheckpoint } from '../../provenance/log/checkpoint.ts';
import { createFrontier } from '../../provenance/log/compact-range.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { parseEntryBundle, toTilePath } from '../../provenance/log/tiles.ts';
import { createGatewayProcesses, type GatewayProcess, type GatewayProcesses } from '../support/gateway-process.ts';
import { createTestSpace, type TestSpace } from '../support/gateway.ts';
import { request } from '../support/http.ts';
import { LOG_NAME } from '../support/log.ts';
import type { Actor, LoggedEvent } from '../support/scripted-space.ts';
import { until } from '../support/until.ts';

interface Sent {
  readonly logged: LoggedEvent;
  readonly status: number;
  readonly code: unknown;
  readonly index: number;
}

describe('two sequencers on one database', () => {
  let space: TestSpace;
  let processes: GatewayProcesses;
  beforeEach(async () => {
    space = createTestSpace();
    processes = await createGatewayProcesses(space);
  });
  afterEach(() => processes.close());

  const send = async ({ url }: GatewayProcess, logged: LoggedEvent): Promise<Sent> => {
    const { signed, salt } = logged;
    const { status, json } = await request(`${url}/api/events`, {
      method: 'POST',
      json: { signed, ...(salt && { salt }), ...documentsOf.get(logged) },
    });
    return { logged, status, code: json['code'], index: Number(json['index']) };
  };
  const documentsOf = new Map<LoggedEvent, object>();

  /** The next command of a person, signed. */
  const command = (by: Actor): LoggedEvent => {
    const id = space.script.newId();
    const { opening, commitment } = space.script.seal('command', id, {});
    const body = { connector: space.connector.certificate, command: 'list-sources' } as const;
    const event = space.script.sign('command-issued', by, { subject: { id, commitment }, body }) as unknown as LoggedEvent;
    documentsOf.set(event, { documents: [{ kind: 'command', opening }] });
    return event;
  };
  const sendSpace = async (gateway: GatewayProcess): Promise<void> => {
    for (const logged of space.script.events) expect((await send(gateway, logged)).status).to.equal(201);
  };

  /** The whole log as a process serves it, checked against its own newest checkpoint of at least this size. */
  const readLog = async ({ url }: GatewayProcess, atLeast: number): Promise<{ note: string; entries: string[] }> => {
    const fetchSigned = createSignedFetch(space.connector.key);
    const keys = readLogKeys(processes.folder, LOG_NAME, () => new Uint8Array());
    const note = await until(`a checkpoint of ${atLeast} entries`, async () => {
      const text = await (await fetchSigned(`${url}/log/checkpoint/newest`)).text();
      return verifyCheckpoint(text, toLogKey(keys)).size >= atLeast && text;
    });
    const { size, root } = verifyCheckpoint(note, toLogKey(keys));
    const bundle = await fetchSigned(`${url}/log/${toTilePath('entries', 0, size)}`);
    const entries = parseEntryBundle(new Uint8Array(await bundle.arrayBuffer()));
    const frontier = createFrontier();
    for (const entry of entries) frontier.append(leafHash(entry));
    expect(toHex(frontier.root())).to.equal(toHex(root));
    return { note, entries: entries.map(toHex) };
  };

  it('sign one history when the first is paused and goes on behind the second', async () => {
    const first = await processes.start();
    await sendSpace(first);
    expect((await send(first, command(space.keeper))).status).to.equal(201);
    const size = space.script.events.length;
    const before = await readLog(first, size + 1);

    first.kill('SIGSTOP');
    const second = await processes.start();
    const late = await send(second, command(space.officer));
    expect(late).to.include({ status: 201, index: size + 1 });
    first.kill('SIGCONT');

    const refused = await send(first, command(space.operator));
    expect(refused).to.include({ status: 503, code: 'sequencer-epoch-lost' });
    expect((await request(`${first.url}/ready`)).status).to.equal(503);
    expect((await request(`${second.url}/ready`)).status).to.equal(200);
    const [old, now] = [await readLog(first, size + 2), await readLog(second, size + 2)];
    expect(old).to.deep.equal(now);
    expect(now.entries.slice(0, before.entries.length)).to.deep.equal(before.entries);
  }).timeout(60_000);

  it('do not wait for one that is paused while it holds the lock on the log', async () => {
    const first = await processes.start();
    await sendSpace(first);
    const size = space.script.events.length;
    const client = new pg.Client({ host: processes.server.host, user: processes.server.user, database: processes.database });
    await client.connect();
    await client.query('begin');
    await client.query('select from log_state for update');
    const paused = send(first, command(space.keeper));
    await until('the first to wait for the lock', async () => {
      const { rows } = await client.query("select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");
      return rows.length > 0;
    });
    first.kill('SIGSTOP');
    // From here on the server has given the lock to a process that does not run.
    await client.query('rollback');
    await client.end();
    const second = await processes.start();
    expect(await send(second, command(space.officer))).to.include({ status: 201, index: size });
    first.kill('SIGCONT');
    expect(await paused).to.include({ status: 503, code: 'sequencer-epoch-lost' });
    expect(await readLog(first, size + 1)).to.deep.equal(await readLog(second, size + 1));
  }).timeout(60_000);

  it('keep every acknowledged event once when the first is paused in the middle of its work', async () => {
    const first = await processes.start();
    const people = Array.from({ length: 12 }, () => space.script.certify(space.roots.owner, ['data-owner']));
    await sendSpace(first);
    const answers = people.map((person) => send(first, command(person)));
    await Promise.race(answers);
    first.kill('SIGSTOP');
    const second = await processes.start();
    const others = await Promise.all([space.keeper, space.officer].map((person) => send(second, command(person))));
    first.kill('SIGCONT');
    const all = [...(await Promise.all(answers)), ...others];
    expect(others.map(({ status }) => status)).to.deep.equal([201, 201]);

    // Whoever was refused sends the same event again, to the one that writes.
    const repeated = await Promise.all(all.map(({ logged }) => send(second, logged)));
    const indexOf = new Map(repeated.map(({ logged, index }) => [logged.id, index]));
    for (const { logged, status, code, index } of all) {
      if (status === 201) expect(indexOf.get(logged.id)).to.equal(index);
      else expect({ status, code }).to.deep.equal({ status: 503, code: 'sequencer-epoch-lost' });
    }
    const size = space.script.events.length;
    expect([...indexOf.values()].toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 14 }, (_, i) => size + i));
    const [old, now] = [await readLog(first, size + 14), await readLog(second, size + 14)];
    expect(old).to.deep.equal(now);
    expect(new Set(now.entries).size).to.equal(now.entries.length);
  }).timeout(60_000);
});
