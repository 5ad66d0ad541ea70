import { expect } from 'chai';
import * as path from 'node:path';
import type { DataSource } from 'typeorm';
import { ENTITIES, MIGRATIONS } from '../../../connectors/database.ts';
import { createStateFile } from '../../../connectors/witness/state-file.ts';
import { createStateTable } from '../../../connectors/witness/state-table.ts';
import type { WitnessStore } from '../../../connectors/witness/witness.ts';
import { openTestDatabase } from '../../support/database.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';

describe('the state of a witness', () => {
  let folder = '';
  let database: DataSource;
  before(async () => {
    folder = makeFolder('state');
    database = await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS });
  });
  after(async () => {
    removeFolder(folder);
    await database.destroy();
  });

  const stores: Record<string, () => WitnessStore> = {
    file: () => createStateFile(path.join(folder, 'state.json')),
    table: () => createStateTable(database),
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
});
