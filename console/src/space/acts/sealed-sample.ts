import type { z } from 'zod';
import { annotationOpening } from '../../../../api/documents.ts';
import { lotKey, type SealedItem, type SignedWrap } from '../../../../api/sealed.ts';
import type { OpeningKey } from '../../../../common/crypto/sealing.ts';
import { DomainError } from '../../../../common/errors.ts';
import { parseResult, type Result } from '../../../../labeling/result.ts';
import { openLabel } from '../../../../privacy/sealing/label.ts';
import { openLotKey } from '../../../../privacy/sealing/wrap.ts';
import { verifyOpening } from '../../../../provenance/event/commitment.ts';
import type { EventOf, SignedEvent } from '../../../../provenance/event/event.ts';
import type { Level } from '../../../../provenance/event/fields.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import type { ActContext } from './context.ts';
import { openBatch, openText, readJson, requireSealedForOwn } from './sealed-item.ts';

type Unseen = Extract<EventOf<'verdict-signed'>['body']['finding'], { readonly verdict: 'unseen' }>;

/** Of a label that nobody of the firm can read, by the doing of whoever sealed it or its item: what does not open, and why. */
export interface Unread {
  readonly part: Unseen['part'];
  /** Code of what failed. */
  readonly reason: string;
}

/** A label with the text that it is about, or why a reviewer cannot read them. */
export type SampledContent =
  | {
      readonly text: string;
      readonly result: Result;
      /** Of a sealed item. */
      readonly level?: Level;
    }
  | { readonly unread: Unread };

/** What the gateway hands out of one drawn label: untrusted. */
export interface SealedRow {
  readonly item: string;
  readonly sealed: SealedItem;
  readonly wrap: SignedWrap | undefined;
  /** The label as its author sealed it. */
  readonly label: unknown;
}

/** @throws DomainError what only a gateway can have caused: what it hands out is not what was signed */
export type OpenSealed = (row: SealedRow, label: SignedEvent<'annotation-signed'>) => SampledContent;

/** Failures of what somebody else than the owner's connector or the label's author made, so the gateway's. */
const GATEWAYS: ReadonlySet<string> = new Set([
  'wrap-malformed',
  'wrap-signature-invalid',
  'wrap-foreign',
  'header-malformed',
  'header-signature-invalid',
  'header-foreign',
  'header-superseded',
  'item-ciphertext-differs',
  'label-malformed',
  'label-differs',
]);

const orUnread = <T>(part: Unread['part'], open: () => T): { readonly opened: T } | { readonly unread: Unread } => {
  try {
    return { opened: open() };
  } catch (error) {
    if (!(error instanceof DomainError)) return { unread: { part, reason: `${part}-malformed` } };
    // A box that is no base64 is not the one whose hash the header holds.
    if (GATEWAYS.has(error.code) || (part === 'item' && error.code === 'malformed-encoding')) throw error;
    return { unread: { part, reason: error.code } };
  }
};

const readLabel = (
  { ledger }: ActContext,
  lot: Lot,
  sealed: unknown,
  { event }: SignedEvent<'annotation-signed'>,
  key: OpeningKey,
): Result => {
  const { actor, body, subject, space } = event;
  const place = { space, lot: lot.id, item: subject.id, author: actor.key, lotEvent: lot.opened.id };
  const author = ledger().state.certificates.get(actor.key)?.openingKey ?? '';
  const readers = { lot: lot.opened.signed.event.body.lotKey ?? '', author };
  const { content } = openLabel(sealed, 'lot', key, { place, readers, hash: body.sealed?.label ?? '' });
  const opening = annotationOpening.parse(readJson(content));
  verifyOpening(opening, 'annotation', subject.id, body.result);
  return parseResult(opening.value);
};

const fetchLotKey = async ({ http, space, opening, alarms }: ActContext, { id, project, opened }: Lot) => {
  const { wrap }: z.infer<typeof lotKey> = await http.ask(lotKey, { path: `/api/lots/${id}/key` });
  const { actor, body } = opened.signed.event;
  const premise = { connector: actor.key, lotKey: body.lotKey ?? '' };
  try {
    return orUnread('label', () => openLotKey(wrap, { space, project, lot: id }, opening, premise));
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    const details = { lot: id, part: cause.code };
    await alarms.raise('sample-differs', toEvidence({ ...details, wrap }));
    return fail('sample-differs', details, { cause });
  }
};

/**
 * Opens what was sealed of a lot's sample for this person, as far as her own copy of the log says that it was.
 * @throws DomainError `item-withheld` with the reason; the gateway's refusal of the lot's key; `sample-differs` for another key (an alarm keeps it)
 */
export const openSealedSample = async (context: ActContext, lot: Lot): Promise<OpenSealed> => {
  await requireSealedForOwn(context, lot, 'reviewer');
  const key = await fetchLotKey(context, lot);
  return ({ item, sealed, wrap, label }, event) => {
    const read = orUnread('item', () => openText(context, lot, item, sealed, openBatch(context, lot, sealed.signed.header.batch, wrap)));
    if ('unread' in read) return read;
    if ('unread' in key) return key;
    const answered = orUnread('label', () => readLabel(context, lot, label, event, key.opened));
    if ('unread' in answered) return answered;
    return { text: read.opened.text, result: answered.opened, level: read.opened.level };
  };
};
