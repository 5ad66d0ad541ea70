import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** The reference implementation of Croissant by MLCommons. */
const VERSION = '1.1.1';
/** A folder of its own, which git ignores. */
const FOLDER = path.resolve(import.meta.dirname, `../../dist/mlcroissant-${VERSION}`);
const PYTHON = path.join(FOLDER, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
/** Written last: a set-up that was broken off is begun anew. */
const STAMP = path.join(FOLDER, '.installed');

const run = (file: string, args: readonly string[]) =>
  spawnSync(file, args, { encoding: 'utf8', env: { ...process.env, PYTHONUTF8: '1' } });

const hasPython = (): boolean => run('python3', ['-c', 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 10))']).status === 0;

/**
 * Installs it, once.
 * @returns one sentence that says why it cannot be run here
 */
export const installMlcroissant = (): string | undefined => {
  if (!hasPython()) return 'There is no python3 of 3.10 or newer with venv here, so mlcroissant was not run.';
  if (fs.existsSync(STAMP)) return undefined;
  fs.rmSync(FOLDER, { recursive: true, force: true });
  const steps = [
    ['python3', ['-m', 'venv', FOLDER]],
    [PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `mlcroissant==${VERSION}`]],
  ] as const;
  for (const [file, args] of steps) {
    const { status, stdout, stderr } = run(file, args);
    if (status === 0) continue;
    const last = `${stdout}${stderr}`.trim().split('\n').at(-1) ?? '';
    return `mlcroissant ${VERSION} could not be installed here, so it was not run: ${last}`;
  }
  fs.writeFileSync(STAMP, '');
  return undefined;
};

/**
 * Validates a release and loads its records, with mlcroissant installed.
 * @param folder with `croissant.json` and `data.jsonl`
 */
export const checkRelease = (folder: string): { readonly ok: boolean; readonly said: string } => {
  const { status, stdout, stderr } = run(PYTHON, [path.join(import.meta.dirname, 'check.py'), folder]);
  return { ok: status === 0, said: `${stdout}${stderr}` };
};
