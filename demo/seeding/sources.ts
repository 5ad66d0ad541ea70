import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { HOTLINE, writeHotlineTable } from '../hotline/table.ts';
import type { Layout } from '../layout.ts';
import { DATASET } from '../space/project.ts';

const makeSourceFolder = async (layout: Layout, slug: string): Promise<string> => {
  const folder = path.join(layout.memberProcess(slug), 'source');
  await fs.mkdir(folder, { recursive: true });
  return folder;
};

/** What the owners lay down for their connectors: a public document, and invented work orders. */
export const writeSources = async (layout: Layout): Promise<void> => {
  const document = path.join(import.meta.dirname, '../data', DATASET.source);
  await fs.copyFile(document, path.join(await makeSourceFolder(layout, 'city-hall'), DATASET.source));
  await fs.writeFile(path.join(await makeSourceFolder(layout, 'hotline'), HOTLINE.source), writeHotlineTable(HOTLINE), { mode: 0o600 });
};
