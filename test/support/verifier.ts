import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import type { Verification } from '../../provenance/evidence/verifier.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/verify.ts');

/** The offline verifier on the command line, and how it ends. */
export const runVerify = (...args: readonly string[]): { readonly status: number | null; readonly stdout: string } =>
  spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'] } });

/** What it says of a bundle. */
export const verifyByCommand = (
  bundle: string,
  policy?: string,
): { readonly status: number | null; readonly verification: Verification } => {
  const given = policy === undefined ? [] : ['--policy', policy];
  const { status, stdout } = runVerify(bundle, ...given, '--json');
  return { status, verification: JSON.parse(stdout) as Verification };
};
