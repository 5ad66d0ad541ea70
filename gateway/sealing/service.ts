import type { SealedItem, SignedWrap } from '../../api/sealed.ts';
import { parseBase64, toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { verifyHeader } from '../../privacy/sealing/header.ts';
import { verifyBatchWrap } from '../../privacy/sealing/wrap.ts';
import { verifyWorkRecipient } from '../../provenance/identity/recipient.ts';
import { required, requireThat } from '../../provenance/space/refusal.ts';
import type { Lot, SpaceState } from '../../provenance/space/state.ts';
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
  /** Takes batch keys for people on the roster who are cleared for the data. @throws DomainError as `deliver`, `wrap-recipient-unknown`, and those of `verifyBatchWrap` */
  wrap(lot: string, wraps: readonly SignedWrap[], caller: Caller): Promise<void>;
  /** @param recipient X25519 key, hex. @throws DomainError `item-not-sealed-for` */
  delivered(item: string, recipient: string): Promise<SealedDelivery>;
}

const isRecipient = (key: string, project: string, state: SpaceState): boolean => {
  try {
    verifyWorkRecipient(key, project, state);
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return false;
  }
};

/** Opening keys of everybody on the roster of the lot's project for whom its work may be sealed now. */
const recipientsOf = (state: SpaceState, { project }: Lot): ReadonlySet<string> => {
  const keys = (state.projects.get(project)?.roster?.signed.event.body.members ?? []).map(({ key }) => key);
  return new Set(keys.filter((key) => isRecipient(key, project, state)).flatMap((key) => state.certificates.get(key)?.openingKey ?? []));
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

const verifyWrap = (lot: Lot, space: string, known: ReadonlySet<string>, signed: SignedWrap): void => {
  const { wrap } = signed;
  const { recipient } = wrap;
  const batch =
    wrap.purpose === 'batch-key' && known.has(recipient) ? wrap.batch : fail('wrap-recipient-unknown', { lot: lot.id, recipient });
  verifyBatchWrap(signed, { space, project: lot.project, lot: lot.id, batch }, recipient, lot.opened.signed.event.actor.key);
};

export const createSealingService = (store: SealingStore, lots: LotService, directory: Directory): SealingService => {
  const requireSealed = (id: string, caller: Caller): Lot => {
    const lot = lots.requireOwnersConnector(id, caller);
    requireThat(lot.closed === undefined, 'lot-closed', { lot: id, closedAt: lot.closed?.index });
    requireThat(lot.opened.signed.event.body.lotKey !== undefined, 'sealing-unfit', { lot: id, rule: 'the project is open' });
    return lot;
  };
  return {
    deliver: async (id, items, caller) => {
      const lot = requireSealed(id, caller);
      const { space } = directory.state();
      for (const item of items) verifySealedItem(lot, space, item);
      await store.deliver(id, items);
    },
    wrap: async (id, wraps, caller) => {
      const lot = requireSealed(id, caller);
      const state = directory.state();
      const known = recipientsOf(state, lot);
      for (const signed of wraps) verifyWrap(lot, state.space, known, signed);
      await store.putWraps(id, wraps);
    },
    delivered: async (item, recipient) => (await store.delivered(item, recipient)) ?? fail('item-not-sealed-for', { item, recipient }),
  };
};
