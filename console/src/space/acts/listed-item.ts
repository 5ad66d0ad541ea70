import type { z } from 'zod';
import { ownItem } from '../../../../api/work.ts';
import type { Level } from '../../../../provenance/event/fields.ts';
import { leastVersionOf } from '../../../../provenance/space/rules-sealing.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import { requireOpening, type ActContext } from './context.ts';
import type { SealedWork } from './sealed-work.ts';

/** An item opened against the list that the lot was opened with. */
export interface OpenedItem {
  readonly lot: string;
  readonly item: string;
  /** Place in the lot's list, from 0. */
  readonly position: number;
  readonly text: string;
  /** Of a sealed item. */
  readonly level?: Level;
  /** End of the lease, ms; absent for one that has an own label, which is corrected without a lease. */
  readonly until?: number;
}

/** The item as the lot was opened with it. @throws DomainError `subject-unknown` */
export const listedItem = (lot: Lot, item: string): { readonly commitment: string; readonly position: number } => {
  const { items } = lot.opened.signed.event.body;
  const position = items.findIndex(({ id }) => id === item);
  const listed = items[position];
  return listed === undefined ? fail('subject-unknown', { lot: lot.id, item }) : { commitment: listed.commitment, position };
};

export const isSealed = ({ opened }: Lot): boolean => opened.signed.event.body.lotKey !== undefined;

/** The lot as this device knows it already: a submission never waits for the network. */
export const knownLot = ({ ledger }: ActContext, id: string): Lot => ledger().state.lots.get(id) ?? fail('subject-unknown', { lot: id });

type RelayedItem = z.infer<typeof ownItem>;

/** An item that this person holds or has labeled, untrusted. */
export const askItem = async ({ http }: Pick<ActContext, 'http'>, item: string): Promise<RelayedItem> =>
  // The item that was asked for, whatever the gateway calls its answer.
  ({ ...(await http.ask(ownItem, { path: `/api/items/${item}` })), item });

const isReplaced = (lot: Lot, relayed: RelayedItem): boolean =>
  'sealed' in relayed && relayed.sealed.signed.header.version < leastVersionOf(lot, relayed.item);

/**
 * What the gateway relays of an item must open what the lot's list commits to. What was sealed anew after it was handed out is asked for
 * again; a gateway that had logged that when it was asked hands out nothing older.
 * @param lot as the own copy of the log had it before the gateway was asked
 * @throws DomainError `opening-differs`; as `SealedWork.open`; those of the gateway
 */
export const openItem = async (
  context: ActContext,
  sealedWork: Pick<SealedWork, 'open'>,
  lot: Lot,
  relayed: RelayedItem,
): Promise<Omit<OpenedItem, 'until'>> => {
  const { item } = relayed;
  const now = knownLot(context, lot.id);
  if (isReplaced(now, relayed) && !isReplaced(lot, relayed)) return await openItem(context, sealedWork, now, await askItem(context, item));
  const { commitment, position } = listedItem(lot, item);
  if ('sealed' in relayed) {
    const { text, level } = await sealedWork.open(lot, relayed);
    return { lot: lot.id, item, position, text, level };
  }
  await requireOpening(context, relayed.opening, { kind: 'item', id: item, commitment });
  return { lot: lot.id, item, position, text: relayed.opening.value };
};
