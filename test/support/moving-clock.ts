import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What a process runs before everything else: its clock goes ahead of the machine's as the file says. */
const preloadOf = (file: string): string => `
  import { readFileSync } from 'node:fs';
  const own = Date.now;
  let ahead = 0;
  const look = () => { ahead = Number(readFileSync(${JSON.stringify(file)}, 'utf8')); };
  look();
  setInterval(look, 50).unref();
  Date.now = () => own() + ahead;`;

/** One clock for many processes that can be set ahead while they run. */
export const createMovingClock = (folder: string) => {
  const file = path.join(folder, 'ahead');
  let ahead = 0;
  const write = (): void => {
    fs.writeFileSync(`${file}.new`, String(ahead));
    fs.renameSync(`${file}.new`, file);
  };
  write();
  return {
    /** For processes that are to go by it. */
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preloadOf(file))}` },
    now: (): number => Date.now() + ahead,
    /** Gives every process time to see it. */
    advance: async (milliseconds: number): Promise<void> => {
      ahead += milliseconds;
      write();
      await pause(500);
    },
  };
};
