// `npm test` runs everything quick enough for each change; `npm test -- FILE...` only those files; `npm run test:SUITE` that suite.
import * as fs from 'node:fs';
import { enableCompileCache } from 'node:module';
import * as os from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runParts } from './test-parts.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
/** Folders of test/ that are suites of their own, too slow for each change. */
const APART = ['hostile', 'kill', 'readme', 'breaks', 'bench', 'e2e', 'croissant'];
/** Processes among which the whole run is dealt out. */
const PARTS = Math.min(2, os.availableParallelism());
/** A suite that starts whole processes needs more time for one test. */
const TIMEOUT_MS = { default: 20_000, suite: 600_000 };

// The suites start hundreds of processes on the same sources: what one of them has compiled, the next ones take over.
const COMPILED = path.join(ROOT, 'node_modules/.cache/compiled');
enableCompileCache(COMPILED);
process.env.NODE_COMPILE_CACHE = COMPILED;

const find = (folder: string): string[] => fs.globSync(`${folder}/**/*.test.ts`, { cwd: ROOT }).toSorted();

const { values, positionals } = parseArgs({
  options: { suite: { type: 'string' }, grep: { type: 'string' }, part: { type: 'string' } },
  allowPositionals: true,
});
const { suite, grep, part } = values;

if (PARTS > 1 && positionals.length === 0 && suite === undefined && part === undefined && grep === undefined)
  process.exit(await runParts(import.meta.filename, PARTS));

if (part !== undefined) {
  process.once('disconnect', () => process.exit(1));
  process.channel?.unref();
}

/** Every Nth file: what is slow stands in few folders. */
const deal = (files: readonly string[]): string[] => {
  const [own, all] = (part ?? '1/1').split('/').map(Number);
  return files.filter((_, at) => at % (all ?? 1) === (own ?? 1) - 1);
};
const choose = (): string[] => {
  if (positionals.length > 0) return positionals;
  if (suite !== undefined) return find(`test/${suite}`);
  return deal(find('test').filter((file) => !APART.includes(file.split(path.sep)[1] ?? '')));
};

const files = choose();
if (files.length === 0) {
  console.error(`no test files${suite === undefined ? '' : ` in test/${suite}`}`);
  process.exit(2);
}
const flags = [
  '--no-config',
  '--extension=ts',
  '--forbid-only',
  '--reporter=./test/support/reporter.ts',
  `--timeout=${suite === undefined ? TIMEOUT_MS.default : TIMEOUT_MS.suite}`,
  ...(grep === undefined ? [] : [`--grep=${grep}`]),
];
const mocha = path.join(ROOT, 'node_modules/mocha/bin/mocha.js');
process.chdir(ROOT);
process.argv = [process.execPath, mocha, ...flags, ...files];
// In this very process: one run of these files is one process.
await import(pathToFileURL(mocha).href);
