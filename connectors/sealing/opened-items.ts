import { equalBytes, parseHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { parseSignedEventJson } from '../../provenance/event/signing.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { SubmittedWork } from '../labeling/verify-work.ts';
import type { Ledger } from '../ledger/ledger.ts';

/**
 * Somebody who stands or stood on the roster signed work on this lot, and the own copy of the log holds it: the item was opened. Not whether it
 * counts. What somebody worked on who has left was opened too: else the lot would wait for others to open what is done.
 */
const itemOf = async ({ signed, salt, index }: SubmittedWork, lot: Lot, ledger: Ledger): Promise<string | undefined> => {
  const parsed = parseSignedEventJson(signed);
  const { event } = parsed;
  if (event.type !== 'annotation-signed' && event.type !== 'item-reported') return undefined;
  const isMember = ledger.state().projects.get(lot.project)?.rostered.has(event.actor.key) === true;
  if (!isMember || event.body.lot !== lot.id || index >= ledger.size) return undefined;
  const [entry] = await ledger.read(index, 1);
  return entry !== undefined && equalBytes(entry, toLogEntry(parsed, parseHex(salt))) ? event.subject.id : undefined;
};

/** Items of a lot that were opened for certain. What the gateway hands over (untrusted) and does not hold is left out. */
export const openedItems = async (work: readonly SubmittedWork[], lot: Lot, ledger: Ledger): Promise<ReadonlySet<string>> => {
  const items = new Set<string>();
  for (const one of work) {
    try {
      const item = await itemOf(one, lot, ledger);
      if (item !== undefined) items.add(item);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return items;
};
