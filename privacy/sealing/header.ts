import { toCanonicalJson, toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { verifySignature, type SigningKey } from '../../common/crypto/signature.ts';
import { concatBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { fail, orFail } from './errors.ts';
import { signedHeader, type ItemHeader, type SignedHeader } from './messages.ts';

const DOMAIN = toUtf8('xinbiao/item-header/1\n');

/** What the reader knows from her own verified copy of the log. */
export interface HeaderPremise {
  /** Ed25519 key that the log certifies for the owner's connector, hex. */
  readonly connector: string;
  /** What the header has to say; a `lot` left out stands for a header without one, any other member left out for any value. */
  readonly expected: Pick<ItemHeader, 'space' | 'project' | 'item'> & Partial<ItemHeader>;
  /** An older one was replaced, as the log says; without it any version will do. */
  readonly leastVersion?: number;
}

/** The associated data of an item's sealing: the header's canonical JSON, before it had its ciphertext's hash. */
export const toAssociatedData = (header: Omit<ItemHeader, 'ciphertext'> & { readonly ciphertext?: string }): Uint8Array => {
  const { ciphertext: _, ...said } = header;
  return toSignableBytes(said as Json);
};

const toMessage = (header: ItemHeader): Uint8Array => concatBytes(DOMAIN, toSignableBytes(header as Json));

/** SHA-256 of the bytes that the connector signs, hex: what an annotation names as `sealed.header`. */
export const headerHash = (header: ItemHeader): string => toHex(sha256(toMessage(header)));

/** Untrusted JSON value to a header of the right form, not verified. @throws DomainError `header-malformed` */
export const parseSignedHeader = (value: unknown): SignedHeader => {
  const parsed = signedHeader.safeParse(value);
  if (parsed.success) return parsed.data;
  return fail('header-malformed', { problems: parsed.error.issues.map(({ path, code }) => ({ pointer: `/${path.join('/')}`, code })) });
};

/** @throws DomainError `header-malformed` */
export const signHeader = (header: ItemHeader, connector: SigningKey): SignedHeader =>
  parseSignedHeader({ header, signature: toHex(connector.sign(toMessage(header))) });

const isSame = (a: unknown, b: unknown): boolean =>
  a === undefined || b === undefined ? a === b : toCanonicalJson(a as Json) === toCanonicalJson(b as Json);

/**
 * An untrusted header as the owner's connector signed it for this item: form, then signature, then place, then version.
 * @throws DomainError `header-malformed`, `header-signature-invalid`, `header-foreign` with the members that differ, `header-superseded`
 */
export const verifyHeader = (value: unknown, { connector, expected, leastVersion = 1 }: HeaderPremise): ItemHeader => {
  const { header, signature } = parseSignedHeader(value);
  orFail(() => verifySignature(parseHex(connector), toMessage(header), parseHex(signature)), 'header-signature-invalid', { connector });
  const names = new Set(['lot', ...Object.keys(expected)]) as Set<keyof ItemHeader>;
  const members = [...names].filter((name) => !isSame(header[name], expected[name]));
  if (members.length > 0) fail('header-foreign', { members });
  if (header.version < leastVersion) fail('header-superseded', { item: header.item, version: header.version, leastVersion });
  return header;
};
