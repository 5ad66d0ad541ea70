import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startProcess, type RunningProcess } from '../../demo/process.ts';
import { believePersons } from '../support/gateway.ts';
import type { Meddle } from '../support/proxy.ts';
import { startProxy } from '../support/proxy.ts';
import { createSpace, type Space } from '../support/space.ts';
import type { TestMember } from '../support/member.ts';
import { until } from '../support/until.ts';

const TITLE = { zh: '条款', en: 'Clauses' };

describe('killed outright', function () {
  this.timeout(120_000);
  let space: Space;
  let child: RunningProcess | undefined;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let meddle: Meddle = (_, forward) => forward();

  const spawn = (member: TestMember, entry: string): RunningProcess => {
    child = startProcess({
      name: member.label,
      entry,
      env: { DATA_DIR: member.folder, GATEWAY_URL: proxy.url },
      ready: /^online/,
      logFile: path.join(member.folder, 'process.log'),
    });
    return child;
  };
  const kill = async (): Promise<void> => {
    child?.kill('SIGKILL');
    await child?.ended;
  };
  /** SIGKILL when the request comes in, before or after it reaches the gateway; its answer never comes back. */
  const killAt =
    (method: string, place: string, when: 'before' | 'after'): Meddle =>
    async (passing, forward) => {
      if (passing.method !== method || passing.path !== place) return await forward();
      if (when === 'after') await forward();
      meddle = (_, next) => next();
      child?.kill('SIGKILL');
      return undefined;
    };

  before(async () => {
    space = await createSpace({
      createParts: async (foundation) => ({
        ...(await believePersons(foundation)),
        resources: [
          {
            routes: [],
            acceptances: [
              {
                type: 'dataset-registered',
                documents: ({ subject }) => [{ kind: 'profile', id: subject.id, commitment: subject.commitment ?? '' }],
              },
            ],
          },
        ],
      }),
    });
    proxy = await startProxy(space.gateway.url, (passing, forward) => meddle(passing, forward));
    await space.startAll();
    // From here on these two run as processes of their own.
    await space.south.stop();
    await space.city.stop();
  });
  after(async () => {
    if (child?.isAlive() === true) await child.stop();
    await proxy.close();
    await space.close();
  });

  const grow = async (): Promise<void> => {
    space.script.certify(space.roots.firm, ['labeler']);
    await space.submit(space.script.events.at(-1));
  };
  /** Lines of the witness in the gateway's rows, by size. */
  const linesOf = async (label: string): Promise<readonly number[]> => {
    const rows = await space.gateway.database.query<{ size: string }[]>(`select size from cosignature where line like $1 order by size`, [
      `%/witness/${label} %`,
    ]);
    return rows.map(({ size }) => Number(size));
  };
  const stateOf = (member: TestMember): { readonly size: number } =>
    JSON.parse(fs.readFileSync(path.join(member.folder, 'witness.json'), 'utf8')) as { readonly size: number };

  it('a witness between keeping and posting cosigns the same tree again, or a larger one', async () => {
    const { south } = space;
    for (const when of ['before', 'after'] as const) {
      meddle = killAt('POST', '/log/cosignatures', when);
      const running = spawn(south, 'connectors/witness-main.ts');
      await grow();
      await running.ended;
      const kept = stateOf(south).size;
      expect((await linesOf('south')).includes(kept)).to.equal(when === 'after');
      await spawn(south, 'connectors/witness-main.ts').ready;
      await until('its line', async () => (await linesOf('south')).some((size) => size >= kept));
      await kill();
    }
    expect(await south.alarms()).to.deep.equal([]);
  });

  it('a witness at any moment leaves a whole state, not behind any of its lines', async () => {
    const { south } = space;
    for (let round = 0; round < 3; round++) {
      const running = spawn(south, 'connectors/witness-main.ts');
      await running.ready;
      const before = await linesOf('south');
      await grow();
      if (round % 2 === 0) await until('a newer line', async () => (await linesOf('south')).length > before.length);
      await kill();
      expect(stateOf(south).size).to.be.at.least(Math.max(...(await linesOf('south'))));
    }
    expect(await south.alarms()).to.deep.equal([]);
    space.south.start();
    await space.south.online();
  });

  const eventsOf = async (dataset: string): Promise<readonly { readonly id: string; readonly seq: number }[]> => {
    const rows = await space.gateway.database.query<{ id: string; seq: string }[]>('select id, seq from event where subject = $1', [
      dataset,
    ]);
    return rows.map(({ id, seq }) => ({ id, seq: Number(seq) }));
  };

  for (const [what, method, place, when] of [
    ['between signing and sending', 'POST', '/api/events', 'before'],
    ['between sending and its receipt', 'POST', '/api/events', 'after'],
  ] as const)
    it(`a connector ${what} registers once, and answers`, async () => {
      const { city } = space;
      const { keeper } = space.gateway.space;
      fs.writeFileSync(path.join(city.folder, 'source/clauses.tsv'), `id\ttext\n${'1\t甲\n'.repeat(300)}`);
      meddle = killAt(method, place, when);
      const running = spawn(city, 'connectors/main.ts');
      await running.ready;
      const dataset = space.script.newId();
      const asked = await space.command(keeper, 'register-dataset', { source: 'clauses.tsv', dataset, title: TITLE, withhold: [] });
      await running.ended;
      expect(await eventsOf(dataset)).to.have.length(when === 'after' ? 1 : 0);
      await spawn(city, 'connectors/main.ts').ready;
      const answer = await space.answerTo(asked, keeper);
      const [event, ...others] = await eventsOf(dataset);
      expect(answer).to.deep.nested.include({ ok: true, 'value.event': event?.id });
      expect(others).to.deep.equal([]);
      await kill();
    });

  it('a connector between its answer and the gateway’s word gives the same answer again', async () => {
    const { city } = space;
    const { keeper } = space.gateway.space;
    const running = spawn(city, 'connectors/main.ts');
    await running.ready;
    const seen: string[] = [];
    meddle = async (passing, forward) => {
      if (!passing.path.endsWith('/answer')) return await forward();
      seen.push(passing.body.toString());
      if (seen.length > 1) return await forward();
      child?.kill('SIGKILL');
      return undefined;
    };
    const asked = await space.command(keeper, 'list-sources', {});
    await running.ended;
    await spawn(city, 'connectors/main.ts').ready;
    expect((await space.answerTo(asked, keeper)).ok).to.equal(true);
    expect([seen.length, new Set(seen).size]).to.deep.equal([2, 1]);
    meddle = (_, forward) => forward();
  });

  it('a connector leaves its chain whole', async () => {
    const key = [...space.gateway.foundation.directory.state().certificates.values()].find(
      ({ id }) => id === space.city.file.connector.certificate,
    )?.key;
    const rows = await space.gateway.database.query<{ seq: string; id: string; prev: string }[]>(
      `select seq, id, signed::json #>> '{event,prev}' as prev from event where key = $1 order by seq`,
      [key],
    );
    expect(rows.map(({ seq }) => Number(seq))).to.deep.equal([0, 1]);
    expect(rows[1]?.prev).to.equal(rows[0]?.id);
    expect(await space.city.alarms()).to.deep.equal([]);
  });
});
