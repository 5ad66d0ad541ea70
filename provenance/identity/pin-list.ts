import { z } from 'zod';
import { toSignableBytes } from '../../common/canonical-json.ts';
import { verifySignature, type SigningKey } from '../../common/crypto/signature.ts';
import { concatBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { fail } from '../errors.ts';
import { count, signatureHex, uuid } from '../event/fields.ts';

const DOMAIN = toUtf8('xinbiao/pin-list/1\n');

const list = z.strictObject({
  v: z.literal(1),
  space: uuid,
  org: uuid,
  /** A higher number replaces a lower one; a lower one is never taken again. */
  number: count.min(1),
  /** The organisation's log policy: a C2SP tlog-policy file with pinned roots and receipt keys in `#xinbiao ` lines. */
  policy: z.string().max(65_536),
});
export type PinList = z.infer<typeof list>;

export const signedPinList = z.strictObject({ list, signature: signatureHex });
export type SignedPinList = z.infer<typeof signedPinList>;

const toMessage = (pins: PinList): Uint8Array => concatBytes(DOMAIN, toSignableBytes(pins));

export const signPinList = (pins: PinList, root: SigningKey): SignedPinList => ({
  list: pins,
  signature: toHex(root.sign(toMessage(pins))),
});

export interface PinListClaim {
  readonly space: string;
  readonly org: string;
  /** Root key of the reader's own organisation, from its key letter, hex. */
  readonly rootKey: string;
  /** Number of the list that the reader already holds, 0 for none. */
  readonly atLeast: number;
}

/**
 * Untrusted value to the pin list of the reader's own organisation.
 * @throws DomainError `pin-list-malformed`, `signature-invalid`, `pin-list-foreign`, `pin-list-stale`
 */
export const verifyPinList = (value: unknown, { space, org, rootKey, atLeast }: PinListClaim): PinList => {
  const parsed = signedPinList.safeParse(value);
  if (!parsed.success)
    return fail('pin-list-malformed', { problems: parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`) });
  const { list: pins, signature } = parsed.data;
  verifySignature(parseHex(rootKey), toMessage(pins), parseHex(signature));
  if (pins.space !== space || pins.org !== org) fail('pin-list-foreign', { space: pins.space, org: pins.org });
  if (pins.number < atLeast) fail('pin-list-stale', { number: pins.number, atLeast });
  return pins;
};
