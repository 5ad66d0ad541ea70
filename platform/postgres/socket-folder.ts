import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fail } from '../errors.ts';

/** A socket's whole path must stay under 108 bytes (sun_path), of which `/.s.PGSQL.5432` and our name take 35. */
const ROOM = 108 - 35;

/** Where the socket of this data folder lies: the same at each start, so that a killed process leaves no trail of folders. */
export const nameSocketFolder = (folder: string, uid: number, temporary: string = os.tmpdir()): string => {
  const hash = createHash('sha256').update(`${uid}\n${folder}`).digest('hex').slice(0, 16);
  return path.join(Buffer.byteLength(temporary) < ROOM ? temporary : '/tmp', `xb-${hash}`);
};

/**
 * Makes the folder, or takes the one of an earlier run; whoever can enter it is a database superuser, so it must be a real folder of ours.
 * @param owners uids that it may belong to
 * @throws DomainError `folder-not-private`
 */
export const prepareSocketFolder = (folder: string, owners: readonly number[]): void => {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const found = fs.lstatSync(folder);
  if (!found.isDirectory() || !owners.includes(found.uid))
    fail('folder-not-private', { folder, reason: 'somebody else made it: remove it, or set TMPDIR to a folder of your own' });
  fs.chmodSync(folder, 0o700);
};
