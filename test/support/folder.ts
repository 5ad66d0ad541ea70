import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** A new folder below the temporary one, which only we can enter. */
export const makeFolder = (name = 'test'): string => fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `xinbiao-${name}-`)));

export const removeFolder = (folder: string): void => fs.rmSync(folder, { recursive: true, force: true });
