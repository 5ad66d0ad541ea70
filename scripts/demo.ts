import { parseArgs } from 'node:util';
import { CLAIMS } from '../demo/claims.ts';
import { runDemo } from '../demo/run.ts';

const USAGE = 'npm run demo -- --out DIR [--keep] [--break CLAIM]... | --claims';

const stopWith = (sentence: string): never => {
  console.error(`${sentence} ${USAGE}`);
  process.exit(2);
};

const { values } = (() => {
  try {
    return parseArgs({
      options: {
        out: { type: 'string' },
        keep: { type: 'boolean' },
        claims: { type: 'boolean' },
        break: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    return stopWith((error as Error).message);
  }
})();

if (values.claims === true) for (const { name } of CLAIMS) console.log(name);
else {
  const { out, keep = false, break: sabotage = [] } = values;
  const unknown = sabotage.find((wanted) => !CLAIMS.some(({ name }) => name === wanted));
  const alone = CLAIMS.find(({ name, sharesWalk }) => sabotage.includes(name) && !sharesWalk);
  if (out === undefined) stopWith('A folder for the results is needed.');
  else if (unknown !== undefined) stopWith(`There is no claim ${unknown}.`);
  else if (alone !== undefined && sabotage.length > 1) stopWith(`The sabotage of ${alone.name} takes a walk of its own.`);
  else process.exit((await runDemo({ out, keep, sabotage, say: (line) => console.log(`[demo] ${line}`) })) ? 0 : 1);
}
