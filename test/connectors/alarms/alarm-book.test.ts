import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { DataSource } from 'typeorm';
import { openAlarmBook, type AlarmStore } from '../../../connectors/alarms/alarm-book.ts';
import { createAlarmFolder } from '../../../connectors/alarms/folder.ts';
import { createAlarmTable } from '../../../connectors/alarms/table.ts';
import { ENTITIES, MIGRATIONS } from '../../../connectors/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';

describe('alarms', () => {
  let folder = '';
  let database: DataSource;
  beforeEach(async () => {
    folder = makeFolder('alarms');
    database = await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS });
  });
  afterEach(async () => {
    removeFolder(folder);
    await database.destroy();
  });
  const stores = (): AlarmStore[] => [createAlarmTable(database), createAlarmFolder(path.join(folder, 'alarms'))];
  const open = (report: (code: string) => void = () => undefined) =>
    openAlarmBook(
      stores(),
      () => 7,
      ({ code }) => report(code),
    );

  it('are kept once in the database and as a file each, with their evidence, and outlive a restart', async () => {
    const book = await open();
    await book.raise('receipt-wrong', { event: 'ab', index: 3 }, { kind: 'receipt-late' });
    await book.raise('receipt-wrong', { event: 'ab', index: 3 }, { kind: 'receipt-late' });
    const expected = [{ code: 'receipt-wrong', at: 7, details: { event: 'ab', index: 3 }, evidence: { kind: 'receipt-late' } }];
    for (const store of stores()) expect(await store.list()).to.deep.equal(expected);
    expect(fs.readdirSync(path.join(folder, 'alarms'))).to.have.length(1);
    expect((await open()).list()).to.deep.equal(expected);
  });

  it('say so each time something new is found, and never fill the disk', async () => {
    const said: string[] = [];
    const book = await open((code) => said.push(code));
    for (let size = 0; size < 60; size++) await book.raise('log-rolled-back', { size });
    expect(said).to.have.length(60);
    expect(fs.readdirSync(path.join(folder, 'alarms'))).to.have.length(50);
  });

  it('stop the process after a fork or a lost chain, until their record is moved away, and after nothing else', async () => {
    const book = await open();
    for (const code of ['log-rolled-back', 'receipt-wrong', 'event-dropped', 'witness-behind'] as const) await book.raise(code, {});
    expect(book.stopped()).to.equal(undefined);
    for (const code of ['log-forked', 'chain-behind'] as const) {
      const stopping = await open();
      await stopping.raise(code, {});
      expect(stopping.stopped()?.code).to.equal(code);
      expect((await open()).stopped()?.code).to.equal(code);
      await database.query('delete from alarm');
      fs.rmSync(path.join(folder, 'alarms'), { recursive: true });
      expect((await open()).stopped()).to.equal(undefined);
    }
  });
});
