import type { z } from 'zod';
import type { workListing } from '../../api/work.ts';
import type { Clock } from '../../common/clock.ts';
import type { SealedLabel, SignedHeader } from '../../privacy/sealing/messages.ts';
import { isOfType } from '../../provenance/event/event.ts';
import { keysOfPerson } from '../../provenance/space/people.ts';
import { required } from '../../provenance/space/refusal.ts';
import type { Certificate, Lot, Project, SpaceState } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import type { EventStore, OpeningOf } from '../events/store.ts';
import type { StoredEvent } from '../events/stored.ts';
import type { LotService } from '../lots/service.ts';
import type { SealingService } from '../sealing/service.ts';
import type { SealedDelivery } from '../sealing/store.ts';
import { mayGetItems, projectOf, requireItemsFor } from './delivery.ts';
import { fail } from './errors.ts';
import type { Holder, Lease, LeaseStore } from './lease-store.ts';
import type { Progress, WorkPage, WorkPageWanted, WorkStore } from './work-store.ts';

type WorkListing = z.infer<typeof workListing>['lots'];

/** A label or report as logged; a label with what opens its result, or as it was sealed. */
export interface WorkEvent extends StoredEvent {
  readonly salt: string;
  readonly opening?: OpeningOf<'annotation'>;
  readonly sealed?: SealedLabel;
  /** Of the item that a sealed label was given to, where the caller made that label. */
  readonly header?: SignedHeader;
}

type Delivered = { readonly item: string } & ({ readonly opening: { readonly salt: string; readonly value: string } } | SealedDelivery);

/** `until`: milliseconds. */
export type LeasedItem = Delivered & { readonly until: number };

/** `until` is absent where the item has the caller's own label, or a lease of hers ran out. */
export type OwnItem = Delivered & { readonly until?: number };

export interface WorkEventPage {
  readonly events: readonly WorkEvent[];
  /** Log index of the last one when there are more. */
  readonly next?: number;
}

export interface WorkService {
  /** Lots whose roster the caller stands on, newest first, behind the lot `after`. */
  list(caller: Caller, page: { readonly after?: string | undefined; readonly limit: number }): Promise<WorkListing>;
  /**
   * The caller's own living lease of the lot that is not among those `held`, or a new one.
   * @throws DomainError `lot-unknown`, `not-on-roster`, `not-cleared`, `level-forbids-delivery`, `lot-closed`, `lot-deadline-passed`,
   * `nothing-free` {freeAt?}
   */
  lease(lot: string, caller: Caller, held?: readonly string[]): Promise<LeasedItem>;
  /**
   * An item that the caller holds, held or has labeled, to go on with it or to correct her label while the lot takes labels.
   * @throws DomainError `item-not-delivered`, `item-not-own`, `not-on-roster`, `not-cleared`, `level-forbids-delivery`, `lot-closed`,
   * `lot-deadline-passed`
   */
  reopen(item: string, caller: Caller): Promise<OwnItem>;
  /** Prolongs a lease, also one that ran out if nobody took the item. @throws DomainError `lease-lost`, `lot-closed`, … */
  renew(item: string, caller: Caller): Promise<Lease>;
  /** @throws DomainError `lease-lost` */
  giveBack(item: string, caller: Caller): Promise<void>;
  /** Own labels and reports on a lot, in the order of the log. @throws DomainError `lot-unknown` */
  own(lot: string, caller: Caller, wanted: WorkPageWanted): Promise<WorkEventPage>;
  /** How many labels and reports of each key count, by lot. */
  progressOf(keys: readonly string[]): Promise<readonly Progress[]>;
  /** Living leases of these keys. */
  leasesOf(keys: readonly string[]): Promise<readonly Lease[]>;
  /** All of a lot, for the owner's connector, in the order of the log. @throws as `LotService.requireOwnersConnector` */
  ofLot(lot: string, caller: Caller, wanted: WorkPageWanted): Promise<WorkEventPage>;
}

export interface WorkServiceOptions {
  readonly leases: LeaseStore;
  readonly work: WorkStore;
  readonly lots: LotService;
  readonly sealing: SealingService;
  readonly events: EventStore;
  readonly directory: Directory;
  readonly clock: Clock;
  /** How long an item is one person's alone, milliseconds. */
  readonly leaseTime: number;
}

const isLabelerOf = ({ roster }: Project, key: string): boolean =>
  roster?.signed.event.body.members.some((member) => member.key === key && member.duty === 'labeler') === true;

const createHolders = ({ directory }: WorkServiceOptions) => ({
  holderOf: (certificate: Certificate): Holder => ({
    person: certificate.subject.id,
    key: certificate.key,
    keys: keysOfPerson(directory.state(), certificate),
    openingKey: certificate.openingKey,
  }),
  /** A labeler of the lot's roster, while the lot takes labels. */
  requireLabeler: (lot: Lot, caller: Caller, now: number): Certificate => {
    const certificate = directory.requireCertificate(caller);
    const project = projectOf(directory.state(), lot);
    const isMember = isLabelerOf(project, certificate.key);
    required(isMember || undefined, 'not-on-roster', { key: certificate.key, project: project.id, whoCanApprove: 'data-owner' });
    required(lot.closed === undefined || undefined, 'lot-closed', { lot: lot.id, closedAt: lot.closed?.index });
    const { deadline } = lot.opened.signed.event.body;
    if (now >= deadline) fail('lot-deadline-passed', { lot: lot.id, deadline });
    requireItemsFor(directory.state(), project, certificate);
    return certificate;
  },
});

type Reading = Pick<WorkService, 'own' | 'ofLot' | 'progressOf' | 'leasesOf'>;

