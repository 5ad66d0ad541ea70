import type { EntityManager } from 'typeorm';
import type { Sample } from '../../api/samples.ts';
import type { Clock } from '../../common/clock.ts';
import { required } from '../../provenance/space/refusal.ts';
import { requireNotLabeler } from '../../provenance/space/rules-verdict.ts';
import type { Certificate, Lot } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import { fail } from '../errors.ts';
import type { EventStore } from '../events/store.ts';
import { toRelayed } from '../events/stored.ts';
import { readSample, type LotSample } from '../lots/sample.ts';
import type { LotService } from '../lots/service.ts';
import { readVerdicts } from '../lots/verdict-store.ts';
import { projectOf, requireItemsFor } from '../work/delivery.ts';
import { requireReviewer } from '../sealing/sealed-for.ts';
import { fail as refuse } from './errors.ts';
import type { SealedSampleStore } from './sealed-store.ts';
import type { SampledItem, SampleStore } from './store.ts';

export interface SampleService {
  /**
   * Labels of a closed lot that are to be inspected, with their items, for a reviewer of the firm that inspects it: those behind a position, -1
   * for all, as many as fit into a page.
   * @throws DomainError `lot-unknown`, `role-required`, `draw-not-agreed`, `event-withheld`, `reviewer-labeled`, `level-forbids-delivery`,
   * `not-cleared`, `sample-not-drawn`; of a sealed lot `not-on-roster`, `sample-not-sealed-for`
   */
  read(lot: string, caller: Caller, after: number): Promise<Sample>;
}

export interface SampleServiceOptions {
  readonly manager: EntityManager;
  readonly store: SampleStore;
  readonly sealed: SealedSampleStore;
  readonly lots: Pick<LotService, 'find'>;
  readonly events: EventStore;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** Labels of a page: each with a text and an answer of up to some hundred kilobytes. */
const PAGE = 25;

type Sampled = LotSample['labels'];

const isSealed = ({ opened }: Lot): boolean => opened.signed.event.body.lotKey !== undefined;

/** The items under these labels, by label: of an open lot as they were delivered, of a sealed one as they were sealed for whoever inspects. */
const createItems =
  ({ store, sealed }: SampleServiceOptions) =>
  async (lot: Lot, page: Sampled, { openingKey }: Certificate): Promise<ReadonlyMap<string, SampledItem>> => {
    const { id } = lot;
    const itemOf = new Map(page.map(({ label }) => [label.id, label.signed.event.subject.id]));
    if (!isSealed(lot)) return await store.itemsUnder(id, [...itemOf.keys()], openingKey);
    const items = await sealed.items(id, [...itemOf.values()]);
    return new Map(
      [...itemOf].map(([label, item]) => [label, { sealed: items.get(item) ?? refuse('sample-not-sealed-for', { lot: id, item }) }]),
    );
  };

const createPresenting = (options: SampleServiceOptions) => {
  const { manager, events } = options;
  const readItems = createItems(options);
  return async (lot: Lot, page: Sampled, certificate: Certificate): Promise<Sample['labels']> => {
    const labels = page.map(({ label }) => label.id);
    const [items, verdicts] = [await readItems(lot, page, certificate), await readVerdicts(manager, lot.id)];
    const given = await events.findAll(labels.flatMap((label) => verdicts.get(label)?.event ?? []));
    const [openings, answers] = [await events.openings(labels, 'annotation'), await events.sealedLabels(labels)];
    return page.map(({ position, label }) => {
      const [item, verdict] = [items.get(label.id), given.get(verdicts.get(label.id)?.event ?? '')];
      if (item === undefined) throw new Error(`label ${label.id} that counts for no item`);
      const [opening, box] = [openings.get(label.id), answers.get(label.id)];
      const shown = { ...toRelayed(label), ...(opening && { opening }), ...(box && { sealed: box }) };
      return { position, item: label.signed.event.subject.id, ...item, label: shown, ...(verdict && { verdict: toRelayed(verdict) }) };
    });
  };
};

export const createSampleService = (options: SampleServiceOptions): SampleService => {
  const { manager, sealed, lots, directory, clock } = options;
  const present = createPresenting(options);

  const requireInspector = (lot: Lot, caller: Caller): Certificate => {
    const certificate = directory.requireRole(caller, 'reviewer');
    const { by } = required(lot.opened.signed.event.body.inspection, 'draw-not-agreed', { lot: lot.id });
    if (certificate.org !== by) fail('event-withheld', { lot: lot.id });
    const state = directory.state();
    requireNotLabeler(state, lot, certificate.key);
    requireItemsFor(state, projectOf(state, lot), certificate);
    if (isSealed(lot)) requireReviewer(state, lot, certificate.key);
    return certificate;
  };
  const wrapFor = async (lot: Lot, { openingKey }: Certificate): Promise<Pick<Sample, 'wrap'>> =>
    isSealed(lot) ? { wrap: (await sealed.wrap(lot.id, openingKey)) ?? refuse('sample-not-sealed-for', { lot: lot.id }) } : {};

  return {
    read: async (id, caller, after) => {
      const lot = lots.find(id);
      const certificate = requireInspector(lot, caller);
      const { labels, accept } = await readSample(manager, directory.state(), lot, clock());
      const key = await wrapFor(lot, certificate);
      const rest = labels.filter(({ position }) => position > after);
      const page = rest.slice(0, PAGE);
      const next = rest.length > page.length ? page.at(-1)?.position : undefined;
      const shown = { size: labels.length, labels: await present(lot, page, certificate), ...key };
      return Object.assign(shown, accept !== undefined && { accept }, next !== undefined && { next });
    },
  };
};
