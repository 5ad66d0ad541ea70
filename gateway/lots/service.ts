import type { Lot as LotBody, LotItem } from '../../api/lots.ts';
import type { Clock } from '../../common/clock.ts';
import { uncommittedSides } from '../../provenance/space/inspection-terms.ts';
import { required, requireThat } from '../../provenance/space/refusal.ts';
import type { Certificate, Lot } from '../../provenance/space/state.ts';
import type { ConnectorStore } from '../connectors/store.ts';
import type { DatasetService } from '../datasets/service.ts';
import type { Caller, Directory } from '../directory.ts';
import type { ProjectService } from '../projects/service.ts';
import { createContacts } from './contact.ts';
import { fail } from './errors.ts';
import { NO_COUNTS, type DeliveredItem, type ItemStore } from './item-store.ts';
import { verifyLotItem, type LotBasis } from './verify-item.ts';

export interface LotService {
  /** @throws DomainError `lot-unknown`, `project-withheld`, `certificate-required` */
  read(id: string, caller: Caller): Promise<LotBody>;
  /** Every lot of these projects, for display, by id. */
  present(lots: readonly Lot[]): Promise<readonly LotBody[]>;
  /**
   * Takes items (untrusted) from a connector of the lot's owner.
   * @throws DomainError `lot-unknown`, `role-required`, `subject-foreign`, `lot-closed`, `row-taken`, and those of `verifyLotItem`
   */
  deliver(id: string, items: readonly LotItem[], caller: Caller): Promise<void>;
  /** An item of an open lot. @throws DomainError `item-not-delivered` */
  delivered(item: string): Promise<DeliveredItem>;
  /** The lot of an item that is delivered, open or sealed. @throws DomainError `item-not-delivered` */
  lotOf(item: string): Promise<Lot>;
  /** The lot, for a connector of its owner. @throws DomainError `lot-unknown`, `role-required`, `subject-foreign` */
  requireOwnersConnector(id: string, caller: Caller): Lot;
  /** A lot of the caller's own organisation, for its connectors and data owners. @throws as `requireOwnersConnector` */
  requireOwnersSide(id: string, caller: Caller): Lot;
  /** Open lots that this connector's key opened, and whether a closing may be signed. */
  openLotsOf(key: string): Promise<readonly { readonly id: string; readonly ready: boolean }[]>;
  /** @throws DomainError `lot-unknown` */
  find(id: string): Lot;
}

export interface LotServiceOptions {
  readonly items: ItemStore;
  readonly datasets: DatasetService;
  readonly projects: ProjectService;
  readonly connectors: Pick<ConnectorStore, 'seen'>;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** Oldest first; the others come once these are closed. */
const MOST_TASKS = 1000;

const createBasis =
  ({ datasets, projects, directory }: LotServiceOptions) =>
  async (lot: Lot): Promise<LotBasis> => {
    const state = directory.state();
    const { opened } = required(state.projects.get(lot.project), 'subject-unknown', { project: lot.project });
    const { dataset } = opened.signed.event.body;
    const { registered } = required(state.datasets.get(dataset), 'subject-unknown', { dataset });
    const [{ textColumn }, { columns, form = 'text' }] = [await projects.documentOf(lot.project), await datasets.profileOf(dataset)];
    const commitments = new Map(lot.opened.signed.event.body.items.map(({ id, commitment }) => [id, commitment]));
    const { rows, root } = registered.signed.event.body;
    return { lot: lot.id, dataset, rows, root, columns, form, textColumn, commitments };
  };

const createPresenting = (options: LotServiceOptions) => {
  const { items, clock } = options;
  const contactsOf = createContacts(options);
  const countsOf = (lots: readonly Lot[]): ReturnType<ItemStore['counts']> =>
    items.counts(
      lots.map(({ id }) => id),
      clock(),
    );

  const present: LotService['present'] = async (lots) => {
    const [counts, contacts] = [await countsOf(lots), await contactsOf(lots)];
    return lots.map(({ id, project, opened, closed }) => {
      const { price, deadline } = opened.signed.event.body;
      const contact = contacts.get(id);
      const base = { id, project, price, deadline, counts: counts.get(id) ?? NO_COUNTS };
      return Object.assign(base, closed && { closed: closed.index }, contact && { contact });
    });
  };
  return present;
};

export const createLotService = (options: LotServiceOptions): LotService => {
  const { items, projects, directory, clock } = options;
  const basisOf = createBasis(options);
  const present = createPresenting(options);
  const find: LotService['find'] = (id) => directory.state().lots.get(id) ?? fail('lot-unknown', { id });

  /** The owner's own connector asks. */
  const requireOwners = (id: string, { org }: Certificate): Lot => {
    const lot = find(id);
    const owner = directory.state().projects.get(lot.project)?.org;
    return required(owner === org ? lot : undefined, 'subject-foreign', { lot: id, org });
  };
  const requireOwnersConnector: LotService['requireOwnersConnector'] = (id, caller) =>
    requireOwners(id, directory.requireRole(caller, 'connector'));

  return {
    find,
    present,
    requireOwnersConnector,
    requireOwnersSide: (id, caller) => requireOwners(id, directory.requireRole(caller, 'connector', 'data-owner')),
    read: async (id, caller) => {
      const member = directory.requireCertificate(caller);
      const lot = find(id);
      projects.requireReadable(lot.project, member);
      return (await present([lot]))[0] ?? fail('lot-unknown', { id });
    },
    deliver: async (id, delivered, caller) => {
      const lot = requireOwnersConnector(id, caller);
      requireThat(lot.closed === undefined, 'lot-closed', { lot: id, closedAt: lot.closed?.index });
      requireThat(lot.opened.signed.event.body.lotKey === undefined, 'sealing-unfit', { lot: id, rule: 'the project is sealed' });
      const basis = await basisOf(lot);
      for (const item of delivered) verifyLotItem(basis, item);
      if (!(await items.deliver(id, delivered))) fail('row-taken', { lot: id });
    },
    lotOf: async (item) => find((await items.lotOf(item)) ?? fail('item-not-delivered', { item })),
    delivered: async (item) => (await items.delivered(item)) ?? fail('item-not-delivered', { item }),
    openLotsOf: async (key) => {
      const all = [...directory.state().lots.values()];
      const open = all.filter(({ opened, closed }) => closed === undefined && opened.signed.event.actor.key === key);
      const listed = open.slice(0, MOST_TASKS);
      const undone = await items.undone(
        listed.map(({ id }) => id),
        clock(),
      );
      return listed.map((lot) => {
        const isComplete = !undone.has(lot.id) && uncommittedSides(lot).length === 0;
        return { id: lot.id, ready: isComplete || lot.opened.signed.event.body.deadline <= clock() };
      });
    },
  };
};
