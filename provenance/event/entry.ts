import { sha256 } from '../../common/crypto/hash.ts';
import { toUtf8 } from '../../common/encodings.ts';
import { fail } from '../errors.ts';
import { isPrivateType, type SignedEvent } from './event.ts';
import { toEventBytes } from './signing.ts';

const LEAF = toUtf8('xinbiao/leaf/1');
const SALT_BYTES = 32;

/**
 * The bytes that stand in the log for an event: the event itself, or, if its type is private, the 32 bytes
 * SHA-256("xinbiao/leaf/1" || salt || signed event).
 * @throws DomainError `salt-malformed` for a private event without a salt of 32 bytes, or a public one with a salt
 */
export const toLogEntry = (signed: SignedEvent, salt?: Uint8Array): Uint8Array => {
  const isPrivate = isPrivateType(signed.event.type);
  if (!isPrivate && salt !== undefined) return fail('salt-malformed', { reason: 'a public event has no salt' });
  if (!isPrivate) return toEventBytes(signed);
  if (salt?.length !== SALT_BYTES) return fail('salt-malformed', { reason: 'a private event needs a salt of 32 bytes' });
  return sha256(LEAF, salt, toEventBytes(signed));
};

/** A private event's entry is 32 bytes; a public one is JSON and longer. */
export const isPrivateEntry = (entry: Uint8Array): boolean => entry.length === 32;
