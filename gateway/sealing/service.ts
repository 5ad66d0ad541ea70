import type { SealedItem, SignedWrap } from '../../api/sealed.ts';
import { verifyBatchWrap, verifyLotWrap } from '../../privacy/sealing/wrap.ts';
import { requireThat } from '../../provenance/space/refusal.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import type { LotService } from '../lots/service.ts';
import { fail } from './errors.ts';
import { holdersOf, openingKeysOf, requireReviewer, requireSealedLot, verifySealedItem } from './sealed-for.ts';
import type { SealedDelivery, SealingStore } from './store.ts';

/** What the gateway relays without being able to open it. It checks form, signature and place, so that what it hands out is the owner's. */
export interface SealingService {
  /**
   * Takes sealed items (untrusted) from a connector of the lot's owner; they may come in parts, again, and sealed anew.
   * @throws DomainError `lot-unknown`, `role-required`, `subject-foreign`, `lot-closed`, `sealing-unfit`, `item-not-in-lot`,
   * `item-ciphertext-differs`, and those of `verifyHeader`
   */
  deliver(lot: string, items: readonly SealedItem[], caller: Caller): Promise<void>;
  /**
   * Takes keys for people on the roster who are cleared for the data: of batches for labelers while the lot is open, its own for reviewers once
   * it is closed.
   * @throws DomainError as `deliver`, `lot-incomplete`, `wrap-recipient-unknown`, and those of `verifyBatchWrap`
   */
  wrap(lot: string, wraps: readonly SignedWrap[], caller: Caller): Promise<void>;
  /** A closed lot's key for the reviewer who asks. @throws DomainError `lot-unknown`, `role-required`, `not-on-roster`, `lot-not-sealed-for` */
  lotKeyFor(lot: string, caller: Caller): Promise<SignedWrap>;
  /** @param recipient X25519 key, hex. @throws DomainError `item-not-sealed-for` */
  delivered(item: string, recipient: string): Promise<SealedDelivery>;
  /** See `SealingStore.headers`. */
  headers: SealingStore['headers'];
}

/** Of a batch while the lot is open, of the lot once it is closed; signed by the connector that opened the lot, for this very place. */
const verifyWrap = (lot: Lot, space: string, known: ReadonlySet<string>, signed: SignedWrap): void => {
  const { wrap } = signed;
  const { recipient } = wrap;
  if (!known.has(recipient)) fail('wrap-recipient-unknown', { lot: lot.id, recipient });
  const [place, connector] = [{ space, project: lot.project, lot: lot.id }, lot.opened.signed.event.actor.key];
  if (wrap.purpose === 'lot-key') verifyLotWrap(signed, place, recipient, connector);
  else verifyBatchWrap(signed, { ...place, batch: wrap.batch }, recipient, connector);
};

/** What is being labeled is for labelers; the labels are for reviewers, once none is added. */
const requirePurpose = (lot: Lot, { wrap }: SignedWrap): void => {
  if (wrap.purpose === 'batch-key') requireThat(lot.closed === undefined, 'lot-closed', { lot: lot.id, closedAt: lot.closed?.index });
  else requireThat(lot.closed !== undefined, 'lot-incomplete', { lot: lot.id, rule: 'the key of a lot follows its closing' });
};

export const createSealingService = (store: SealingStore, lots: LotService, directory: Directory): SealingService => {
  return {
    deliver: async (id, items, caller) => {
      const lot = requireSealedLot(lots, id, caller);
      requireThat(lot.closed === undefined, 'lot-closed', { lot: id, closedAt: lot.closed?.index });
      const { space } = directory.state();
      for (const item of items) verifySealedItem(lot, space, item);
      await store.deliver(id, items);
    },
    wrap: async (id, wraps, caller) => {
      const lot = requireSealedLot(lots, id, caller);
      for (const signed of wraps) requirePurpose(lot, signed);
      const state = directory.state();
      const known = openingKeysOf(state, holdersOf(state, lot, lot.closed === undefined ? 'labeler' : 'reviewer'));
      for (const signed of wraps) verifyWrap(lot, state.space, known, signed);
      await (lot.closed === undefined ? store.putWraps(id, wraps) : store.putLotWraps(id, wraps));
    },
    lotKeyFor: async (id, caller) => {
      const { key, openingKey } = directory.requireRole(caller, 'reviewer');
      const lot = lots.find(id);
      requireReviewer(directory.state(), lot, key);
      return (await store.lotWrap(id, openingKey)) ?? fail('lot-not-sealed-for', { lot: id, recipient: openingKey });
    },
    delivered: async (item, recipient) => (await store.delivered(item, recipient)) ?? fail('item-not-sealed-for', { item, recipient }),
    headers: (hashes) => store.headers(hashes),
  };
};
