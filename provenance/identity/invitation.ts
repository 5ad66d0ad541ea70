import { z } from 'zod';
import { toSignableBytes } from '../../common/canonical-json.ts';
import { verifySignature, type SigningKey } from '../../common/crypto/signature.ts';
import { concatBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { publicKey, signatureHex } from '../event/fields.ts';

const DOMAIN = toUtf8('xinbiao/invitation/1\n');

/** A machine that an organisation expects to ask for a certificate. */
export interface Invited {
  readonly space: string;
  readonly org: string;
  /** UUID that its certificate is to name. */
  readonly subject: string;
}

/** `key` is the organisation's root or a delegate of it: whoever could certify the machine. */
export const invitation = z.strictObject({ key: publicKey, signature: signatureHex });
export type Invitation = z.infer<typeof invitation>;

const toMessage = ({ space, org, subject }: Invited): Uint8Array => concatBytes(DOMAIN, toSignableBytes({ space, org, subject }));

export const signInvitation = (invited: Invited, key: SigningKey): Invitation => ({
  key: toHex(key.publicKey),
  signature: toHex(key.sign(toMessage(invited))),
});

/** Whether its key may invite at all is for the caller to judge. @throws DomainError `signature-invalid` */
export const verifyInvitation = (invited: Invited, { key, signature }: Invitation): void =>
  verifySignature(parseHex(key), toMessage(invited), parseHex(signature));
