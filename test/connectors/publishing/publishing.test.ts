import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseHex } from '../../../common/encodings.ts';
import { createDatasetStore } from '../../../connectors/publishing/store.ts';
import { datasetRoot, fieldCommitments, rowLeaves } from '../../../connectors/publishing/commitments.ts';
import { expectCode } from '../../support/expect-code.ts';
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
    const rows = await store.rows(lot.dataset);
    expect(rows.map(({ cells }) => cells)).to.deep.equal([
      ['1', '市数据局牵头', '甲'],
      ['2', '教育局配合', '乙'],
      ['3', '', '丙'],
      ['4', '到2027年完成', '丁'],
    ]);
    const salts = rows.flatMap(({ salts: all }) => all.map((salt) => Buffer.from(salt).toString('hex')));
    expect([new Set(salts).size, salts.every((salt) => salt.length === 64)]).to.deep.equal([12, true]);
    const body = registered()?.signed.event.body;
    expect(body).to.deep.equal({ rows: 4, columns: 3, withheld: 1, root: datasetRoot(rowLeaves(lot.dataset, rows)) });
    expect(await store.leaves(lot.dataset)).to.deep.equal(rowLeaves(lot.dataset, rows));
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
    expect((await lot.own.publishing.profile('条款 (2025).tsv')).rows).to.equal(1);
  });

  it('refuses columns that are not there, tables without rows, and unknown sources', async () => {
    await expectCode(() => register({ withhold: ['gone'] }), 'column-unknown');
    fs.writeFileSync(path.join(lot.folder, 'source/empty.csv'), 'a,b\n');
    await expectCode(() => register({ source: 'empty.csv' }), 'table-empty');
    await expectCode(() => register({ source: '../clauses.tsv' }), 'source-unknown');
    expect(await lot.log.database.query('select id from dataset')).to.deep.equal([]);
  });
});
