import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { verifyPublicKey, verifySignature, type SigningKey } from '../../common/crypto/signature.ts';
import { concatBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import type { CertifiedSubject } from '../event/bodies/identity.ts';
import type { EventOf } from '../event/event.ts';

const DOMAIN = toUtf8('xinbiao/possession/1\n');

/** Who is certified, for which space and organisation. */
export interface CertificateRequest extends CertifiedSubject {
  readonly space: string;
  readonly org: string;
}

const toMessage = (request: CertificateRequest): Uint8Array => concatBytes(DOMAIN, toSignableBytes(request as unknown as Json));

/** The subject's own signature over what is certified of it, hex. */
export const provePossession = (request: CertificateRequest, key: SigningKey): string => toHex(key.sign(toMessage(request)));

/**
 * The subject holds the key, and the key may be registered at all.
 * @throws DomainError `key-unacceptable`, `signature-invalid`
 */
export const verifyPossessionOf = (request: CertificateRequest, possession: string): void => {
  verifyPublicKey(parseHex(request.key));
  verifySignature(parseHex(request.key), toMessage(request), parseHex(possession));
};

/** As `verifyPossessionOf`, for the event that certifies. @throws DomainError `key-unacceptable`, `signature-invalid` */
export const verifyPossession = (event: EventOf<'certificate-issued'>): void => {
  const { possession, ...certified } = event.body;
  verifyPossessionOf({ ...certified, space: event.space, org: event.actor.org }, possession);
};
