import type { EntityManager } from 'typeorm';
import type { SealedItem, SignedWrap } from '../../api/sealed.ts';
import type { Clock } from '../../common/clock.ts';
import { verifyBatchWrap } from '../../privacy/sealing/wrap.ts';
import { required } from '../../provenance/space/refusal.ts';
import { isLabelerOf } from '../../provenance/space/rules-verdict.ts';
import type { Lot, SpaceState } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import { readSample } from '../lots/sample.ts';
import type { LotService } from '../lots/service.ts';
import { fail as refuseWrap } from '../sealing/errors.ts';
import { holdersOf, openingKeysOf, requireSealedLot, verifySealedItem } from '../sealing/sealed-for.ts';
import { fail } from './errors.ts';
import type { SealedSampleStore } from './sealed-store.ts';

/** What the gateway relays of a sealed lot's sample without being able to open it. */
export interface SampleRelay {
  /**
   * Takes drawn items (untrusted) from a connector of the lot's owner; they may come in parts and again.
   * @throws DomainError those of `requireSealedLot`, `draw-not-agreed`, `sample-not-drawn`, `item-not-sampled`, those of `verifySealedItem`
   */
  deliver(lot: string, items: readonly SealedItem[], caller: Caller): Promise<void>;
  /**
   * Takes their key for reviewers of the firm who are on the roster, cleared for the data, and could not label in the lot.
   * @throws DomainError as `deliver`, `wrap-recipient-unknown`, those of `verifyBatchWrap`
   */
  wrap(lot: string, wraps: readonly SignedWrap[], caller: Caller): Promise<void>;
}

export interface SampleRelayOptions {
  readonly manager: EntityManager;
  readonly sealed: SealedSampleStore;
  readonly lots: Pick<LotService, 'requireOwnersConnector'>;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** Opening keys of those who inspect. */
const inspectorsOf = (state: SpaceState, lot: Lot): ReadonlySet<string> => {
  const { by } = required(lot.opened.signed.event.body.inspection, 'draw-not-agreed', { lot: lot.id });
  const isInspector = (key: string): boolean => state.certificates.get(key)?.org === by && !isLabelerOf(state, lot, key);
  return openingKeysOf(state, holdersOf(state, lot, 'reviewer').filter(isInspector));
};

export const createSampleRelay = ({ manager, sealed, lots, directory, clock }: SampleRelayOptions): SampleRelay => ({
  deliver: async (id, items, caller) => {
    const lot = requireSealedLot(lots, id, caller);
    const state = directory.state();
    const { labels } = await readSample(manager, state, lot, clock());
    const drawn = new Set(labels.map(({ label }) => label.signed.event.subject.id));
    for (const item of items) {
      verifySealedItem(lot, state.space, item);
      if (!drawn.has(item.signed.header.item)) fail('item-not-sampled', { lot: id, item: item.signed.header.item });
    }
    await sealed.put(id, items);
  },
  wrap: async (id, wraps, caller) => {
    const lot = requireSealedLot(lots, id, caller);
    const state = directory.state();
    const known = inspectorsOf(state, lot);
    const place = { space: state.space, project: lot.project, lot: id };
    for (const signed of wraps) {
      const { recipient } = signed.wrap;
      if (!known.has(recipient)) refuseWrap('wrap-recipient-unknown', { lot: id, recipient });
      const batch = signed.wrap.purpose === 'batch-key' ? signed.wrap.batch : '';
      verifyBatchWrap(signed, { ...place, batch }, recipient, lot.opened.signed.event.actor.key);
    }
    await sealed.putWraps(id, wraps);
  },
});
