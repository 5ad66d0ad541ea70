import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createFolderSources, type Sources } from '../../../connectors/sources/folder.ts';
import { DEFAULT_LIMITS } from '../../../connectors/sources/limits.ts';
import { detailsOf, expectCode } from '../../support/expect-code.ts';

const rowsOf = (sources: Sources, name: string): Promise<readonly (readonly string[])[]> =>
  sources.read(name, undefined, async ({ rows }) => {
    const all: (readonly string[])[] = [];
    for await (const row of rows) all.push(row);
    return all;
  });

const countOpen = (): number => fs.readdirSync('/proc/self/fd').length;

describe('a folder of sources', () => {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-sources-'));
  const folder = path.join(base, 'source');
  const sources = createFolderSources(folder);
  const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text);
  before(() => {
    fs.mkdirSync(path.join(folder, 'inner.csv'), { recursive: true });
    write('b.tsv', 'a\tb\n1\t2\n');
    write('A.CSV', 'a,b\n');
    write('c.jsonl', '{"a":1}\n');
    write('notes.txt', 'no table');
    fs.writeFileSync(path.join(base, 'secret.csv'), 'key\nvalue\n');
    fs.symlinkSync(path.join(base, 'secret.csv'), path.join(folder, 'link.csv'));
    execFileSync('mkfifo', [path.join(folder, 'pipe.csv')]);
  });
  after(() => fs.rmSync(base, { recursive: true, force: true }));

  it('lists its tables, and neither folders nor links nor pipes nor other files', async () => {
    expect(await sources.list()).to.deep.equal([
      { name: 'A.CSV', format: 'csv', bytes: 4 },
      { name: 'b.tsv', format: 'tsv', bytes: 8 },
      { name: 'c.jsonl', format: 'jsonl', bytes: 8 },
    ]);
  });

  it('reads a table by its name, and says how far it is', async () => {
    expect(await rowsOf(sources, 'b.tsv')).to.deep.equal([['1', '2']]);
    const seen = await sources.read('b.tsv', undefined, async ({ rows, bytes, bytesRead }) => {
      for await (const _ of rows);
      return [bytes, bytesRead()];
    });
    expect(seen).to.deep.equal([8, 8]);
  });

  for (const name of ['../secret.csv', 'link.csv', 'inner.csv', 'pipe.csv', 'notes.txt', '', 'gone.csv'])
    it(`refuses ${JSON.stringify(name)}`, () => expectCode(() => rowsOf(sources, name), 'source-unknown'));

  it('is empty where the member has laid down nothing', async () => {
    expect(await createFolderSources(path.join(base, 'none')).list()).to.deep.equal([]);
  });

  it('refuses a file that is larger than the connector lets in, before it reads it', async () => {
    const small = createFolderSources(folder, { ...DEFAULT_LIMITS, bytes: 7 });
    expect(await detailsOf(() => rowsOf(small, 'b.tsv'), 'table-too-large')).to.deep.equal({ bytes: 8, most: 7, setting: 'SOURCE_BYTES' });
    expect(await rowsOf(createFolderSources(folder, { ...DEFAULT_LIMITS, bytes: 8 }), 'b.tsv')).to.have.length(1);
  });

  const big = `a,b\n${'1,2\n'.repeat(100_000)}`;
  const during = (change: (file: string) => void): Promise<number> =>
    sources.read('big.csv', undefined, async ({ rows }) => {
      let count = 0;
      for await (const _ of rows) if (++count === 1) change(path.join(folder, 'big.csv'));
      return count;
    });

  it('notices a file that grows, shrinks or is written over while it is read', async () => {
    const changes: readonly ((file: string) => void)[] = [
      (file) => fs.appendFileSync(file, '3,4\n'),
      (file) => fs.truncateSync(file, 300_000),
      (file) => fs.writeFileSync(file, big.replaceAll('1,2', '1,3')),
      // The same bytes and the old time: only the time of the change itself tells.
      (file) => {
        const { atime, mtime } = fs.statSync(file);
        fs.writeFileSync(file, big);
        fs.utimesSync(file, atime, mtime);
      },
    ];
    for (const change of changes) {
      write('big.csv', big);
      await expectCode(() => during(change), 'source-changed');
    }
  });

  it('reads no row of another file that takes its name, and notices that', async () => {
    write('big.csv', big);
    const replace = (file: string): void => {
      fs.writeFileSync(`${file}.new`, 'a,b\n');
      fs.renameSync(`${file}.new`, file);
    };
    await expectCode(() => during(replace), 'source-changed');
  });

  it('leaves no file open, whether it is read to its end, given up, or refused', async () => {
    write('big.csv', big);
    write('bad.csv', 'a,a\n1,2\n');
    const before = countOpen();
    await during(() => undefined);
    await sources.read('big.csv', undefined, async ({ rows }) => {
      for await (const _ of rows) break;
    });
    await sources.read('big.csv', undefined, () => Promise.resolve());
    await expectCode(() => rowsOf(sources, 'bad.csv'), 'table-columns-unfit');
    expect(countOpen()).to.equal(before);
  });
});
