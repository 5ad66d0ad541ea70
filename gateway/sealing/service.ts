import type { SealedItem, SignedWrap } from '../../api/sealed.ts';
import { parseBase64, toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { verifyHeader } from '../../privacy/sealing/header.ts';
import { verifyBatchWrap, verifyLotWrap } from '../../privacy/sealing/wrap.ts';
import { verifyWorkRecipient } from '../../provenance/identity/recipient.ts';
import { required, requireThat } from '../../provenance/space/refusal.ts';
import type { Duty, Lot, SpaceState } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import type { LotService } from '../lots/service.ts';
import { fail } from './errors.ts';
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
}

const isRecipient = (key: string, project: string, state: SpaceState, duty: Duty): boolean => {
  try {
    verifyWorkRecipient(key, project, state, duty);
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return false;
  }
};

/** Opening keys of those on the roster of the lot's project with this duty for whom it may be sealed now. */
const recipientsOf = (state: SpaceState, { project }: Lot, duty: Duty): ReadonlySet<string> => {
  const keys = (state.projects.get(project)?.roster?.signed.event.body.members ?? []).map(({ key }) => key);
  const counting = keys.filter((key) => isRecipient(key, project, state, duty));
  return new Set(counting.flatMap((key) => state.certificates.get(key)?.openingKey ?? []));
};

const verifySealedItem = (lot: Lot, space: string, { signed, box }: SealedItem): void => {
  const { actor, body } = lot.opened.signed.event;
  const { item } = signed.header;
  const listed = required(
    body.items.find(({ id }) => id === item),
    'item-not-in-lot',
    { lot: lot.id, item },
  );
  const expected = { space, project: lot.project, lot: lot.id, item, commitment: listed.commitment };
  const header = verifyHeader(signed, { connector: actor.key, expected });
  if (toHex(sha256(parseBase64(box))) !== header.ciphertext) fail('item-ciphertext-differs', { item });
};

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
  const requireSealed = (id: string, caller: Caller): Lot => {
    const lot = lots.requireOwnersConnector(id, caller);
    requireThat(lot.opened.signed.event.body.lotKey !== undefined, 'sealing-unfit', { lot: id, rule: 'the project is open' });
    return lot;
  };
  return {
    deliver: async (id, items, caller) => {
      const lot = requireSealed(id, caller);
      requireThat(lot.closed === undefined, 'lot-closed', { lot: id, closedAt: lot.closed?.index });
      const { space } = directory.state();
      for (const item of items) verifySealedItem(lot, space, item);
      await store.deliver(id, items);
    },
    wrap: async (id, wraps, caller) => {
      const lot = requireSealed(id, caller);
      for (const signed of wraps) requirePurpose(lot, signed);
      const state = directory.state();
      const known = recipientsOf(state, lot, lot.closed === undefined ? 'labeler' : 'reviewer');
      for (const signed of wraps) verifyWrap(lot, state.space, known, signed);
      await (lot.closed === undefined ? store.putWraps(id, wraps) : store.putLotWraps(id, wraps));
    },
    lotKeyFor: async (id, caller) => {
      const { key, openingKey } = directory.requireRole(caller, 'reviewer');
      const lot = lots.find(id);
      const isReviewer = isRecipient(key, lot.project, directory.state(), 'reviewer');
      requireThat(isReviewer, 'not-on-roster', { key, project: lot.project, whoCanApprove: 'data-owner' });
      return (await store.lotWrap(id, openingKey)) ?? fail('lot-not-sealed-for', { lot: id, recipient: openingKey });
    },
    delivered: async (item, recipient) => (await store.delivered(item, recipient)) ?? fail('item-not-sealed-for', { item, recipient }),
  };
};
