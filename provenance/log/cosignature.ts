import { concatBytes, toUtf8 } from '../../common/encodings.ts';
import { verifySignature, type SigningKey } from '../../common/crypto/signature.ts';
import { parseCheckpointText } from './checkpoint.ts';
import { fail } from './errors.ts';
import { COSIGNATURE, createSignatureLine, isBy, type Note, type NoteKey, type NoteSignature } from './note.ts';

/** A witness's key by its own name (C2SP tlog-cosignature, type 4). */
export const toWitnessKey = (name: string, publicKey: Uint8Array): NoteKey => ({ name, type: COSIGNATURE, publicKey });

const toMessage = (text: string, time: number): Uint8Array => toUtf8(`cosignature/v1\ntime ${time}\n${text}`);

const toTimestamp = (time: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  return bytes;
};

/**
 * The line (ended by LF) by which a witness states: at this time the largest tree of this log that I have seen, consistent
 * with all before it, is this one. The caller has checked exactly that.
 * @param time Unix seconds
 * @throws DomainError `checkpoint-malformed` when the note is not a checkpoint, `cosignature-malformed` for a time that is none
 */
export const signCosignature = (note: Note, name: string, key: SigningKey, time: number): string => {
  parseCheckpointText(note.text);
  if (!Number.isSafeInteger(time) || time < 0) fail('cosignature-malformed', { time });
  return createSignatureLine(toWitnessKey(name, key.publicKey), concatBytes(toTimestamp(time), key.sign(toMessage(note.text, time))));
};

/**
 * One line by a witness, to its time in Unix seconds.
 * @throws DomainError `cosignature-malformed`, `signature-invalid`
 */
export const verifyCosignatureLine = (text: string, signature: NoteSignature, key: NoteKey): number => {
  const { bytes } = signature;
  if (key.type !== COSIGNATURE || bytes.length !== 72) return fail('cosignature-malformed', { witness: key.name });
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  if (!Number.isSafeInteger(time)) fail('cosignature-malformed', { witness: key.name, time });
  verifySignature(key.publicKey, toMessage(text, time), bytes.subarray(8));
  return time;
};

/**
 * When this witness cosigned, in Unix seconds: its newest line counts. Every line by its key must hold.
 * @throws DomainError `note-unsigned` without any, `cosignature-malformed`, `signature-invalid`
 */
export const verifyCosignature = (note: Note, key: NoteKey): number => {
  const times = note.signatures.filter((s) => isBy(s, key)).map((s) => verifyCosignatureLine(note.text, s, key));
  return times.length > 0 ? Math.max(...times) : fail('note-unsigned', { key: key.name });
};
