import { equalBytes, parseHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { eventId, parseSignedEventJson } from '../../provenance/event/signing.ts';
import { placesOf } from '../../provenance/space/accounting.ts';
import type { PersonOf } from '../../provenance/space/item-claims.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { SubmittedWork } from '../labeling/verify-work.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A label or report on an item that the own copy of the log holds: the item was opened. Not whether the work counts. */
export interface LoggedWork {
  readonly item: string;
  /** Event id. */
  readonly id: string;
  /** Of its author. */
  readonly key: string;
  /** Hash of the item's header that she signed; a report names none. */
  readonly header?: string;
}

/**
 * By somebody who stands or stood on the roster. What somebody worked on who has left was opened too: else the lot would wait for others to
 * open what is done.
 */
const toLogged = async ({ signed, salt, index }: SubmittedWork, lot: Lot, ledger: Ledger): Promise<LoggedWork | undefined> => {
  const parsed = parseSignedEventJson(signed);
  const { event } = parsed;
  if (event.type !== 'annotation-signed' && event.type !== 'item-reported') return undefined;
  const isMember = ledger.state().projects.get(lot.project)?.rostered.has(event.actor.key) === true;
  if (!isMember || event.body.lot !== lot.id || index >= ledger.size) return undefined;
  const [entry] = await ledger.read(index, 1);
  const isLogged = entry !== undefined && equalBytes(entry, toLogEntry(parsed, parseHex(salt)));
  if (!isLogged) return undefined;
  const header = event.type === 'annotation-signed' ? event.body.sealed?.header : undefined;
  return { item: event.subject.id, id: eventId(event), key: event.actor.key, ...(header !== undefined && { header }) };
};

/** Work on a lot that was done for certain. What the gateway hands over (untrusted) and the log does not hold is left out. */
export const loggedWork = async (work: readonly SubmittedWork[], lot: Lot, ledger: Ledger): Promise<readonly LoggedWork[]> => {
  const logged: LoggedWork[] = [];
  for (const one of work) {
    try {
      const found = await toLogged(one, lot, ledger);
      if (found !== undefined) logged.push(found);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return logged;
};

/** Items on which as many people have worked as their lot asks for; a label that was declared unreadable is as if it had never been. */
export const doneItems = (
  work: readonly LoggedWork[],
  { opened, unreadable }: Pick<Lot, 'opened' | 'unreadable'>,
  personOf: PersonOf,
): ReadonlySet<string> => {
  const places = placesOf(opened.signed.event.body);
  const standing = Map.groupBy(
    work.filter(({ id }) => !unreadable.has(id)),
    ({ item }) => item,
  );
  const isDone = (own: readonly LoggedWork[]): boolean => new Set(own.map(({ key }) => personOf(key))).size >= places;
  return new Set([...standing].filter(([, own]) => isDone(own)).map(([item]) => item));
};
