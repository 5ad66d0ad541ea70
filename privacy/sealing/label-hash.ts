import { sha256 } from '../../common/crypto/hash.ts';
import { parseBase64, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { fail, orFail } from './errors.ts';
import { sealedLabel, type SealedLabel } from './messages.ts';

const DOMAIN = toUtf8('xinbiao/sealed-label/1\n');

/** Untrusted JSON value to a label of the right form, not verified. @throws DomainError `label-malformed` */
export const parseSealedLabel = (value: unknown): SealedLabel => {
  const parsed = sealedLabel.safeParse(value);
  if (parsed.success) {
    orFail(() => parseBase64(parsed.data.box), 'label-malformed', { pointer: '/box' });
    return parsed.data;
  }
  return fail('label-malformed', { problems: parsed.error.issues.map(({ path, code }) => ({ pointer: `/${path.join('/')}`, code })) });
};

/**
 * What the author signs of a sealed label, hex: SHA-256("xinbiao/sealed-label/1" LF || key commitment || SHA-256(nonce || sealed bytes) || the
 * lot's wrap || the author's wrap). All parts have a fixed length (32, 32, 80, 80), so each label has one input.
 */
export const labelHash = ({ key, box, wraps }: SealedLabel): string =>
  toHex(sha256(DOMAIN, parseHex(key), sha256(parseBase64(box)), parseHex(wraps.lot), parseHex(wraps.author)));

/**
 * An untrusted label is the one whose hash was signed; needs no key, so the gateway runs it before it takes a label.
 * @param hash from the author's signed event
 * @throws DomainError `label-malformed`, `label-differs`
 */
export const verifySealedLabel = (value: unknown, hash: string): SealedLabel => {
  const sealed = parseSealedLabel(value);
  const actual = labelHash(sealed);
  return actual === hash ? sealed : fail('label-differs', { signed: hash, actual });
};
