import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import type { Verification } from '../../provenance/evidence/verifier.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/verify.ts');

/** What the offline verifier on the command line says of a bundle, and how it ends. */
export const verifyByCommand = (
  bundle: string,
  policy?: string,
): { readonly status: number | null; readonly verification: Verification } => {
  const given = policy === undefined ? [] : ['--policy', policy];
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT, bundle, ...given, '--json'], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  return { status, verification: JSON.parse(stdout) as Verification };
};
