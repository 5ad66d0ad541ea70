import { parseArgs } from 'node:util';
import { CLAIMS } from '../demo/claims.ts';
import { runDemo } from '../demo/run.ts';

const USAGE = 'npm run demo -- --out DIR [--keep] [--break CLAIM] | --claims';

const stopWith = (sentence: string): never => {
  console.error(`${sentence} ${USAGE}`);
  process.exit(2);
};

const { values } = (() => {
  try {
    return parseArgs({
      options: { out: { type: 'string' }, keep: { type: 'boolean' }, claims: { type: 'boolean' }, break: { type: 'string' } },
    });
  } catch (error) {
    return stopWith((error as Error).message);
  }
})();

if (values.claims === true) for (const { name } of CLAIMS) console.log(name);
else {
  const { out, keep = false, break: sabotage } = values;
  if (out === undefined) stopWith('A folder for the results is needed.');
  else if (sabotage !== undefined && !CLAIMS.some(({ name }) => name === sabotage)) stopWith(`There is no claim ${sabotage}.`);
  else process.exit((await runDemo({ out, keep, sabotage, say: (line) => console.log(`[demo] ${line}`) })) ? 0 : 1);
}
