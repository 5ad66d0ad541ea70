import { expect } from 'chai';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createFolderSources } from '../../../connectors/sources/folder.ts';
import { expectCode } from '../../support/expect-code.ts';

describe('a folder of sources', () => {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-sources-'));
  const folder = path.join(base, 'source');
  const sources = createFolderSources(folder);
  before(() => {
    fs.mkdirSync(path.join(folder, 'inner.csv'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'b.tsv'), 'a\tb\n1\t2\n');
    fs.writeFileSync(path.join(folder, 'A.CSV'), 'a,b\n');
    fs.writeFileSync(path.join(folder, 'notes.txt'), 'no table');
    fs.writeFileSync(path.join(base, 'secret.csv'), 'key\nvalue\n');
    fs.symlinkSync(path.join(base, 'secret.csv'), path.join(folder, 'link.csv'));
  });
  after(() => fs.rmSync(base, { recursive: true, force: true }));

  it('lists its tables, and neither folders nor links nor other files', async () => {
    expect(await sources.list()).to.deep.equal([
      { name: 'A.CSV', format: 'csv', bytes: 4 },
      { name: 'b.tsv', format: 'tsv', bytes: 8 },
    ]);
  });

  it('reads a table by its name', async () => {
    expect((await sources.read('b.tsv')).rows).to.deep.equal([['1', '2']]);
  });

  for (const name of ['../secret.csv', 'link.csv', 'inner.csv', 'notes.txt', '', 'gone.csv'])
    it(`refuses ${JSON.stringify(name)}`, () => expectCode(() => sources.read(name), 'source-unknown'));

  it('is empty where the member has laid down nothing', async () => {
    expect(await createFolderSources(path.join(base, 'none')).list()).to.deep.equal([]);
  });
});
