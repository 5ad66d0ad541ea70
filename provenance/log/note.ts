import { concatBytes, equalBytes, parseBase64, parseHex, toBase64, toHex, toUtf8 } from '../../common/encodings.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { verifySignature, type SigningKey } from '../../common/crypto/signature.ts';
import { fail } from './errors.ts';

/** C2SP signed-note signature types that we know. */
export const ED25519 = 1;
export const COSIGNATURE = 4;

export interface NoteKey {
  readonly name: string;
  readonly type: number;
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  /** What follows the key id. */
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
const LONGEST_NOTE = 65_536;

/** C2SP signed-note: the first four bytes of SHA-256(name || LF || type || key); a hint, no security. */
const noteKeyId = ({ name, type, publicKey }: NoteKey): Uint8Array =>
  sha256(toUtf8(`${name}\n`), Uint8Array.of(type), publicKey).slice(0, 4);

/** The verifier key text `name+hash+key` of C2SP signed-note. */
export const toVerifierKey = (key: NoteKey): string =>
  `${key.name}+${toHex(noteKeyId(key))}+${toBase64(concatBytes(Uint8Array.of(key.type), key.publicKey))}`;

/** @throws DomainError `note-malformed`, `malformed-encoding` */
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

/** Untrusted text (at most 64 KiB, 64 signatures) to its parts. @throws DomainError `note-malformed`, `malformed-encoding` */
export const parseNote = (source: string): Note => {
  if (source.length > LONGEST_NOTE) fail('note-malformed', { what: 'too long' });
  const at = source.lastIndexOf('\n\n');
  // oxlint-disable-next-line no-control-regex -- the format forbids exactly these
  if (at < 0 || !source.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f\u007f]/u.test(source)) fail('note-malformed', { what: 'frame' });
  const lines = source.slice(at + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) fail('note-malformed', { what: 'too many signatures' });
  return { text: source.slice(0, at + 1), signatures: lines.map(parseSignature) };
};

const toSignatureLine = ({ name, keyId, bytes }: NoteSignature): string => `\u2014 ${name} ${toBase64(concatBytes(keyId, bytes))}\n`;

/** One signature line, ended by LF, of this key over bytes that the caller has signed as the key's type demands. */
export const createSignatureLine = (key: NoteKey, bytes: Uint8Array): string =>
  toSignatureLine({ name: key.name, keyId: noteKeyId(key), bytes });

/** A note's parts to its text; the inverse of `parseNote`. */
export const toNoteSource = ({ text, signatures }: Note): string => `${text}\n${signatures.map(toSignatureLine).join('')}`;

/** Does the line claim to be by this key? Only its verification says that it is. */
export const isBy = (signature: NoteSignature, key: NoteKey): boolean =>
  signature.name === key.name && equalBytes(signature.keyId, noteKeyId(key));

/**
 * Adds one signature line (ended by LF, untrusted, not verified here) to a note; a line of the same name and key id is replaced.
 * @throws DomainError `note-malformed`, `malformed-encoding`
 */
export const addSignatureLine = (source: string, line: string): string => {
  const note = parseNote(source);
  if (!line.endsWith('\n')) fail('note-malformed', { line });
  const added = parseSignature(line.slice(0, -1));
  const others = note.signatures.filter(({ name, keyId }) => name !== added.name || !equalBytes(keyId, added.keyId));
  return others.length < MOST_SIGNATURES
    ? toNoteSource({ text: note.text, signatures: [...others, added] })
    : fail('note-malformed', { what: 'too many signatures' });
};

/** One line by a type 1 key. @throws DomainError `signature-invalid`, `note-malformed` for a key of another type */
export const verifyNoteSignature = (text: string, signature: NoteSignature, key: NoteKey): void => {
  if (key.type !== ED25519) fail('note-malformed', { what: 'key type', type: key.type });
  verifySignature(key.publicKey, toUtf8(text), signature.bytes);
};

/**
 * The note's text, once signed by `key` (type 1). A line of that name and id that fails refuses the whole note; others are ignored.
 * @throws DomainError `note-unsigned`, `signature-invalid`
 */
export const verifyNote = (note: Note, key: NoteKey): string => {
  const own = note.signatures.filter((signature) => isBy(signature, key));
  for (const signature of own) verifyNoteSignature(note.text, signature, key);
  return own.length > 0 ? note.text : fail('note-unsigned', { key: key.name });
};

/** A note of this text (ends in LF) under one type 1 signature. */
export const signNote = (text: string, name: string, key: SigningKey): string =>
  `${text}\n${createSignatureLine({ name, type: ED25519, publicKey: key.publicKey }, key.sign(toUtf8(text)))}`;
