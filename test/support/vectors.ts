import * as fs from 'node:fs';
import * as path from 'node:path';

const VECTORS = path.resolve(import.meta.dirname, '../vectors');

export const readVector = (name: string): Buffer => fs.readFileSync(path.join(VECTORS, name));

export const readVectorJson = <T>(name: string): T => JSON.parse(readVector(name).toString('utf8')) as T;

/** Names of the .json files below a folder of the vectors, sorted. */
export const listVectorJson = (folder: string): string[] =>
  fs
    .readdirSync(path.join(VECTORS, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.join(folder, name))
    .toSorted();
