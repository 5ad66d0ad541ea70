import { parseJson, toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { verifySignature, type SigningKey } from '../../common/crypto/signature.ts';
import { concatBytes, equalBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { fail } from '../errors.ts';
import { signedEvent, type Event, type EventOf, type EventType, type SignedEvent } from './event.ts';

const DOMAIN = toUtf8('xinbiao/event/1\n');
/** Shorter than a log entry may be (C2SP tlog-tiles: 65,535 bytes). */
const MOST_BYTES = 60_000;

/** The bytes that the actor signs. */
const toMessage = (event: Event): Uint8Array => concatBytes(DOMAIN, toSignableBytes(event as Json));

/** An event's id: SHA-256 of the bytes that its actor signs, hex. */
export const eventId = (event: Event): string => toHex(sha256(toMessage(event)));

/**
 * Signs an event with the device key that it names.
 * @throws DomainError `event-malformed` when it names another key, breaks its schema or is longer than 60,000 bytes
 */
export const signEvent = <Type extends EventType>(event: EventOf<Type>, key: SigningKey): SignedEvent<Type> => {
  if (event.actor.key !== toHex(key.publicKey)) fail('event-malformed', { pointer: '/event/actor/key', reason: 'not the signing key' });
  const signed = { event, signature: toHex(key.sign(toMessage(event))) };
  checkShape(signed);
  if (toEventBytes(signed).length > MOST_BYTES) fail('event-malformed', { reason: `longer than ${MOST_BYTES} bytes` });
  return signed;
};

/** The signed event in canonical JSON: a public event's log entry. */
export const toEventBytes = (signed: SignedEvent): Uint8Array => toSignableBytes(signed as unknown as Json);

/**
 * Untrusted bytes to an event whose signature holds under the key that it names; whether that key counts is for the caller.
 * @throws DomainError `event-malformed`, `signature-invalid`
 */
export const parseSignedEvent = (bytes: Uint8Array): SignedEvent => {
  if (bytes.length > MOST_BYTES) fail('event-malformed', { reason: `longer than ${MOST_BYTES} bytes` });
  const signed = checkShape(parseJson(decode(bytes)));
  if (!equalBytes(toEventBytes(signed), bytes)) fail('event-malformed', { reason: 'not in canonical form' });
  verifyEventSignature(signed);
  return signed;
};

/** Untrusted JSON value to a signed event; see `parseSignedEvent`. */
export const parseSignedEventJson = (value: unknown): SignedEvent => parseSignedEvent(toSignableBytes(value as Json));

/** The id of an event whose shape is known, once its signature holds. @throws DomainError `signature-invalid` */
export const verifiedId = ({ event, signature }: SignedEvent): string => {
  const message = toMessage(event);
  verifySignature(parseHex(event.actor.key), message, parseHex(signature));
  return toHex(sha256(message));
};

const verifyEventSignature = ({ event, signature }: SignedEvent): void =>
  verifySignature(parseHex(event.actor.key), toMessage(event), parseHex(signature));

const checkShape = (value: unknown): SignedEvent => {
  const parsed = signedEvent.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.join('/')}`, reason: issue.message }));
  return fail('event-malformed', { problems });
};

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('event-malformed', { reason: 'not UTF-8' });
  }
};
