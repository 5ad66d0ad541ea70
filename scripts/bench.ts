import * as fs from 'node:fs';
import * as path from 'node:path';
import { exitCodeOf, presentGoals, type Bench } from '../test/bench/bench.ts';

const FOLDER = path.resolve(import.meta.dirname, '../test/bench');

/** Every file but the kernel is a benchmark by its name. */
const names = fs
  .readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.basename(file, '.ts'))
  .filter((name) => name !== 'bench');

const [name = ''] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`npm run bench -- NAME; known: ${names.join(', ')}`);
  process.exit(2);
}
try {
  const { run } = (await import(path.join(FOLDER, `${name}.ts`))) as Bench;
  const goals = await run((line) => console.log(line));
  for (const line of presentGoals(goals)) console.log(line);
  process.exitCode = exitCodeOf(goals);
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
// A benchmark may leave something open.
process.exit();
