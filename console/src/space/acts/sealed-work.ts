import { annotationOpening, type Document } from '../../../../api/documents.ts';
import type { SealedItem, SignedWrap } from '../../../../api/sealed.ts';
import { toSignableBytes } from '../../../../common/canonical-json.ts';
import { toHex } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import type { LabelAddress } from '../../../../privacy/sealing/label-key.ts';
import { openLabel, sealLabel } from '../../../../privacy/sealing/label.ts';
import type { SealedLabel } from '../../../../privacy/sealing/messages.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import { verifyLabelRecipient } from '../../../../provenance/identity/recipient.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import type { ActContext } from './context.ts';
import { openBatch, openText, readJson, requireSealedForOwn, type OpenedText } from './sealed-item.ts';

type Opening = Extract<Document, { kind: 'annotation' }>['opening'];

/** An item as its owner's connector sealed it, with its batch's key for this person: untrusted. */
export interface SealedDelivery {
  readonly item: string;
  readonly sealed: SealedItem;
  readonly wrap: SignedWrap;
}

export interface SealedResult {
  readonly body: NonNullable<EventOf<'annotation-signed'>['body']['sealed']>;
  readonly document: Document;
}

/** What a labeler's browser does where the gateway must see neither items nor labels. */
export interface SealedWork {
  /**
   * @param lot as the own copy of the log had it before the gateway was asked for the item
   * @throws DomainError `item-withheld` with the reason where the own copy of the log does not say that it is sealed for this person;
   * `item-refused` with the reason (an alarm keeps the evidence)
   */
  open(lot: Lot, delivery: SealedDelivery): Promise<OpenedText>;
  /**
   * For the lot's key and for oneself, bound to the item as it was opened on this device.
   * @throws DomainError `item-text-gone`; `checkpoint-stale` and `recipient-revoked` while the lot's connector is not known to count
   */
  seal(lot: Lot, item: string, opening: Opening): SealedResult;
  /** An own label as the gateway kept it; undefined for one that does not open. */
  openOwn(lot: Lot, item: string, hash: string, sealed: SealedLabel): Opening | undefined;
  /** The key of an own label, for whoever decides whether it can be read. @throws DomainError `label-key-gone` */
  keyOf(lot: Lot, item: string, hash: string, sealed: SealedLabel): string;
}

export const createSealedWork = (context: ActContext): SealedWork => {
  const { space, key, opening, alarms, random, ledger, clock } = context;
  const headers = new Map<string, string>();

  const addressOf = (lot: Lot, item: string): LabelAddress => ({
    place: { space, lot: lot.id, item, author: key, lotEvent: lot.opened.id },
    readers: {
      lot: lot.opened.signed.event.body.lotKey ?? fail('subject-unknown', { lot: lot.id, reason: 'the lot has no key' }),
      author: toHex(opening.publicKey),
    },
  });

  const openedLabel = (lot: Lot, item: string, hash: string, sealed: SealedLabel) =>
    openLabel(sealed, 'author', opening, { ...addressOf(lot, item), hash });

  return {
    open: async (lot, delivery) => {
      await requireSealedForOwn(context, lot, 'labeler', delivery.item);
      try {
        const { sealed, wrap } = delivery;
        const opened = openText(context, lot, delivery.item, sealed, openBatch(context, lot, sealed.signed.header.batch, wrap));
        headers.set(delivery.item, opened.header);
        return opened;
      } catch (error) {
        const { code, details } = error instanceof DomainError ? error : { code: 'item-malformed', details: {} };
        const { item, sealed, wrap } = delivery;
        await alarms.raise('item-refused', toEvidence({ reason: code, details, lot: lot.id, item, header: sealed.signed, wrap }));
        return fail('item-refused', { lot: lot.id, item, reason: code }, { cause: error });
      }
    },
    seal: (lot, item, value) => {
      const header = headers.get(item) ?? fail('item-text-gone', { item });
      const { state, point } = ledger();
      verifyLabelRecipient(lot, { state, witnessedAt: point.witnessedAt, now: Math.floor(clock() / 1000) });
      const { sealed, hash } = sealLabel(toSignableBytes(value), addressOf(lot, item), random);
      return { body: { header, label: hash }, document: { kind: 'sealed-label', sealed } };
    },
    openOwn: (lot, item, hash, sealed) => {
      try {
        return annotationOpening.parse(readJson(openedLabel(lot, item, hash, sealed).content));
      } catch {
        return undefined;
      }
    },
    keyOf: (lot, item, hash, sealed) => {
      try {
        return toHex(openedLabel(lot, item, hash, sealed).labelKey);
      } catch (cause) {
        return fail('label-key-gone', { lot: lot.id, item }, { cause });
      }
    },
  };
};