const headerOf = ({ signed }: WorkEvent): string | undefined =>
  isOfType(signed, 'annotation-signed') ? signed.event.body.sealed?.header : undefined;

const createReading = ({ events, work, leases, lots, sealing, directory, clock }: WorkServiceOptions): Reading => {
  const read = async ({ events: ids, ...page }: WorkPage): Promise<WorkEventPage> => {
    const [stored, openings, labels] = [
      await events.findAll(ids),
      await events.openings(ids, 'annotation'),
      await events.sealedLabels(ids),
    ];
    const shown = ids.flatMap((id) => {
      const [event, opening, sealed] = [stored.get(id), openings.get(id), labels.get(id)];
      return event?.salt === undefined ? [] : [{ ...event, salt: event.salt, ...(opening && { opening }), ...(sealed && { sealed }) }];
    });
    return { ...page, events: shown };
  };
  return {
    progressOf: async (keys) => await work.countsBy(keys),
    leasesOf: async (keys) => await leases.of(keys, clock()),
    own: async (lot, caller, wanted) => {
      const certificate = directory.requireCertificate(caller);
      const page = await read(await work.page(lots.find(lot).id, wanted, keysOfPerson(directory.state(), certificate)));
      const headers = await sealing.headers(page.events.flatMap((event) => headerOf(event) ?? []));
      const toShown = (event: WorkEvent): WorkEvent => {
        const header = headers.get(headerOf(event) ?? '');
        return header === undefined ? event : { ...event, header };
      };
      return { ...page, events: page.events.map(toShown) };
    },
    ofLot: async (lot, caller, wanted) => await read(await work.page(lots.requireOwnersConnector(lot, caller).id, wanted)),
  };
};

/** What one person has done on a lot, and the fen for it. */
export const toEarnings = (
  rows: readonly Progress[],
  price: number,
): { readonly labeled: number; readonly reported: number; readonly earned: number } => {
  const labeled = rows.reduce((sum, row) => sum + row.labeled, 0);
  const reported = rows.reduce((sum, row) => sum + row.reported, 0);
  return { labeled, reported, earned: (labeled + reported) * price };
};

/** Does whoever holds this certificate get an item of this lot now? */
const givesItems = (state: SpaceState, lot: Lot, certificate: Certificate, now: number): boolean =>
  lot.closed === undefined && now < lot.opened.signed.event.body.deadline && mayGetItems(state, lot, certificate);

const createListing = ({ work, leases, lots, directory, clock }: WorkServiceOptions): Pick<WorkService, 'list'> => ({
  list: async (caller, { after, limit }) => {
    const [state, now] = [directory.state(), clock()];
    const certificate = directory.requireRole(caller, 'labeler');
    const mine = [...state.lots.values()].filter((lot) => isLabelerOf(projectOf(state, lot), certificate.key));
    const newestFirst = mine.toSorted((a, b) => (a.id < b.id ? 1 : -1));
    const page = newestFirst.filter(({ id }) => after === undefined || id < after).slice(0, limit);
    const keys = keysOfPerson(state, certificate);
    const counted = Map.groupBy(await work.countsBy(keys), ({ lot }) => lot);
    const giving = page.filter((lot) => givesItems(state, lot, certificate, now)).map(({ id }) => id);
    const free = await leases.freeFor(giving, { keys, openingKey: certificate.openingKey }, now);
    const shown = await lots.present(page);
    return shown.map(({ id, project, price, deadline, counts, contact }) => {
      const { labeled, reported, earned } = toEarnings(counted.get(id) ?? [], price);
      const base = { id, project, price, deadline, counts, free: free.get(id) ?? 0 };
      return Object.assign(base, { labeled, reported, earned }, contact && { contact });
    });
  },
});

export const createWorkService = (options: WorkServiceOptions): WorkService => {
  const { leases, lots, sealing, clock, leaseTime, directory } = options;
  const { holderOf, requireLabeler } = createHolders(options);
  const deliver = async ({ opened }: Lot, item: string, { openingKey }: Holder): Promise<Delivered> => {
    if (opened.signed.event.body.lotKey !== undefined) return { item, ...(await sealing.delivered(item, openingKey)) };
    const { opening } = await lots.delivered(item);
    return { item, opening };
  };
  const refuseFull = async (lot: Lot, holder: Holder): Promise<never> => {
    const freeAt = await leases.nextEnd(lot.id, holder, clock());
    return fail('nothing-free', { lot: lot.id, ...(freeAt !== undefined && { freeAt }) });
  };
  return {
    ...createReading(options),
    ...createListing(options),
    lease: async (id, caller, held = []) => {
      const lot = lots.find(id);
      const now = clock();
      const holder = holderOf(requireLabeler(lot, caller, now));
      const lease = (await leases.take(id, holder, { now, until: now + leaseTime, except: held })) ?? (await refuseFull(lot, holder));
      return { ...(await deliver(lot, lease.item, holder)), until: lease.until };
    },
    reopen: async (item, caller) => {
      const now = clock();
      const lot = await lots.lotOf(item);
      const holder = holderOf(requireLabeler(lot, caller, now));
      const ownership = (await leases.ownership(item, holder, now)) ?? fail('item-not-own', { item });
      return { ...(await deliver(lot, item, holder)), ...ownership };
    },
    renew: async (item, caller) => {
      const now = clock();
      const holder = holderOf(requireLabeler(await lots.lotOf(item), caller, now));
      return (await leases.renew(item, holder, now + leaseTime)) ?? fail('lease-lost', { item });
    },
    giveBack: async (item, caller) => {
      if (!(await leases.giveBack(item, holderOf(directory.requireCertificate(caller))))) fail('lease-lost', { item });
    },
  };
};
