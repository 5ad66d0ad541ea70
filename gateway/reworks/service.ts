import type { EntityManager } from 'typeorm';
import type { LotReworks, ReturnedLabels } from '../../api/reworks.ts';
import { keysOfPerson } from '../../provenance/space/people.ts';
import type { Certificate } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import type { EventStore } from '../events/store.ts';
import { readCountedIndices } from '../lots/counted-verdicts.ts';
import type { LotService } from '../lots/service.ts';
import type { SampledItem, SampleStore } from '../samples/store.ts';
import { mayGetItems } from '../work/delivery.ts';
import type { ReturnedRow, ReworkStore } from './store.ts';
import { toRelayed } from '../events/stored.ts';

export interface ReworkService {
  /** The caller's labels with a verdict of a defect whose verdicts stand behind a log index, -1 for all. @throws DomainError `role-required` */
  returned(caller: Caller, after: number): Promise<ReturnedLabels>;
  /** What was reworked of a lot, for its owner's side. @throws as `LotService.requireOwnersSide` */
  ofLot(lot: string, caller: Caller, after: number): Promise<LotReworks>;
}

export interface ReworkServiceOptions {
  readonly manager: EntityManager;
  readonly store: ReworkStore;
  readonly samples: SampleStore;
  readonly lots: Pick<LotService, 'find' | 'requireOwnersSide'>;
  readonly events: EventStore;
  readonly directory: Directory;
}

/** Labels of a page: each with a text and two answers of up to some hundred kilobytes. */
const PAGE = 20;

type Found = ReturnedLabels['labels'][number];
type Logged = Found['verdict'];
type Answer = Found['label'];

/** Reads events of a page, with what was handed in beside them. */
const createReading =
  ({ events }: ReworkServiceOptions) =>
  async (rows: readonly ReturnedRow[]) => {
    const ids = rows.flatMap(({ label, verdict, rework }) => [label, verdict, ...(rework === undefined ? [] : [rework])]);
    const [stored, openings, labels, notes] = [
      await events.findAll(ids),
      await events.openings(ids, 'annotation'),
      await events.sealedLabels(ids),
      await events.openings(ids, 'verdict-note'),
    ];
    const logged = (id: string): Logged => {
      const found = stored.get(id);
      if (found === undefined) throw new Error(`private event ${id} that is not there`);
      return toRelayed(found);
    };
    const answer = (id: string): Answer => {
      const [opening, sealed] = [openings.get(id), labels.get(id)];
      return { ...logged(id), ...(opening && { opening }), ...(sealed && { sealed }) };
    };
    return { logged, answer, notes };
  };

/** One more than a page is looked at. */
const cut = (rows: readonly ReturnedRow[]): { readonly page: readonly ReturnedRow[]; readonly last: ReturnedRow | undefined } => {
  const page = rows.slice(0, PAGE);
  return { page, last: rows.length > page.length ? page.at(-1) : undefined };
};

export const createReworkService = (options: ReworkServiceOptions): ReworkService => {
  const { manager, store, samples, lots, directory } = options;
  const read = createReading(options);

  /** Items that still go to her, by label. */
  const itemsOf = async (rows: readonly ReturnedRow[], certificate: Certificate): Promise<ReadonlyMap<string, SampledItem>> => {
    const given = new Map<string, SampledItem>();
    for (const [lot, ofLot] of Map.groupBy(rows, (row) => row.lot)) {
      if (!mayGetItems(directory.state(), lots.find(lot), certificate)) continue;
      const labels = ofLot.map(({ label }) => label);
      for (const [label, item] of await samples.itemsUnder(lot, labels, certificate.openingKey)) given.set(label, item);
    }
    return given;
  };

  return {
    returned: async (caller, after) => {
      const certificate = directory.requireRole(caller, 'labeler');
      const keys = keysOfPerson(directory.state(), certificate);
      const { page, last } = cut(await store.returned(keys, { after, limit: PAGE + 1 }));
      const [{ logged, answer, notes }, items] = [await read(page), await itemsOf(page, certificate)];
      const labels = page.map(({ lot, label, verdict, rework }) => {
        const [own, note] = [answer(label), notes.get(verdict)];
        const shown = { lot, item: own.signed.event.subject.id, label: own, verdict: logged(verdict), ...items.get(label) };
        return Object.assign(shown, note && { note }, rework !== undefined && { rework: answer(rework) });
      });
      return { labels, ...(last && { next: logged(last.verdict).index }) };
    },
    ofLot: async (id, caller, after) => {
      lots.requireOwnersSide(id, caller);
      const { page, last } = cut(await store.ofLot(id, { after, limit: PAGE + 1 }));
      const { logged, answer } = await read(page);
      const verdicts = await readCountedIndices(manager, id);
      const reworks = page.flatMap(({ label, verdict, rework }) =>
        rework === undefined ? [] : [{ label: logged(label), verdict: logged(verdict), rework: answer(rework) }],
      );
      const next = last?.rework === undefined ? {} : { next: logged(last.rework).index };
      return { verdicts: [...verdicts], reworks, ...next };
    },
  };
};
