import { loadConfiguration } from '../platform/config.ts';
import { runProcess } from '../platform/process.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { witnessSettings } from './configuration.ts';
import { claimOwnFolder, onThisMachine } from './process.ts';
import { startWitnessProcess } from './witness.ts';

const log = createLogger({ process: 'witness' });

await runProcess({
  name: 'witness',
  log,
  start: async (onStop, signal) => {
    const options = onThisMachine(loadConfiguration(witnessSettings, process.env), log, signal);
    claimOwnFolder(options.folder, onStop);
    const witness = await startWitnessProcess(options);
    onStop(() => witness.stop());
    options.say('online');
  },
});
