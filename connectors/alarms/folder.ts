import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { writeWhole } from '../runtime/files.ts';
import { toAlarmText, type Alarm, type AlarmStore } from './alarm-book.ts';

/** One JSON file an alarm, for people and for `verify`; moving a file away is how an administrator ends a stop. */
export const createAlarmFolder = (folder: string): AlarmStore => ({
  list: async () => {
    const names = await fs.readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const texts = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => fs.readFile(path.join(folder, name), 'utf8')),
    );
    return texts.map((text) => JSON.parse(text) as Alarm);
  },
  keep: async (id, alarm) => {
    await fs.mkdir(folder, { recursive: true });
    await writeWhole(path.join(folder, `${id}.json`), toAlarmText(alarm));
  },
});
