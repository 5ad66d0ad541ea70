import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/** Makes what was renamed into a folder outlive a loss of power. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * Replaces the file as a whole: after a crash at any moment it holds the old bytes or the new ones, on the disk once this resolves.
 * @param mode 0600 unless told
 */
export const writeWhole = async (file: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> => {
  const draft = `${file}.new`;
  const handle = await fs.open(draft, 'w', mode);
  try {
    await handle.writeFile(bytes);
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await fs.rename(draft, file);
  await syncFolder(path.dirname(file));
};

/** The file's text; undefined when there is none. */
export const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};
