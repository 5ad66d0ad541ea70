import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { createOpeningKey, seal, type OpeningKey } from '../../common/crypto/sealing.ts';
import { verifySignature, type SigningKey } from '../../common/crypto/signature.ts';
import { concatBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { fail, orFail } from './errors.ts';
import { signedWrap, type KeyWrap, type SignedWrap } from './messages.ts';

const DOMAIN = toUtf8('xinbiao/key-wrap/1\n');

type Place<Purpose extends KeyWrap['purpose']> = Omit<Extract<KeyWrap, { purpose: Purpose }>, 'v' | 'purpose' | 'recipient' | 'box'>;
export type BatchPlace = Place<'batch-key'>;
export type LotPlace = Place<'lot-key'>;
/** Whose key, for whom: a wrap without version and box. */
type Address =
  | ({ purpose: 'batch-key' } & BatchPlace & { recipient: string })
  | ({ purpose: 'lot-key' } & LotPlace & { recipient: string });

export interface WrapSigning {
  readonly connector: SigningKey;
  /** Asked once, for the 32 bytes of the ephemeral secret. */
  readonly random: RandomBytes;
}

/** The place as it is sealed over, whatever else the given object holds. */
const nameBatch = ({ space, project, lot, batch }: BatchPlace): BatchPlace => ({
  space,
  project,
  ...(lot !== undefined && { lot }),
  batch,
});
const nameLot = ({ space, project, lot }: LotPlace): LotPlace => ({ space, project, lot });

const toInfo = (address: Address): Uint8Array => toSignableBytes({ v: 1, ...address } as Json);
const toMessage = (wrap: KeyWrap): Uint8Array => concatBytes(DOMAIN, toSignableBytes(wrap as Json));

const parse = (value: unknown): SignedWrap => {
  const parsed = signedWrap.safeParse(value);
  if (parsed.success) return parsed.data;
  return fail('wrap-malformed', { problems: parsed.error.issues.map(({ path, code }) => ({ pointer: `/${path.join('/')}`, code })) });
};

const wrapKey = (key: Uint8Array, address: Address, { connector, random }: WrapSigning): SignedWrap => {
  const box = toHex(seal(key, parseHex(address.recipient), { info: toInfo(address), random }));
  const wrap: KeyWrap = { v: 1, ...address, box };
  return parse({ wrap, signature: toHex(connector.sign(toMessage(wrap))) });
};

/** Form, then signature, then place and recipient. */
const verifyWrap = (value: unknown, address: Address, connector: string): KeyWrap => {
  const { wrap, signature } = parse(value);
  orFail(() => verifySignature(parseHex(connector), toMessage(wrap), parseHex(signature)), 'wrap-signature-invalid', { connector });
  const { box: _, ...said } = wrap;
  if (toHex(toSignableBytes(said as Json)) !== toHex(toInfo(address))) fail('wrap-foreign', { said, expected: address });
  return wrap;
};

const openWrap = (value: unknown, address: Address, opening: OpeningKey, connector: string): Uint8Array => {
  const { box } = verifyWrap(value, address, connector);
  return orFail(() => opening.open(parseHex(box), toInfo(address)), 'wrap-unopened');
};

/**
 * The batch key for one person, signed by the owner's connector.
 * @param recipient X25519 key, hex; from `openingKeyOf` alone
 * @throws DomainError `key-unacceptable`, `wrap-malformed`
 */
export const wrapBatchKey = (batchKey: Uint8Array, place: BatchPlace, recipient: string, signing: WrapSigning): SignedWrap =>
  wrapKey(batchKey, { purpose: 'batch-key', ...nameBatch(place), recipient }, signing);

/**
 * An untrusted wrap is the one that the owner's connector made for this batch and recipient; says nothing of what lies in it.
 * @throws DomainError `wrap-malformed`, `wrap-signature-invalid`, `wrap-foreign`
 */
export const verifyBatchWrap = (value: unknown, place: BatchPlace, recipient: string, connector: string): void => {
  verifyWrap(value, { purpose: 'batch-key', ...nameBatch(place), recipient }, connector);
};

/**
 * The batch key in an untrusted wrap. Whether it is the right one shows with each item (`item-key-differs`).
 * @param connector Ed25519 key that the log certifies for the owner's connector, hex
 * @throws DomainError `wrap-malformed`, `wrap-signature-invalid`, `wrap-foreign`, `wrap-unopened`
 */
export const openBatchKey = (value: unknown, place: BatchPlace, opening: OpeningKey, connector: string): Uint8Array =>
  openWrap(value, { purpose: 'batch-key', ...nameBatch(place), recipient: toHex(opening.publicKey) }, opening, connector);

/** As `verifyBatchWrap`, of a lot's key. @throws DomainError `wrap-malformed`, `wrap-signature-invalid`, `wrap-foreign` */
export const verifyLotWrap = (value: unknown, place: LotPlace, recipient: string, connector: string): void => {
  verifyWrap(value, { purpose: 'lot-key', ...nameLot(place), recipient }, connector);
};

/** The private half of a closed lot's key for one reviewer; see `wrapBatchKey`. @throws DomainError `key-unacceptable`, `wrap-malformed` */
export const wrapLotKey = (lotSecret: Uint8Array, place: LotPlace, recipient: string, signing: WrapSigning): SignedWrap =>
  wrapKey(lotSecret, { purpose: 'lot-key', ...nameLot(place), recipient }, signing);

/**
 * The lot's opening key in an untrusted wrap.
 * @param premise `lotKey`: the public half in the event that opened the lot, hex
 * @throws DomainError `wrap-malformed`, `wrap-signature-invalid`, `wrap-foreign`, `wrap-unopened`, `lot-key-differs`
 */
export const openLotKey = (
  value: unknown,
  place: LotPlace,
  opening: OpeningKey,
  { connector, lotKey }: { readonly connector: string; readonly lotKey: string },
): OpeningKey => {
  const address = { purpose: 'lot-key', ...nameLot(place), recipient: toHex(opening.publicKey) } as const;
  const key = createOpeningKey(openWrap(value, address, opening, connector));
  return toHex(key.publicKey) === lotKey ? key : fail('lot-key-differs', { lot: place.lot });
};
