import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Walk } from '../walk/walk.ts';

/** A file among the results. */
export const outFile = ({ out }: Walk, name: string): string => path.join(out, name);

/** Beside a file among the results, as sabotage leaves it; the results stay what they are. */
export const spoiledCopy = (walk: Walk, name: string, spoil: (text: string) => string): string => {
  const copy = outFile(walk, `${name}.spoiled`);
  fs.writeFileSync(copy, spoil(fs.readFileSync(outFile(walk, name), 'utf8')));
  return copy;
};

export const filesBelow = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []));

/** A running database removes files of its own while others read. */
export const readIfThere = (file: string): Buffer => {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return Buffer.alloc(0);
  }
};
