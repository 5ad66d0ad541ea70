import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startProcess, type RunningProcess } from '../../demo/process.ts';
import { createParts } from '../../gateway/parts.ts';
import type { TestMember } from '../support/member.ts';
import { startProxy, type Meddle, type Passing } from '../support/proxy.ts';
import { seededRandom } from '../support/random.ts';
import type { LoggedEvent } from '../support/scripted-space.ts';
import { createSpace, type Space } from '../support/space.ts';
import { until } from '../support/until.ts';

const KILLS = 20;
const TITLE = { zh: '条款', en: 'Clauses' };
const ENTRY = { city: 'connectors/main.ts', south: 'connectors/witness-main.ts' } as const;

/** The owner's connector and one of the witnesses, processes of their own behind a proxy; the others run inside the test. */
describe('a member’s process, killed outright', () => {
  let space: Space;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  const honest: Meddle = (_, forward) => forward();
  let meddle: Meddle = honest;
  const children = new Map<string, RunningProcess>();

  const spawn = async (label: keyof typeof ENTRY): Promise<void> => {
    const { folder } = space[label];
    const child = startProcess({
      name: label,
      entry: ENTRY[label],
      env: { DATA_DIR: folder, GATEWAY_URL: proxy.url },
      ready: /^online/,
      logFile: path.join(folder, 'process.log'),
    });
    children.set(label, child);
    await child.ready;
  };
  const ended = (label: keyof typeof ENTRY): Promise<void> => children.get(label)?.ended ?? expect.fail('not started');
  const kill = async (label: keyof typeof ENTRY): Promise<void> => {
    children.get(label)?.kill('SIGKILL');
    await ended(label);
  };
  /** SIGKILL when the request comes in, before or after it reaches the gateway; its answer never comes back. */
  const killAt = (label: keyof typeof ENTRY, when: 'before' | 'after', isIt: (passing: Passing) => boolean): void => {
    meddle = async (passing, forward) => {
      if (!isIt(passing)) return await forward();
      meddle = honest;
      if (when === 'after') await forward();
      children.get(label)?.kill('SIGKILL');
      return undefined;
    };
  };

  before(async () => {
    space = await createSpace({ createParts });
    proxy = await startProxy(space.gateway.url, (passing, forward) => meddle(passing, forward));
    const { city, south } = space;
    await space.startAll(
      new Map<TestMember, () => Promise<unknown>>([
        [city, () => spawn('city')],
        [south, () => spawn('south')],
      ]),
    );
    fs.writeFileSync(path.join(city.folder, 'source/clauses.tsv'), `id\ttext\n${'1\t甲\n'.repeat(300)}`);
  });
  after(async () => {
    for (const child of children.values()) if (child.isAlive()) await child.stop();
    await proxy.close();
    await space.close();
  });

  const grow = async (): Promise<void> => {
    space.script.certify(space.roots.firm, ['labeler']);
    await space.submit(space.script.events.at(-1));
  };
  /** Sizes that the witness has cosigned, by the gateway's rows. */
  const cosigned = async (): Promise<readonly number[]> => {
    const rows = await space.gateway.database.query<{ size: string }[]>('select size from cosignature where line like $1 order by size', [
      '%/witness/south %',
    ]);
    return rows.map(({ size }) => Number(size));
  };
  const kept = (): number =>
    (JSON.parse(fs.readFileSync(path.join(space.south.folder, 'witness.json'), 'utf8')) as { readonly size: number }).size;
  const isCosignature = ({ path: at, body }: Passing): boolean => at === '/log/cosignatures' && body.includes('/witness/south ');

  for (const when of ['before', 'after'] as const)
    it(`a witness ${when === 'before' ? 'between keeping and posting' : 'between posting and the answer'} goes on from what it kept`, async () => {
      killAt('south', when, isCosignature);
      await grow();
      await ended('south');
      const size = kept();
      expect((await cosigned()).includes(size)).to.equal(when === 'after');
      await spawn('south');
      await until('its line', async () => (await cosigned()).some((other) => other >= size));
      expect(await space.south.alarms()).to.deep.equal([]);
    });

  it(`a witness, ${KILLS} times at any moment, leaves a whole state, never behind one of its lines`, async () => {
    const random = seededRandom('witness');
    for (let round = 0; round < KILLS; round++) {
      await grow();
      await wait(((random(1)[0] ?? 0) / 256) * 1200);
      await kill('south');
      expect(kept()).to.be.at.least(Math.max(...(await cosigned())));
      await spawn('south');
    }
    expect(await space.south.alarms()).to.deep.equal([]);
  });

  const register = async (): Promise<{ readonly dataset: string; readonly asked: LoggedEvent }> => {
    const dataset = space.script.newId();
    const given = { source: 'clauses.tsv', dataset, title: TITLE, withhold: [] };
    return { dataset, asked: await space.command(space.gateway.space.keeper, 'register-dataset', given) };
  };
  const eventsOf = async (dataset: string): Promise<readonly string[]> => {
    const rows = await space.gateway.database.query<{ id: string }[]>('select id from event where subject = $1', [dataset]);
    return rows.map(({ id }) => id);
  };
  const expectRegisteredOnce = async ({ dataset, asked }: Awaited<ReturnType<typeof register>>): Promise<void> => {
    const answer = await space.answerTo(asked, space.gateway.space.keeper);
    const [event, ...others] = await eventsOf(dataset);
    expect(others).to.deep.equal([]);
    expect(answer).to.deep.nested.include({ ok: true, 'value.event': event });
  };

  for (const when of ['before', 'after'] as const)
    it(`a connector ${when === 'before' ? 'between signing and sending' : 'between sending and its receipt'} registers once`, async () => {
      killAt('city', when, ({ path: at }) => at === '/api/events');
      const registering = await register();
      await ended('city');
      expect(await eventsOf(registering.dataset)).to.have.length(when === 'after' ? 1 : 0);
      await spawn('city');
      await expectRegisteredOnce(registering);
    });

  it('a connector between keeping its answer and handing it over gives the same answer', async () => {
    const { keeper } = space.gateway.space;
    const handed: string[] = [];
    const isAnswer = ({ path: at, body }: Passing): boolean => at.endsWith('/answer') && handed.push(body.toString()) === 1;
    killAt('city', 'before', isAnswer);
    const asked = await space.command(keeper, 'list-sources', {});
    await ended('city');
    meddle = async (passing, forward) => {
      if (passing.path.endsWith('/answer')) handed.push(passing.body.toString());
      return await forward();
    };
    await spawn('city');
    expect((await space.answerTo(asked, keeper)).ok).to.equal(true);
    meddle = honest;
    expect([handed.length, new Set(handed).size]).to.deep.equal([2, 1]);
  });

  /** Outright; a stale number may belong to anybody by now, so the process has to be the server of this very folder. */
  const killServer = async (): Promise<void> => {
    const { folder } = space.city;
    const pid = await until('the connector’s PostgreSQL', () => {
      const [file = ''] = fs.globSync('postgres/**/postmaster.pid', { cwd: folder });
      const written = Number.parseInt(fs.readFileSync(path.join(folder, file), 'utf8'), 10);
      return fs.readFileSync(`/proc/${written}/cmdline`, 'utf8').includes(folder) && written;
    });
    process.kill(pid, 'SIGKILL');
  };

  it(`a connector ${KILLS} times, and its PostgreSQL ${KILLS} times, at seeded moments: every command is carried out and answered once`, async () => {
    const random = seededRandom('connector');
    const registering: Awaited<ReturnType<typeof register>>[] = [];
    for (let round = 0; round < 2 * KILLS; round++) {
      registering.push(await register());
      await wait(((random(1)[0] ?? 0) / 256) * 1200);
      if (round % 2 === 0) await killServer();
      else {
        await kill('city');
        await spawn('city');
      }
    }
    for (const one of registering) await expectRegisteredOnce(one);
  });

  it('a connector leaves its chain whole, on the log as it was signed', async () => {
    const { certificates } = space.gateway.foundation.directory.state();
    const key = [...certificates.values()].find(({ id }) => id === space.city.file.connector.certificate)?.key;
    const rows = await space.gateway.database.query<{ seq: string; id: string; prev: string }[]>(
      `select seq, id, signed::json #>> '{event,prev}' as prev from event where key = $1 order by seq`,
      [key],
    );
    expect(rows).to.have.length(2 + 2 * KILLS);
    expect(rows.map(({ seq }) => Number(seq))).to.deep.equal(rows.map((_, at) => at));
    expect(rows.slice(1).map(({ prev }) => prev)).to.deep.equal(rows.slice(0, -1).map(({ id }) => id));
    expect(await space.city.alarms()).to.deep.equal([]);
  });
});
