import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseHex, toHex } from '../../../common/encodings.ts';
import { createDatasetStore } from '../../../connectors/publishing/store.ts';
import { fieldCommitments, rowLeaf } from '../../../connectors/publishing/commitments.ts';
import { commitJson } from '../../../provenance/event/commitment.ts';
import { treeRoot } from '../../../provenance/log/merkle.ts';
import { detailsOf, expectCode } from '../../support/expect-code.ts';
import type { ReadingProgress } from '../../../connectors/publishing/progress.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';

const TITLE = { zh: '条款', en: 'Clauses' };

describe('registering a table', () => {
  let lot: OwnLot;
  beforeEach(async () => {
    lot = await startOwnLot();
  });
  afterEach(() => lot.close());
  const register = (more: object = {}, command = 'c1') =>
    lot.log.during(
      lot.own.publishing.register(
        { source: 'clauses.tsv', dataset: lot.dataset, title: TITLE, withhold: ['secret'], ...more },
        command,
        AbortSignal.timeout(10_000),
      ),
    );
  const registered = () => lot.log.own.ledger.state().datasets.get(lot.dataset)?.registered;

  it('commits to every field under a salt of its own, and keeps what opens them', async () => {
    await register();
    const store = createDatasetStore(lot.log.database.manager);
    const stored = await store.slice(lot.dataset, 0, 10);
    const rows = stored.map(({ row }) => row);
    const leaves = rows.map((row) => rowLeaf(lot.dataset, row));
    expect(rows.map(({ cells }) => cells)).to.deep.equal([
      ['1', '市数据局牵头', '甲'],
      ['2', '教育局配合', '乙'],
      ['3', '', '丙'],
      ['4', '到2027年完成', '丁'],
    ]);
    const salts = rows.flatMap(({ salts: all }) => all.map((salt) => Buffer.from(salt).toString('hex')));
    expect([new Set(salts).size, salts.every((salt) => salt.length === 64)]).to.deep.equal([12, true]);
    const body = registered()?.signed.event.body;
    expect(body).to.deep.equal({ rows: 4, columns: 3, withheld: 1, root: toHex(treeRoot(leaves)) });
    expect(stored.map(({ leaf }) => leaf)).to.deep.equal(leaves);
    expect(fieldCommitments(lot.dataset, rows[0]!)).to.have.length(3);
    expect(parseHex(body?.root ?? '')).to.have.length(32);
  });

  it('hands over a profile that the event commits to, without any cell', async () => {
    await register();
    const [document] = await lot.log.gateway.store.openings([registered()?.id ?? ''], 'profile').then((openings) => [...openings.values()]);
    expect(document?.value.columns.map(({ name, withheld }) => [name, withheld])).to.deep.equal([
      ['id', false],
      ['text', false],
      ['secret', true],
    ]);
    expect(JSON.stringify(document)).to.not.match(/甲|牵头/);
  });

  it('commits to what was found in each column: another count does not open the event’s commitment', async () => {
    const file = path.join(lot.folder, 'source/callers.tsv');
    fs.writeFileSync(file, 'caller\ttext\n王秀珍\t手机13800138000\n李国栋\t路灯不亮\n');
    await register({ source: 'callers.tsv', withhold: [] });
    const event = registered();
    const [opening = expect.fail('no profile')] = (await lot.log.gateway.store.openings([event?.id ?? ''], 'profile')).values();
    expect(opening.value.columns.map(({ found }) => found)).to.deep.equal([{ name: 2 }, { mobile: 1 }]);
    const commitment = event?.signed.event.subject.commitment;
    expect(commitJson(opening, 'profile', lot.dataset)).to.equal(commitment);
    const [callers, ...rest] = opening.value.columns;
    const forged = { ...opening, value: { ...opening.value, columns: [{ ...callers, found: {} }, ...rest] } };
    expect(commitJson(forged, 'profile', lot.dataset)).not.to.equal(commitment);
  });

  it('goes on where the same command was, after a crash at any point', async () => {
    const before = await register();
    await lot.reopen();
    const after = await register();
    expect(after).to.deep.equal(before);
    expect(await lot.log.database.query('select seq from chain_event')).to.have.length(1);
  });

  it('refuses the same dataset by another command', async () => {
    await register();
    await expectCode(() => register({}, 'c2'), 'dataset-taken');
  });

  it('takes the dataset again when its registration was refused', async () => {
    lot.log.through({ submit: () => Promise.resolve({ refusal: { code: 'document-unexpected', details: {} } }) });
    await expectCode(() => register(), 'document-unexpected');
    lot.log.through(lot.log.honest);
    await register({}, 'c2');
    expect(registered()?.signed.event.seq).to.equal(2);
  });

  it('lists tables under names of any script, and none whose name could not be asked for', async () => {
    for (const name of ['条款 (2025).tsv', '-odd.csv', `${'x'.repeat(130)}.csv`])
      fs.writeFileSync(path.join(lot.folder, 'source', name), 'a\n1\n');
    expect((await lot.own.publishing.list()).map(({ source }) => source)).to.deep.equal(['clauses.tsv', '条款 (2025).tsv']);
    expect((await lot.own.publishing.profile({ source: '条款 (2025).tsv' }, lot.signal)).rows).to.equal(1);
  });

  it('refuses columns that are not there, tables without rows, and unknown sources', async () => {
    await expectCode(() => register({ withhold: ['gone'] }), 'column-unknown');
    fs.writeFileSync(path.join(lot.folder, 'source/empty.csv'), 'a,b\n');
    await expectCode(() => register({ source: 'empty.csv', withhold: [] }), 'table-empty');
    await expectCode(() => register({ source: '../clauses.tsv' }), 'source-unknown');
    expect(await lot.log.database.query('select id from dataset')).to.deep.equal([]);
  });

  const lay = (text: string | Uint8Array, name = 'orders.csv'): string => {
    fs.writeFileSync(path.join(lot.folder, 'source', name), text);
    return name;
  };
  const countKept = async (): Promise<number> =>
    Number((await lot.log.database.query<{ count: string }[]>('select count(*) from dataset_row'))[0]?.count);

  it('reports rows that do not fit the heading, refuses the table, and keeps nothing of it', async () => {
    const source = lay(`a,b\n${'1,2\n'.repeat(1200)}1\n1,2,3\n`);
    const ragged = {
      count: 2,
      first: [
        { line: 1202, cells: 1 },
        { line: 1203, cells: 3 },
      ],
    };
    const profile = await lot.own.publishing.profile({ source }, lot.signal);
    expect([profile.rows, profile.ragged]).to.deep.equal([1200, ragged]);
    const details = await detailsOf(() => register({ source, withhold: [] }), 'table-ragged');
    expect(details).to.deep.equal({ expected: 2, ragged: ragged.count, first: ragged.first });
    expect([await countKept(), registered()]).to.deep.equal([0, undefined]);
  });

  it('leaves such rows out when it is told to, and says in the committed profile how many', async () => {
    const source = lay('a,b\n1,2\n1\n3,4\n');
    await register({ source, withhold: [], ragged: 'leave-out' });
    expect(registered()?.signed.event.body).to.deep.include({ rows: 2 });
    const [document] = await lot.log.gateway.store.openings([registered()?.id ?? ''], 'profile').then((openings) => [...openings.values()]);
    expect(document?.value.ragged).to.deep.equal({ count: 1 });
  });

  it('reads another encoding when it is told to, and nothing when that is not the file’s', async () => {
    const source = lay(Uint8Array.of(0x61, 0x0a, 0xd6, 0xd0, 0x0a));
    expect(await detailsOf(() => register({ source, withhold: [] }), 'table-encoding-unfit')).to.deep.include({ line: 2, byte: 2 });
    await register({ source, withhold: [], encoding: 'gb18030' });
    expect((await createDatasetStore(lot.log.database.manager).rows(lot.dataset, [0]))[0]?.cells).to.deep.equal(['中']);
  });

  it('commits to the canonical text of a JSON value', async () => {
    const source = lay('{"id":"007","v":{"b":1,"a":[1.0]}}\n', 'orders.jsonl');
    await register({ source, withhold: [] });
    const [row] = await createDatasetStore(lot.log.database.manager).rows(lot.dataset, [0]);
    expect(row?.cells).to.deep.equal(['"007"', '{"a":[1],"b":1}']);
    const [document] = await lot.log.gateway.store.openings([registered()?.id ?? ''], 'profile').then((openings) => [...openings.values()]);
    expect(document?.value.form).to.equal('json');
  });

  it('says while it reads how far it is', async () => {
    const source = lay(`a\n${'x\n'.repeat(3000)}`);
    const before = await lot.own.publishing.list();
    expect(before.some(({ reading }) => reading !== undefined)).to.equal(false);
    const seen: ReadingProgress[] = [];
    lot.hooks.row = async (row) => {
      const { reading } = (await lot.own.publishing.list()).find(({ source: name }) => name === source) ?? {};
      if (row % 1000 === 999 && reading !== undefined) seen.push(reading);
    };
    await register({ source, withhold: [] });
    expect(seen.map(({ rows }) => rows)).to.deep.equal([500, 1500, 2500]);
    expect(seen.every(({ share, bytes }) => bytes > 0 && share > 0 && share <= 1)).to.equal(true);
    expect((await lot.own.publishing.list()).some(({ reading: now }) => now !== undefined)).to.equal(false);
  });
});

