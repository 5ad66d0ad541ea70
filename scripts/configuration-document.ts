import * as fs from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { presentConfiguration, type Settings } from '../platform/config.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
/** A process keeps its settings in a file of this name, whose export is found by its form. */
const FILES = '{gateway,connectors,demo}/**/configuration.ts';

/** Where the document lies. */
export const CONFIGURATION_DOCUMENT = path.join(ROOT, 'docs/configuration.md');

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && 'process' in value && 'purpose' in value && 'schema' in value;

/** docs/configuration.md as it must be now: the settings of every process. */
export const createConfigurationDocument = async (): Promise<string> => {
  const files = fs.globSync(FILES, { cwd: ROOT }).toSorted();
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(path.join(ROOT, file)).href) as Promise<Record<string, unknown>>),
  );
  return presentConfiguration(modules.flatMap((module) => Object.values(module).filter(isSettings)));
};
