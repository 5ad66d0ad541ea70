import { lease, leaseRenewal, MOST_HELD, workListing } from '../../../../api/work.ts';
import type { z } from 'zod';
import type { Result } from '../../../../labeling/result.ts';
import type { EventOf } from '../../../../provenance/event/event.ts';
import type { EventDraft } from '../draft.ts';
import { fail } from '../errors.ts';
import { readPages } from '../pages.ts';
import { HOLD } from '../outbox.ts';
import type { KeyValueStore } from '../ports.ts';
import { toAnswer } from './answer.ts';
import { fromLog, type ActContext } from './context.ts';
import { askItem, knownLot, listedItem, openItem, type OpenedItem } from './listed-item.ts';
import { createOwnLabels, type OwnLabels } from './own-labels.ts';
import { createGoldActs, type GoldActs } from './gold.ts';
import { createPayActs, type PayActs } from './pay.ts';
import { createReturnedActs, requireReworkable, type ReturnedActs, type ReturnedLabel } from './returned.ts';
import { createSealedWork, type SealedWork } from './sealed-work.ts';

type WorkLot = z.infer<typeof workListing>['lots'][number];

export interface TakenItem extends OpenedItem {
  readonly until: number;
}

/** An item under a lease that nobody has opened yet: a sealed one is ciphertext. */
export interface FetchedItem {
  readonly item: string;
  /** End of the lease, ms. */
  readonly until: number;
  /** @throws DomainError `opening-differs`, `item-refused` */
  open(): Promise<TakenItem>;
}

export interface Annotation {
  readonly lot: string;
  readonly item: string;
  readonly result: Result;
  /** The own label that this one corrects. */
  readonly replaces?: { readonly event: string; readonly revision: number };
}

/** What its author makes of a label in which a defect was found: ids of events. */
export interface Rework extends Pick<ReturnedLabel, 'lot' | 'item' | 'label' | 'verdict'> {
  readonly result: Result;
}

export interface SubmitOptions {
  /** Milliseconds during which it can be taken back; 3000 without. */
  readonly hold?: number;
}

/** Acts of a labeler; labels and reports go through the outbox, and `order` is their name in it. */
export interface LabelerActs extends OwnLabels, GoldActs, PayActs, ReturnedActs {
  /** Lots with a roster that names this person, as the gateway counts them. */
  work(): Promise<readonly WorkLot[]>;
  /**
   * Leases the next free item, or an own one again that is not among those `held`.
   * @throws DomainError `nothing-free` with `freeAt`, `outbox-full` (also when too many are held)
   */
  fetchItem(lot: string, held?: readonly string[]): Promise<FetchedItem>;
  /** Fetches an item and opens it. @throws DomainError as `fetchItem` and `FetchedItem.open` */
  takeItem(lot: string, held?: readonly string[]): Promise<TakenItem>;
  /**
   * An item again that this person holds or has labeled, on a device that has forgotten its text.
   * @throws DomainError `item-not-own`, `lot-closed`, `lot-deadline-passed`, `opening-differs`, those of the gateway
   */
  reopenItem(lot: string, item: string): Promise<OpenedItem>;
  /** @returns the lease's new end, ms */
  renew(item: string): Promise<number>;
  giveBack(item: string): Promise<void>;
  annotate(annotation: Annotation, options?: SubmitOptions): Promise<string>;
  /** @throws DomainError `rework-early`, `rework-late`, and as `SealedWork.seal`; the outbox keeps the gateway's refusal */
  rework(rework: Rework, options?: SubmitOptions): Promise<string>;
  report(lot: string, item: string, reason: EventOf<'item-reported'>['body']['reason'], options?: SubmitOptions): Promise<string>;
}

/** What an outbox record of this item is called. */
export const topicOf = (item: string): string => `item/${item}`;

type ItemActs = Pick<LabelerActs, 'fetchItem' | 'takeItem' | 'reopenItem' | 'renew' | 'giveBack'>;

const createItemActs = (context: ActContext, sealedWork: SealedWork): ItemActs => {
  const { http, outbox } = context;
  const fetchItem: LabelerActs['fetchItem'] = async (id, held = []) => {
    await outbox.requireRoom();
    if (held.length > MOST_HELD) fail('outbox-full', { reason: 'held', most: MOST_HELD });
    const lot = await fromLog(context, (state) => state.lots.get(id));
    const query = held.length === 0 ? '' : `?held=${held.join(',')}`;
    const taken = await http.ask(lease, { method: 'POST', path: `/api/lots/${id}/leases${query}` });
    const { item, until } = taken;
    return { item, until, open: async () => ({ ...(await openItem(context, sealedWork, lot, taken)), until }) };
  };
  return {
    fetchItem,
    takeItem: async (id, held) => await (await fetchItem(id, held)).open(),
    reopenItem: async (id, item) => {
      const lot = await fromLog(context, (state) => state.lots.get(id));
      const relayed = await askItem(context, item);
      const { until } = relayed;
      return { ...(await openItem(context, sealedWork, lot, relayed)), ...(until === undefined ? {} : { until }) };
    },
    renew: async (item) => (await http.ask(leaseRenewal, { method: 'POST', path: `/api/leases/${item}/renew` })).until,
    giveBack: (item) => http.send({ method: 'DELETE', path: `/api/leases/${item}` }),
  };
};

const createResultActs = (context: ActContext, sealedWork: SealedWork): Pick<LabelerActs, 'annotate' | 'report' | 'rework'> => {
  const { outbox } = context;
  const submit = async (draft: EventDraft, item: string, { hold = HOLD }: SubmitOptions): Promise<string> =>
    (await outbox.submit(draft, { topic: topicOf(item), hold })).order;

  return {
    annotate: async ({ lot: id, item, result, replaces }, options = {}) => {
      const lot = knownLot(context, id);
      const { body, ...answer } = toAnswer(context, sealedWork, lot, { item, result });
      const draft: EventDraft = {
        ...answer,
        type: 'annotation-signed',
        refs: [lot.opened.id, ...(replaces === undefined ? [] : [replaces.event])],
        body: { ...body, revision: replaces === undefined ? 0 : replaces.revision + 1 },
      };
      return await submit(draft, item, options);
    },
    rework: async ({ lot: id, item, label, verdict, result }, options = {}) => {
      const lot = knownLot(context, id);
      const closed = requireReworkable(context.ledger(), lot);
      const draft: EventDraft = {
        ...toAnswer(context, sealedWork, lot, { item, result }),
        type: 'label-reworked',
        refs: [closed.id, label, verdict],
      };
      return await submit(draft, item, options);
    },
    report: async (id, item, reason, options = {}) => {
      const lot = knownLot(context, id);
      const { commitment } = listedItem(lot, item);
      const draft: EventDraft = {
        type: 'item-reported',
        subject: { kind: 'item', id: item, commitment },
        refs: [lot.opened.id],
        body: { lot: id, reason },
      };
      return await submit(draft, item, options);
    },
  };
};

export const createLabelerActs = (context: ActContext, store: KeyValueStore): LabelerActs => {
  const sealedWork = createSealedWork(context);
  const own = createOwnLabels(context, sealedWork);
  return {
    work: () => readPages(context.http, workListing, '/api/work', (page) => page.lots),
    ...createItemActs(context, sealedWork),
    ...createResultActs(context, sealedWork),
    ...own,
    ...createGoldActs(context, own),
    ...createPayActs(context, store),
    ...createReturnedActs(context, sealedWork),
  };
};
