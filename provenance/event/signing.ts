import { parseJson, toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { concatBytes, equalBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { fail } from '../errors.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { verifySignature, type SigningKey } from '../../common/crypto/signature.ts';
import { signedEvent, type Event, type SignedEvent } from './event.ts';

const DOMAIN = toUtf8('xinbiao/event/1\n');

const toMessage = (event: Event): Uint8Array => concatBytes(DOMAIN, toSignableBytes(event as Json));

/** Signs an event with the device key that it names. @throws DomainError `event-malformed` when it names another */
export const signEvent = (event: Event, key: SigningKey): SignedEvent => {
  if (event.actor.key !== toHex(key.publicKey)) fail('event-malformed', { pointer: '/actor/key', reason: 'not the signing key' });
  return { event, signature: toHex(key.sign(toMessage(event))) };
};

/** The bytes of a public event's leaf: the signed event in canonical JSON. */
export const toLeafBytes = (signed: SignedEvent): Uint8Array => toSignableBytes(signed as Json);

/** What the next event of the chain names as `prev`: SHA-256 of the leaf bytes, hex. */
export const eventHash = (signed: SignedEvent): string => toHex(sha256(toLeafBytes(signed)));

/**
 * Untrusted bytes to an event whose signature holds under the key that it names; whether that key counts is for the caller.
 * @throws DomainError `event-malformed`, `signature-invalid`
 */
export const parseSignedEvent = (bytes: Uint8Array): SignedEvent => {
  const parsed = signedEvent.safeParse(parseJson(decode(bytes)));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.join('/')}`, reason: issue.message }));
    return fail('event-malformed', { problems });
  }
  if (!equalBytes(toLeafBytes(parsed.data), bytes)) fail('event-malformed', { reason: 'not in canonical form' });
  const { event, signature } = parsed.data;
  verifySignature(parseHex(event.actor.key), toMessage(event), parseHex(signature));
  return parsed.data;
};

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('event-malformed', { reason: 'not UTF-8' });
  }
};
