import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '../common/errors.ts';
import { claimFolder } from '../platform/postgres/claim.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
/** What a build is made of: the console, the shared code that it imports, the offline verifier's page, how it is compiled, and the exact packages. */
const SOURCES = [
  'console',
  'scripts/verifier',
  'common',
  'api',
  'policies',
  'labeling',
  'privacy',
  'provenance',
  'tsconfig.json',
  'package-lock.json',
];
const OUT = path.join(ROOT, 'dist/console');
const FRESH = `${OUT}.new`;
const STAMP = `${OUT}.stamp`;
const CLAIM = `${OUT}.claim`;
/** Milliseconds. */
const LOOK_AGAIN = 100;

const filesBelow = (entry: string): string[] => {
  const full = path.join(ROOT, entry);
  if (!fs.existsSync(full)) return [];
  if (!fs.statSync(full).isDirectory()) return [entry];
  return fs
    .readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.parentPath.includes('node_modules'))
    .map((file) => path.relative(ROOT, path.join(file.parentPath, file.name)));
};

/** SHA-256 over names and contents, hex. */
const stampOf = (): string => {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesBelow).toSorted()) {
    const content = fs.readFileSync(path.join(ROOT, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
};

const isBuilt = (stamp: string): boolean => {
  try {
    return fs.readFileSync(STAMP, 'utf8') === stamp && fs.existsSync(path.join(OUT, 'index.html'));
  } catch {
    return false;
  }
};

/** Waits for another process that builds, however long it takes; a claim of one that is gone is taken over. @returns gives the claim back */
const claimBuild = async (say: (line: string) => void): Promise<() => void> => {
  fs.mkdirSync(path.dirname(CLAIM), { recursive: true });
  for (let told = false; ;) {
    try {
      return claimFolder(CLAIM);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!told) say(`Process ${String(error.details['process'])} builds the console; waiting for it ...`);
      told = true;
      await pause(LOOK_AGAIN);
    }
  }
};

const build = async (stamp: string): Promise<void> => {
  // Loaded only when it is needed: Vite takes a third of a second to start.
  const [vite, { consoleConfig }, { createVerifierPage }] = await Promise.all([
    import('vite'),
    import('../console/vite.config.ts'),
    import('./verifier/page.ts'),
  ]);
  // Built beside and then put in place, stamp last: a build that was broken off leaves no mixture.
  await vite.build(consoleConfig(path.join(ROOT, 'console'), FRESH));
  // To be taken away: whose hash another party publishes, it may be handed out by anybody.
  fs.writeFileSync(path.join(FRESH, 'verifier.html'), await createVerifierPage());
  for (const old of [STAMP, OUT]) fs.rmSync(old, { recursive: true, force: true });
  fs.renameSync(FRESH, OUT);
  fs.writeFileSync(STAMP, stamp);
};

/**
 * Builds the console unless dist/ holds a build of exactly these sources; of several processes one builds, so that nobody's folder is
 * exchanged while it is served.
 * @returns the folder to be served
 */
export const buildConsole = async (say: (line: string) => void = console.log): Promise<string> => {
  if (isBuilt(stampOf())) return OUT;
  const release = await claimBuild(say);
  try {
    const stamp = stampOf();
    if (isBuilt(stamp)) return OUT;
    const started = performance.now();
    say('Building the console ...');
    await build(stamp);
    say(`Building the console: done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return OUT;
  } finally {
    release();
  }
};

if (import.meta.main) await buildConsole();
