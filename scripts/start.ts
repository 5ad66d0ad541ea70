import * as path from 'node:path';
import { openSpace, isSeeded } from '../demo/space-folder.ts';
import { readPeople } from '../demo/seeding/people-file.ts';
import { createSupervisor } from '../demo/supervisor.ts';
import { presentPeople } from '../demo/welcome.ts';
import { startSettings } from '../demo/configuration.ts';
import { loadConfiguration } from '../platform/config.ts';
import { runProcess } from '../platform/process.ts';
import { buildConsole } from './console.ts';

const say = (line: string): void => console.log(`[start] ${line}`);

await runProcess('xinbiao', async () => {
  const { PORT, DATA_DIR, DATABASE_URL } = loadConfiguration(startSettings, process.env);
  await buildConsole();
  const supervisor = createSupervisor({
    folder: path.resolve(DATA_DIR),
    port: PORT,
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
  });
  if (!isSeeded(supervisor.layout)) say('first run: setting up the demo space (once; about 20 seconds)');
  try {
    const url = await openSpace(supervisor, say);
    console.log(`ready ${url}`);
    for (const line of presentPeople(readPeople(supervisor.layout.people))) console.log(line);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return supervisor.stop;
});
