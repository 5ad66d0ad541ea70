import { hash } from 'node:crypto';
import type { CommittedRow } from './commitments.ts';
import { fail } from '../errors.ts';

const BLOCK = 64;
const DIGEST = 32;
/** Bytes of an HMAC's outer message. */
const OUTER = BLOCK + DIGEST;

/** A byte a character: a short string costs less than a buffer of its own. */
const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes, 'binary');

/**
 * `rowLeaf` (commitments.ts) for millions of rows: the same bytes by the platform's SHA-256, without an object for each field's HMAC
 * (RFC 2104). One text of a row at a time lies in memory that is used again.
 */
export const createLeafHasher = (dataset: string): ((row: CommittedRow) => Uint8Array) => {
  let inner = Buffer.alloc(64 * 1024);
  const outer = Buffer.alloc(OUTER);
  let entry = Buffer.alloc(1);

  const padKey = (salt: Uint8Array): void => {
    if (salt.length !== DIGEST) fail('salts-unfit', { bytes: salt.length });
    inner.fill(0x36, 0, BLOCK);
    outer.fill(0x5c, 0, BLOCK);
    for (let at = 0; at < DIGEST; at++) {
      const byte = salt[at] ?? 0;
      inner[at] = byte ^ 0x36;
      outer[at] = byte ^ 0x5c;
    }
  };

  const commitField = (salt: Uint8Array, id: string, text: string): string => {
    padKey(salt);
    const head = `xinbiao/commit/1\nfield\n${id}\n`;
    // No UTF-16 unit takes more than three bytes of UTF-8.
    const most = BLOCK + head.length + 3 * text.length;
    if (most > inner.length) {
      const larger = Buffer.alloc(most);
      inner.copy(larger, 0, 0, BLOCK);
      inner = larger;
    }
    let end = BLOCK + inner.write(head, BLOCK, 'latin1');
    end += inner.write(text, end, 'utf8');
    outer.write(sha256(inner.subarray(0, end)), BLOCK, 'latin1');
    return sha256(outer);
  };

  return ({ index, cells, salts }) => {
    const size = 1 + DIGEST * cells.length;
    if (entry.length < size) entry = Buffer.alloc(size);
    cells.forEach((text, column) => {
      const salt = salts[column] ?? new Uint8Array();
      entry.write(commitField(salt, `${dataset}/${index}/${column}`, text), 1 + DIGEST * column, 'latin1');
    });
    return Uint8Array.from(Buffer.from(sha256(entry.subarray(0, size)), 'latin1'));
  };
};
