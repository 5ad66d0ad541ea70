import { constants, type BigIntStats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { fail } from '../errors.ts';

/** A file that is read from beginning to end. */
export interface StableFile {
  readonly bytes: number;
  /** Its bytes, once; a chunk holds until the next one is asked for. @throws DomainError `source-changed` at the end when it is no longer what it was at the beginning */
  read(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

const CHUNK = 64 * 1024;

/** What changes when somebody writes: `ctime` cannot be set back. */
const isSame = (a: BigIntStats, b: BigIntStats): boolean => a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs;

/**
 * Opens a plain file, following no link.
 * @throws DomainError `source-unreadable`
 */
export const openStableFile = async (file: string, source: string): Promise<StableFile> => {
  const refuse = (error: NodeJS.ErrnoException) => fail('source-unreadable', { source, reason: error.code }, { cause: error });
  // A pipe in its place would hold up the opening.
  const handle = await fs.open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(refuse);
  const before = await handle.stat({ bigint: true });
  if (!before.isFile()) {
    await handle.close();
    fail('source-unreadable', { source, reason: 'no plain file' });
  }
  async function* read(): AsyncGenerator<Uint8Array> {
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    let total = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK, total).catch(refuse);
      if (bytesRead === 0) break;
      total += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
    if (BigInt(total) !== before.size || !isSame(before, await handle.stat({ bigint: true }))) fail('source-changed', { source });
  }
  return { bytes: Number(before.size), read, close: () => handle.close() };
};
