import { eventSubmission } from '../../api/events.ts';
import { parseHex } from '../../common/encodings.ts';
import { createSigningKey, type SigningKey } from '../../common/crypto/signature.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { eventId, parseSignedEventJson } from '../../provenance/event/signing.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { parseNote, toNoteSource } from '../../provenance/log/note.ts';
import { signReceipt, type Receipt } from '../../provenance/log/receipt.ts';
import { answerJson, type Passing, type Rule } from './hostile-layer.ts';

/** What the gateway answers to a submitted event. */
export interface Acknowledgement {
  readonly id: string;
  readonly index: number;
  readonly receipt: Receipt;
  readonly key: SigningKey;
}
export type ReceiptLie = (honest: Acknowledgement) => Partial<Acknowledgement> & { readonly spoil?: boolean };

const HOUR = 3_600_000;
const OTHER_LEAF = new Uint8Array(32).fill(7);

/** Lies about a receipt, each under the reason by which a browser refuses it. */
export const RECEIPT_LIES: Readonly<Record<string, ReceiptLie>> = {
  'another-event': () => ({ id: 'ab'.repeat(32) }),
  'another-leaf': ({ receipt }) => ({ receipt: { ...receipt, leaf: OTHER_LEAF } }),
  'another-index': ({ receipt }) => ({ receipt: { ...receipt, index: receipt.index + 1 } }),
  'index-taken': ({ receipt }) => ({ index: 0, receipt: { ...receipt, index: 0 } }),
  'time-too-early': ({ receipt }) => ({ receipt: { ...receipt, time: receipt.time - HOUR } }),
  'time-too-late': ({ receipt }) => ({ receipt: { ...receipt, time: receipt.time + HOUR, deadline: receipt.time + 2 * HOUR } }),
  'deadline-too-far': ({ receipt }) => ({ receipt: { ...receipt, deadline: receipt.time + 24 * HOUR } }),
  'receipt-key-unknown': () => ({ key: createSigningKey(new Uint8Array(32).fill(9)) }),
  'receipt-forged': () => ({ spoil: true }),
};

/** The last byte of the note's one signature is another. */
const spoilSignature = (source: string): string => {
  const { text, signatures } = parseNote(source);
  return toNoteSource({
    text,
    signatures: signatures.map((one) => ({ ...one, bytes: one.bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte)) })),
  });
};

const describeEvent = (body: Buffer): { readonly id: string; readonly leaf: Uint8Array } => {
  const { signed: value, salt } = eventSubmission.parse(JSON.parse(body.toString('utf8')));
  const signed = parseSignedEventJson(value);
  return { id: eventId(signed.event), leaf: leafHash(toLogEntry(signed, salt === undefined ? undefined : parseHex(salt))) };
};

const isSubmission = ({ method, path, reader }: Passing, by: string): boolean =>
  method === 'POST' && path === '/api/events' && reader === by;

export interface ReceiptSigner {
  readonly name: string;
  readonly receipt: SigningKey;
}

/** The log takes the event, and the receipt says something else. */
export const lieInReceipts =
  (by: string, { name, receipt: key }: ReceiptSigner, lie: ReceiptLie): Rule =>
  async (passing, forward) => {
    if (!isSubmission(passing, by)) return undefined;
    const answer = await forward();
    if (answer.status >= 300) return answer;
    const { index } = JSON.parse(answer.body.toString('utf8')) as { index: number };
    const { id, leaf } = describeEvent(passing.body);
    const time = Date.now();
    const honest = { id, index, receipt: { index, leaf, time, deadline: time + 60_000 }, key };
    const { spoil = false, ...told } = { ...honest, ...lie(honest) };
    const text = signReceipt(name, told.receipt, told.key);
    return answerJson({ id: told.id, index: told.index, receipt: spoil ? spoilSignature(text) : text }, 201);
  };

/** The log never hears of the event; its receipt is by the log's own key. @param promise index and milliseconds until the deadline */
export const dropEvents =
  (
    by: string,
    { name, receipt: key }: ReceiptSigner,
    promise: () => { readonly index: number; readonly within: number },
    dropped: (id: string) => void = () => undefined,
  ): Rule =>
  (passing) => {
    if (!isSubmission(passing, by)) return undefined;
    const { id, leaf } = describeEvent(passing.body);
    const [{ index, within }, time] = [promise(), Date.now()];
    dropped(id);
    return answerJson({ id, index, receipt: signReceipt(name, { index, leaf, time, deadline: time + within }, key) }, 201);
  };
