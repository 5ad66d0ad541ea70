import * as fs from 'node:fs';
import * as path from 'node:path';
import { z } from 'zod';
import { spaceFile, type SpaceFile } from '../api/space.ts';
import { createSigningKey, type SigningKey } from '../common/crypto/signature.ts';
import type { RandomBytes } from '../common/crypto/random.ts';
import { parseHex, toHex } from '../common/encodings.ts';
import { DomainError } from '../common/errors.ts';
import type { LogKeys } from './log/keys.ts';

export type FolderCode = 'space-file-unreadable' | 'key-file-unreadable';

const fail = (code: FolderCode, details: Readonly<Record<string, unknown>>, cause?: unknown): never => {
  throw new DomainError<FolderCode>(code, details, { cause });
};

const explain = (cause: unknown): string => {
  if (cause instanceof z.ZodError) return cause.issues.map(({ path: at, message }) => `/${at.join('/')}: ${message}`).join('; ');
  return cause instanceof Error ? cause.message : 'not readable';
};

/** Whose roots may join, as whoever set the space up has written it. @throws DomainError `space-file-unreadable` */
export const readSpaceFile = (folder: string): SpaceFile => {
  const file = path.join(folder, 'space.json');
  try {
    return spaceFile.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (cause) {
    return fail('space-file-unreadable', { file, reason: explain(cause) }, cause);
  }
};

/** Written beside its place and moved there, so that a key is whole or not there. */
const writeSeed = (file: string, seed: Uint8Array): void => {
  const draft = fs.openSync(`${file}.new`, 'w', 0o600);
  fs.writeSync(draft, `${toHex(seed)}\n`);
  fs.fsyncSync(draft);
  fs.closeSync(draft);
  fs.renameSync(`${file}.new`, file);
};

/** @throws DomainError `key-file-unreadable`: a key that is there and malformed is never replaced */
const readOrMakeKey = (folder: string, name: string, random: RandomBytes): SigningKey => {
  const file = path.join(folder, `${name}.key`);
  if (!fs.existsSync(file)) writeSeed(file, random(32));
  const text = fs.readFileSync(file, 'utf8').trim();
  return /^[0-9a-f]{64}$/.test(text) ? createSigningKey(parseHex(text)) : fail('key-file-unreadable', { file });
};

/** The log's own keys below `keys/`; made at the first start. @throws DomainError `key-file-unreadable` */
export const readLogKeys = (folder: string, logName: string, random: RandomBytes): LogKeys => {
  const keys = path.join(folder, 'keys');
  fs.mkdirSync(keys, { recursive: true, mode: 0o700 });
  return { name: logName, checkpoint: readOrMakeKey(keys, 'log', random), receipt: readOrMakeKey(keys, 'receipt', random) };
};