/** A table of several batches, and a database that dies behind the n-th. */
describe('registering a large table, interrupted', () => {
  const ROWS = 2300;
  const textOf = (row: number): string => `第${row}行\r\n${'长'.repeat(100)}`;
  let lot: OwnLot;
  let source: string;
  beforeEach(async () => {
    lot = await startOwnLot();
    source = path.join(lot.folder, 'source/orders.csv');
    fs.writeFileSync(source, `id,text\n${Array.from({ length: ROWS }, (_, i) => `${i},"${textOf(i)}"\n`).join('')}`);
  });
  afterEach(() => lot.close());
  const register = (signal = AbortSignal.timeout(20_000), command = 'c1') =>
    lot.log.during(
      lot.own.publishing.register({ source: 'orders.csv', dataset: lot.dataset, title: TITLE, withhold: [] }, command, signal),
    );
  const registered = () => lot.log.own.ledger.state().datasets.get(lot.dataset)?.registered;
  const store = () => createDatasetStore(lot.log.database.manager);
  const kept = () => store().slice(lot.dataset, 0, 2 * ROWS);

  /** Ends the work when it asks for this row, and forgets all that is not in the database. */
  const interruptAt = async (at: number): Promise<void> => {
    const stop = new AbortController();
    lot.hooks.row = (row) => {
      if (row === at) stop.abort(new Error('killed'));
    };
    expect(await register(stop.signal).catch((error: unknown) => error)).to.be.instanceOf(Error);
    lot.hooks.row = () => undefined;
    await lot.reopen();
  };

  it('goes on with the rows that it kept, commits to none of them twice, and signs the root over all', async () => {
    await interruptAt(700);
    const before = await kept();
    expect(before).to.have.length(500);
    expect(await store().find(lot.dataset)).to.equal(undefined);
    await interruptAt(300);
    expect(await kept()).to.deep.equal(before);
    await interruptAt(2299);
    expect(await kept()).to.have.length(2000);
    await register();
    const after = await kept();
    expect(after.slice(0, before.length)).to.deep.equal(before);
    expect(after.map(({ row }) => row.cells)).to.deep.equal(Array.from({ length: ROWS }, (_, i) => [`${i}`, textOf(i)]));
    const leaves = after.map(({ row }) => rowLeaf(lot.dataset, row));
    expect(registered()?.signed.event.body).to.deep.equal({ rows: ROWS, columns: 2, withheld: 0, root: toHex(treeRoot(leaves)) });
    expect(await lot.log.database.query('select seq from chain_event')).to.have.length(1);
  });

  const changes: readonly (readonly [string, (text: string) => string])[] = [
    ['a changed cell', (text) => text.replace('第3行', '第x行')],
    ['a row less at the beginning', (text) => text.replace(/^0,[^]*?"\n/m, '')],
    ['fewer rows than are kept', (text) => text.slice(0, text.indexOf('\n100,') + 1)],
    ['another column', (text) => text.replace('id,text', 'id,texts')],
  ];
  for (const [what, change] of changes)
    it(`refuses ${what} in the file since then, and keeps nothing`, async () => {
      await interruptAt(700);
      fs.writeFileSync(source, change(fs.readFileSync(source, 'utf8')));
      await expectCode(() => register(), 'source-changed');
      expect([await kept(), await lot.log.database.query('select id from dataset')]).to.deep.equal([[], []]);
      await register(undefined, 'c2');
      expect(registered()?.signed.event.body.rows).to.equal((await kept()).length);
    });

  it('takes rows that are appended since then', async () => {
    await interruptAt(700);
    fs.appendFileSync(source, 'last,row\n');
    await register();
    expect(registered()?.signed.event.body.rows).to.equal(ROWS + 1);
  });

  it('starts anew by another command, without a row of the first one', async () => {
    await interruptAt(700);
    const before = await kept();
    await register(undefined, 'c2');
    const after = await kept();
    expect(after).to.have.length(ROWS);
    expect(after[0]?.row.salts[0]).to.not.deep.equal(before[0]?.row.salts[0]);
    await expectCode(() => register(), 'dataset-taken');
  });

  it('refuses a file that changes while it is read, and keeps nothing', async () => {
    lot.hooks.row = (row) => {
      if (row === 600) fs.appendFileSync(source, 'late,row\n');
    };
    await expectCode(() => register(), 'source-changed');
    expect(await kept()).to.deep.equal([]);
  });

  it('registers one table after the other, the same one once, however often it is asked at a time', async () => {
    const [first, second, third] = await Promise.allSettled([register(), register(), register(undefined, 'c2')]);
    expect([first.status, second.status, third.status]).to.deep.equal(['fulfilled', 'fulfilled', 'rejected']);
    expect(await kept()).to.have.length(ROWS);
  });

  it('opens a lot from a large table without reading it to its end', async () => {
    await register();
    const graded = await lot.grade('g1');
    const project = await lot.openProject(graded);
    await lot.signRoster(project);
    await expectCode(() => lot.open(project, lot.dataset), 'lot-too-large');
  });
});
