import { expect } from 'chai';
import * as fs from 'node:fs';
import { createFolderSources } from '../../connectors/sources/folder.ts';
import { HOTLINE } from '../../demo/hotline/table.ts';
import { layoutOf } from '../../demo/layout.ts';
import { writeSources } from '../../demo/seeding/sources.ts';
import { DATASET } from '../../demo/space/project.ts';
import { detect } from '../../policies/classification/detect.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';

describe('what a fresh demo space lays down', () => {
  const folder = makeFolder('sources');
  const layout = layoutOf(folder);
  before(() => writeSources(layout));
  after(() => removeFolder(folder));
  const sourcesOf = (slug: string) => createFolderSources(`${layout.memberProcess(slug)}/source`);
  const countRows = (slug: string, source: string): Promise<number> =>
    sourcesOf(slug).read(source, undefined, async ({ rows }) => {
      let count = 0;
      for await (const _ of rows) count++;
      return count;
    });

  it('is one table each for the two owners, which their connectors read, and none for the firm', async () => {
    expect(await countRows('city-hall', DATASET.source)).to.equal(21);
    expect(await countRows('hotline', HOTLINE.source)).to.equal(HOTLINE.rows);
    expect(await sourcesOf('firm').list()).to.deep.equal([]);
  });

  it('has nobody in its public document, by the detectors', async () => {
    const found = await sourcesOf('city-hall').read(DATASET.source, undefined, async ({ columns, rows }) => {
      const findings: unknown[] = [];
      for await (const cells of rows)
        for (const [at, cell] of cells.entries()) findings.push(...detect(cell, { heading: columns[at] ?? '' }));
      return findings;
    });
    expect(found).to.deep.equal([]);
  });

  it('shows the work orders to the hotline’s own process alone', () => {
    expect(fs.statSync(`${layout.memberProcess('hotline')}/source/${HOTLINE.source}`).mode & 0o777).to.equal(0o600);
  });
});
