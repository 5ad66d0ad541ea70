import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
/** What a build is made of: the console, the shared code that it imports, the offline verifier's page, and the exact packages. */
const SOURCES = ['console', 'scripts/verifier', 'common', 'api', 'policies', 'labeling', 'privacy', 'provenance', 'package-lock.json'];
const OUT = path.join(ROOT, 'dist/console');
const STAMP = path.join(ROOT, 'dist/console.stamp');

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

/**
 * Builds the console unless dist/ holds a build of exactly these sources.
 * @returns the folder to be served
 */
export const buildConsole = async (say: (line: string) => void = console.log): Promise<string> => {
  const stamp = stampOf();
  if (isBuilt(stamp)) return OUT;
  const started = performance.now();
  say('Building the console ...');
  // Loaded only when it is needed: Vite takes a third of a second to start.
  const [{ build }, { consoleConfig }, { createVerifierPage }] = await Promise.all([
    import('vite'),
    import('../console/vite.config.ts'),
    import('./verifier/page.ts'),
  ]);
  // Built beside and then put in place, stamp last: a build that was broken off, or another one meanwhile, leaves no mixture.
  const fresh = `${OUT}.${process.pid}`;
  await build(consoleConfig(path.join(ROOT, 'console'), fresh));
  // To be taken away: whose hash another party publishes, it may be handed out by anybody.
  fs.writeFileSync(path.join(fresh, 'verifier.html'), await createVerifierPage());
  for (const old of [STAMP, OUT]) fs.rmSync(old, { recursive: true, force: true });
  fs.renameSync(fresh, OUT);
  fs.writeFileSync(STAMP, stamp);
  say(`Building the console: done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return OUT;
};

if (import.meta.main) await buildConsole();
