import { toHex, toUtf8 } from '../encodings.ts';
import { DomainError, type CommonCode } from '../errors.ts';
import { hmacSha256 } from './hash.ts';

/** Bytes of a commitment's salt. */
export const COMMITMENT_SALT = 32;

/**
 * HMAC-SHA256(salt, "xinbiao/commit/1" LF kind LF id LF bytes), hex (docs/protocols/event.md). It hides the bytes while the salt is secret, and
 * binds kind, id, salt and bytes: a salt of one fixed length makes another opening a collision of SHA-256.
 * @param salt 32 bytes, used for this record alone
 * @param kind free of line feeds, as is `id`
 * @throws DomainError `salt-malformed`
 */
export const commitTo = (salt: Uint8Array, kind: string, id: string, bytes: Uint8Array): string => {
  if (salt.length !== COMMITMENT_SALT) throw new DomainError<CommonCode>('salt-malformed', { bytes: salt.length });
  return toHex(hmacSha256(salt, toUtf8(`xinbiao/commit/1\n${kind}\n${id}\n`), bytes));
};
