import * as path from 'node:path';
import { startSettings } from '../demo/configuration.ts';
import { readPeople } from '../demo/seeding/people-file.ts';
import { isSeeded, openSpace } from '../demo/space-folder.ts';
import { createSupervisor } from '../demo/supervisor.ts';
import { presentPeople } from '../demo/welcome.ts';
import { loadConfiguration } from '../platform/config.ts';
import { runProcess } from '../platform/process.ts';
import { buildConsole } from './console.ts';

const say = (line: string): void => console.log(`[start] ${line}`);

await runProcess({
  name: 'xinbiao',
  start: async (onStop) => {
    const { PORT, DATA_DIR, DATABASE_URL } = loadConfiguration(startSettings, process.env);
    await buildConsole();
    const database = DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL };
    const supervisor = createSupervisor({ folder: path.resolve(DATA_DIR), port: PORT, ...database });
    onStop(() => supervisor.stop());
    if (!isSeeded(supervisor.layout)) say('first run: setting up the demo space (once; about 20 seconds)');
    const url = await openSpace(supervisor, say);
    console.log(`ready ${url}`);
    for (const line of presentPeople(readPeople(supervisor.layout.people))) console.log(line);
  },
});
