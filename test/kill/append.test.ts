import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startProcess, type RunningProcess } from '../../demo/process.ts';
import { createSignedFetch } from '../../api/message-signature.ts';
import { readLogKeys } from '../../gateway/folder.ts';
import { toLogKey } from '../../gateway/log/keys.ts';
import { verifyCheckpoint } from '../../provenance/log/checkpoint.ts';
import { createFrontier } from '../../provenance/log/compact-range.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { parseEntryBundle, TILE_WIDTH, toTilePath } from '../../provenance/log/tiles.ts';
import { toHex } from '../../common/encodings.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { createTestSpace, spaceFileOf } from '../support/gateway.ts';
import { request } from '../support/http.ts';
import { LOG_NAME } from '../support/log.ts';
import { seededRandom } from '../support/random.ts';
import type { Actor, LoggedEvent } from '../support/scripted-space.ts';
import { until } from '../support/until.ts';

const KILLS = 5;
const PEOPLE = 6;

describe('a gateway that is killed while it logs', () => {
  const space = createTestSpace('killed');
  const { script } = space;
  const folder = makeFolder('killed');
  let gateway: RunningProcess;
  let url = '';

  const start = async (): Promise<void> => {
    gateway = startProcess({
      name: 'gateway',
      entry: 'gateway/main.ts',
      env: { PORT: new URL(url || 'http://localhost:0').port || '0', DATA_DIR: folder, CHECKPOINT_MS: '100' },
      ready: /^ready http/,
      logFile: path.join(folder, 'gateway.log'),
    });
    url = (await gateway.ready).slice('ready '.length).trim();
  };
  before(async () => {
    fs.writeFileSync(path.join(folder, 'space.json'), JSON.stringify(spaceFileOf(space)));
    await start();
  });
  after(async () => {
    await gateway.stop();
    removeFolder(folder);
  });

  /** Sends until there is an answer about the event itself, as an outbox does. */
  const send = async ({ signed, salt }: LoggedEvent, documents?: object[]): Promise<number> =>
    await until(
      'an acknowledgement',
      async () => {
        const json = { signed, ...(salt && { salt }), ...(documents && { documents }) };
        const answer = await request(`${url}/api/events`, { method: 'POST', json }).catch(() => undefined);
        if (answer === undefined || answer.status >= 500) return undefined;
        expect(answer.status, answer.text).to.be.oneOf([200, 201]);
        return Number(answer.json['index']);
      },
      60_000,
    );

  const command = (by: Actor) => {
    const id = script.newId();
    const { opening, commitment } = script.seal('command', id, {});
    const body = { connector: space.connector.certificate, command: 'list-sources' } as const;
    const event = script.sign('command-issued', by, { subject: { id, commitment }, body }) as unknown as LoggedEvent;
    return { event, documents: [{ kind: 'command', opening }] };
  };

  const readEntries = async (size: number): Promise<string[]> => {
    const fetchSigned = createSignedFetch(space.connector.key);
    const key = toLogKey(readLogKeys(folder, LOG_NAME, () => new Uint8Array()));
    const checkpoint = await until('a checkpoint of everything', async () => {
      const found = verifyCheckpoint(await (await fetchSigned(`${url}/log/checkpoint/newest`)).text(), key);
      return found.size >= size && found;
    });
    const frontier = createFrontier();
    const entries: string[] = [];
    for (let index = 0; index * TILE_WIDTH < checkpoint.size; index++) {
      const width = Math.min(TILE_WIDTH, checkpoint.size - index * TILE_WIDTH);
      const bundle = await (await fetchSigned(`${url}/log/${toTilePath('entries', index, width)}`)).arrayBuffer();
      for (const entry of parseEntryBundle(new Uint8Array(bundle))) {
        frontier.append(leafHash(entry));
        entries.push(toHex(entry));
      }
    }
    expect(toHex(frontier.root())).to.equal(toHex(checkpoint.root));
    return entries;
  };

  const killGateway = async (): Promise<void> => {
    gateway.kill('SIGKILL');
    await gateway.ended;
    await start();
  };
  /** The embedded server's own process; the gateway starts it anew. */
  const killDatabase = (): Promise<void> => {
    const cluster = fs.readdirSync(path.join(folder, 'postgres')).find((name) => name.startsWith('postgres-')) ?? '';
    const pid = Number(fs.readFileSync(path.join(folder, 'postgres', cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    return Promise.resolve();
  };

  it('has every acknowledged event at its index, once, under a tree that only grew', async () => {
    for (const event of script.events) await send(event);
    const people = Array.from({ length: PEOPLE }, () => script.certify(space.roots.owner, ['data-owner']));
    for (const event of script.events.slice(-PEOPLE)) await send(event);
    const acknowledged = new Map<string, number>();
    let working = true;
    const work = people.map(async (person) => {
      while (working) {
        const { event, documents } = command(person);
        acknowledged.set(event.id, await send(event, documents));
        script.append(event);
      }
    });
    const random = seededRandom('kills');
    let before: string[] = [];
    for (let kill = 0; kill < 2 * KILLS; kill++) {
      const reached = acknowledged.size + 10 + (random(1)[0] ?? 0) / 8;
      await until('more work', () => acknowledged.size >= reached, 60_000);
      await (kill % 2 === 0 ? killGateway() : killDatabase());
      const entries = await until('the log', () => readEntries(before.length), 60_000);
      expect(entries.slice(0, before.length)).to.deep.equal(before);
      before = entries;
    }
    working = false;
    await Promise.all(work);
    const size = script.entries.length;
    expect([...acknowledged.values()].toSorted((a, b) => a - b)).to.deep.equal(
      Array.from({ length: acknowledged.size }, (_, i) => size - acknowledged.size + i),
    );
    const entries = await readEntries(size);
    expect(entries.length).to.equal(size);
    expect(entries.slice(0, before.length)).to.deep.equal(before);
    expect(new Set(entries).size).to.equal(size);
  }).timeout(300_000);
});
