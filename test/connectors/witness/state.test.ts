import { expect } from 'chai';
import * as path from 'node:path';
import type { DataSource } from 'typeorm';
import { ENTITIES, MIGRATIONS } from '../../../connectors/database.ts';
import { createStateFile } from '../../../connectors/witness/state-file.ts';
import { createStateTable } from '../../../connectors/witness/state-table.ts';
import { keepTwice } from '../../../connectors/witness/two-records.ts';
import type { WitnessStore } from '../../../connectors/witness/witness.ts';
import { openTestDatabase } from '../../support/database.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';

describe('the state of a witness', () => {
  let folder = '';
  let database: DataSource;
  let other: DataSource;
  before(async () => {
    folder = makeFolder('state');
    database = await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS });
    other = await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS });
  });
  after(async () => {
    removeFolder(folder);
    await database.destroy();
    await other.destroy();
  });

  const stores: Record<string, () => WitnessStore> = {
    file: () => createStateFile(path.join(folder, 'state.json')),
    table: () => createStateTable(database),
    'table and file': () => keepTwice(createStateTable(other), createStateFile(path.join(folder, 'second.json'))),
  };
  for (const [kind, open] of Object.entries(stores))
    it(`is none, then the newest one written, for whoever opens it (${kind})`, async () => {
      expect(await open().read()).to.equal(undefined);
      for (const size of [0, 3, 300]) {
        const state = { size, root: 'ab'.repeat(32), note: `note ${size}\n` };
        await open().write(state);
        expect(await open().read()).to.deep.equal(state);
      }
    });

  it('kept twice, tells when the first record was lost or put back, and not after a crash in between', async () => {
    const [first, second] = [createStateTable(other), createStateFile(path.join(folder, 'second.json'))];
    const both = keepTwice(first, second);
    const ahead = async (): Promise<boolean> => ((await both.remembered?.()) ?? -1) > ((await both.read())?.size ?? -1);
    await first.write({ size: 400, root: 'ab'.repeat(32), note: 'note 400\n' });
    expect(await ahead()).to.equal(false);
    await both.write({ size: 500, root: 'ab'.repeat(32), note: 'note 500\n' });
    expect(await ahead()).to.equal(false);
    await other.query('update witness_state set size = 300');
    expect(await ahead()).to.equal(true);
    await other.query('delete from witness_state');
    expect(await ahead()).to.equal(true);
  });
});
