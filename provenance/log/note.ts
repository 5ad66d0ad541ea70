import { concatBytes, equalBytes, parseBase64, parseHex, toBase64, toHex, toUtf8 } from '../../common/encodings.ts';
import { fail } from '../errors.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { verifySignature, type SigningKey } from '../../common/crypto/signature.ts';

/** C2SP signed-note signature types that we know. */
export const ED25519 = 1;

export interface NoteKey {
  readonly name: string;
  readonly type: number;
  readonly publicKey: Uint8Array;
}

interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly bytes: Uint8Array;
}

export interface Note {
  /** Signed text, ends in LF. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const NAME = /^[^\p{White_Space}\p{Cc}+]+$/u;
const LINE = /^\u2014 ([^ ]+) ([A-Za-z0-9+/=]+)$/u;
const MOST_SIGNATURES = 64;

/** C2SP signed-note: the first four bytes of SHA-256(name || LF || type || key); a hint, no security. */
const noteKeyId = ({ name, type, publicKey }: NoteKey): Uint8Array =>
  sha256(toUtf8(`${name}\n`), Uint8Array.of(type), publicKey).slice(0, 4);

/** The verifier key text `name+hash+key` of C2SP signed-note. */
export const toVerifierKey = (key: NoteKey): string =>
  `${key.name}+${toHex(noteKeyId(key))}+${toBase64(concatBytes(Uint8Array.of(key.type), key.publicKey))}`;

/** @throws DomainError `note-malformed` */
export const parseVerifierKey = (text: string): NoteKey => {
  const [, name = '', id = '', data = ''] =
    /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? fail('note-malformed', { what: 'verifier key' });
  const bytes = parseBase64(data);
  const key = { name, type: bytes[0] ?? 0, publicKey: bytes.slice(1) };
  if (!NAME.test(name) || !equalBytes(noteKeyId(key), parseHex(id))) fail('note-malformed', { what: 'verifier key' });
  return key;
};

const parseSignature = (line: string): NoteSignature => {
  const [, name = '', data = ''] = LINE.exec(line) ?? fail('note-malformed', { line });
  const bytes = parseBase64(data);
  if (!NAME.test(name) || bytes.length < 5) fail('note-malformed', { line });
  return { name, keyId: bytes.slice(0, 4), bytes: bytes.slice(4) };
};

/** Untrusted text to its parts. @throws DomainError `note-malformed` */
export const parseNote = (source: string): Note => {
  const at = source.lastIndexOf('\n\n');
  // oxlint-disable-next-line no-control-regex -- the format forbids exactly these
  if (at < 0 || !source.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f\u007f]/u.test(source)) fail('note-malformed', { what: 'frame' });
  const lines = source.slice(at + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) fail('note-malformed', { what: 'too many signatures' });
  return { text: source.slice(0, at + 1), signatures: lines.map(parseSignature) };
};

/** The note's text, once signed by `key`. A line of that name and id that fails refuses the whole note. */
export const verifyNote = (note: Note, key: NoteKey): string => {
  const id = noteKeyId(key);
  const own = note.signatures.filter((s) => s.name === key.name && equalBytes(s.keyId, id));
  for (const signature of own) verifySignature(key.publicKey, toUtf8(note.text), signature.bytes);
  return own.length > 0 ? note.text : fail('note-unsigned', { key: key.name });
};

export const signNote = (text: string, name: string, key: SigningKey): string => {
  const id = noteKeyId({ name, type: ED25519, publicKey: key.publicKey });
  return `${text}\n\u2014 ${name} ${toBase64(concatBytes(id, key.sign(toUtf8(text))))}\n`;
};
