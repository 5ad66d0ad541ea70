import * as fs from 'node:fs';
import * as path from 'node:path';
import { randomBytes } from '../common/crypto/random.ts';
import { claimFolder } from '../platform/postgres/claim.ts';
import type { OnStop } from '../platform/process.ts';
import type { Logger } from '../platform/telemetry/logger.ts';
import { fail as failPlatform } from '../platform/errors.ts';
import type { MemberOptions } from './member.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

const readVersion = (): string =>
  (JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { readonly version: string }).version;

/** One process a folder: two would sign on one chain and cosign from one state. @throws DomainError `already-running`, `folder-not-writable` */
export const claimOwnFolder = (folder: string, onStop: OnStop): void => {
  let release: () => void;
  try {
    release = claimFolder(path.join(folder, 'process.json'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EROFS' && code !== 'ENOENT') throw error;
    release = failPlatform('folder-not-writable', { folder, reason: code }, { cause: error });
  }
  onStop(() => Promise.resolve(release()));
};

interface Settings {
  readonly DATA_DIR: string;
  readonly GATEWAY_URL?: string | undefined;
}

/** The machine that a member process runs on. */
export const onThisMachine = ({ DATA_DIR: folder, GATEWAY_URL: gateway }: Settings, log: Logger, signal: AbortSignal): MemberOptions => ({
  folder: path.resolve(folder),
  gateway,
  version: readVersion(),
  fetch,
  clock: Date.now,
  random: randomBytes,
  jitter: Math.random,
  log,
  say: (sentence) => console.log(sentence),
  signal,
});
