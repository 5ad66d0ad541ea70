import { parseBase64, toBase64 } from '../../common/encodings.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { fail } from './errors.ts';
import { isBy, parseNote, signNote, verifyNoteSignature, type Note } from './note.ts';
import type { LogPolicy, ReceiptKey } from './policy.ts';

/** The sequencer's promise: this leaf has this index, and a witnessed checkpoint will hold it by the deadline. */
export interface Receipt {
  readonly index: number;
  /** RFC 6962 leaf hash, 32 bytes. */
  readonly leaf: Uint8Array;
  /** When the log took it: milliseconds since 1970. */
  readonly time: number;
  /** Until when a checkpoint with a quorum holds it: milliseconds since 1970. */
  readonly deadline: number;
}

/** The name of a log's receipt key. */
const toReceiptName = (log: string): string => `${log}/receipt`;

/**
 * A signed note by the log's receipt key; its text is five lines: `<log name>/receipt/1`, index, leaf hash (base64),
 * log time and deadline (milliseconds).
 */
export const signReceipt = (log: string, { index, leaf, time, deadline }: Receipt, key: SigningKey): string =>
  signNote([`${toReceiptName(log)}/1`, index, toBase64(leaf), time, deadline, ''].join('\n'), toReceiptName(log), key);

const parseFrame = (source: string): Note => {
  try {
    return parseNote(source);
  } catch (cause) {
    return fail('receipt-malformed', { what: 'frame' }, { cause });
  }
};

const parseLeaf = (text: string): Uint8Array | undefined => {
  try {
    return parseBase64(text);
  } catch {
    return undefined;
  }
};

const isCount = (text: string): boolean => /^(?:0|[1-9][0-9]*)$/.test(text) && Number.isSafeInteger(Number(text));

const parseText = (text: string, log: string): Receipt => {
  const [title, ...fields] = text.split('\n');
  const [index = '', hash = '', time = '', deadline = '', end] = fields;
  if (title !== `${toReceiptName(log)}/1` || fields.length !== 5 || end !== '') fail('receipt-malformed', { what: 'lines', title });
  const leaf = parseLeaf(hash);
  if (![index, time, deadline].every(isCount) || leaf?.length !== 32) return fail('receipt-malformed', { what: 'fields' });
  const receipt = { index: Number(index), leaf, time: Number(time), deadline: Number(deadline) };
  return receipt.deadline >= receipt.time ? receipt : fail('receipt-malformed', { what: 'deadline before time' });
};

const isValidAt = ({ from, to = Infinity }: ReceiptKey, index: number): boolean => index >= from && index < to;

/**
 * A receipt (untrusted text) by a receipt key of the policy that is good for this index. It carries exactly one signature.
 * @throws DomainError `receipt-malformed`, `receipt-key-unknown`, `receipt-forged`, `receipt-key-not-valid`
 */
export const verifyReceipt = (source: string, policy: LogPolicy): Receipt => {
  const note = parseFrame(source);
  const [signature, ...others] = note.signatures;
  if (signature === undefined || others.length > 0) return fail('receipt-malformed', { what: 'one signature is expected' });
  const known = policy.receipts.find(({ key }) => isBy(signature, key));
  if (known === undefined) return fail('receipt-key-unknown', { name: signature.name });
  try {
    verifyNoteSignature(note.text, signature, known.key);
  } catch (cause) {
    return fail('receipt-forged', { name: signature.name }, { cause });
  }
  const receipt = parseText(note.text, policy.log.name);
  return isValidAt(known, receipt.index)
    ? receipt
    : fail('receipt-key-not-valid', { index: receipt.index, from: known.from, to: known.to });
};
