import { itemText } from '../../../../api/documents.ts';
import type { SealedItem } from '../../../../api/sealed.ts';
import { parseJson, type Json } from '../../../../common/canonical-json.ts';
import { parseBase64, toHex } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import { openItem } from '../../../../privacy/sealing/item.ts';
import { openBatchKey } from '../../../../privacy/sealing/wrap.ts';
import { verifyOpening } from '../../../../provenance/event/commitment.ts';
import { covers, type Level } from '../../../../provenance/event/fields.ts';
import { verifyWorkRecipient } from '../../../../provenance/identity/recipient.ts';
import { levelOf } from '../../../../provenance/space/level.ts';
import { leastVersionOf } from '../../../../provenance/space/rules-sealing.ts';
import type { Duty, Lot } from '../../../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { ActContext } from './context.ts';

export interface OpenedText {
  readonly text: string;
  /** Hash of the item's header. */
  readonly header: string;
  /** As its header says, or as the data are graded now where that is stricter. */
  readonly level: Level;
}

/** Untrusted bytes to the JSON that they spell. @throws TypeError, SyntaxError */
export const readJson = (bytes: Uint8Array): Json => parseJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));

const commitmentOf = (lot: Lot, item: string): string =>
  lot.opened.signed.event.body.items.find(({ id }) => id === item)?.commitment ?? fail('subject-unknown', { lot: lot.id, item });

const placeOf = ({ space }: Pick<ActContext, 'space'>, { id, project }: Lot) => ({ space, project, lot: id });

/**
 * The key of one of a lot's batches, out of an untrusted wrap for this person.
 * @throws DomainError those of `openBatchKey`
 */
export const openBatch = (context: Pick<ActContext, 'space' | 'opening'>, lot: Lot, batch: string, wrap: unknown): Uint8Array =>
  openBatchKey(wrap, { ...placeOf(context, lot), batch }, context.opening, lot.opened.signed.event.actor.key);

/**
 * The text of an untrusted sealed item, which is the one that the lot's opening commits to.
 * @throws DomainError those of `openItem`, `commitment-not-opened`; TypeError, SyntaxError or ZodError for what is no text
 */
export const openText = (
  context: Pick<ActContext, 'space' | 'ledger'>,
  lot: Lot,
  item: string,
  { signed, box }: SealedItem,
  batchKey: Uint8Array,
): OpenedText => {
  const commitment = commitmentOf(lot, item);
  const premise = {
    connector: lot.opened.signed.event.actor.key,
    expected: { ...placeOf(context, lot), item, commitment },
    leastVersion: leastVersionOf(lot, item),
  };
  const opened = openItem({ signed, box: parseBase64(box) }, batchKey, premise);
  const text = itemText.parse(readJson(opened.content));
  verifyOpening({ salt: toHex(opened.salt), value: text }, 'item', item, commitment);
  const [sealedAs, now] = [opened.header.level, levelOf(context.ledger().state, lot.project)];
  return { text, header: opened.headerHash, level: covers(sealedAs, now) ? sealedAs : now };
};

/**
 * By the own copy of the log work of this lot is sealed for this person, whatever the gateway hands out. What was signed a moment ago is waited
 * for, and the gateway may have handed it out a moment too early: so this is no alarm.
 * @throws DomainError `item-withheld` with the reason
 */
export const requireSealedForOwn = async (
  { key, ledger }: Pick<ActContext, 'key' | 'ledger'>,
  { id, project }: Lot,
  duty: Duty,
  item?: string,
): Promise<void> => {
  const verify = (): void => verifyWorkRecipient(key, project, ledger().state, duty);
  try {
    verify();
  } catch {
    await ledger()
      .advance()
      .catch(() => undefined);
    try {
      verify();
    } catch (cause) {
      if (!(cause instanceof DomainError)) throw cause;
      fail('item-withheld', { lot: id, ...(item !== undefined && { item }), reason: cause.code }, { cause });
    }
  }
};
