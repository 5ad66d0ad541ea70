import type { Clock } from '../../../../common/clock.ts';
import type { ListedWork } from '../../space/acts/own-labels.ts';
import type { Ledger } from '../../space/ledger.ts';
import type { Outbox, OutboxFacts as Sent } from '../../space/outbox.ts';
import { stateOf } from '../../space/records.ts';
import { createWatchers } from '../../space/watchers.ts';
import type { Worker } from '../../space/worker.ts';
import type { BenchLot, LabelEntry, OutboxFacts } from '../work.ts';
import { newestLabels, reportedItems, toEntry, type Label, type Sources } from './labels.ts';

export interface BenchLabelsOptions {
  readonly lot: BenchLot;
  readonly outbox: Outbox;
  readonly ledger: () => Ledger;
  readonly worker: Worker;
  readonly clock: Clock;
  /** As the gateway listed own work when the bench was opened or taken over. */
  readonly listed: () => ListedWork;
  /** Those in which a defect was found. */
  readonly returned: () => Sources['returned'];
  /** Items in front of the person or put aside. */
  readonly open: () => Iterable<string>;
  /** Items that were fetched and not opened. */
  readonly ahead: () => Iterable<string>;
  readonly rowOf: (item: string) => number;
  readonly isOnline: () => boolean;
}

/** Where the own labels of one lot are now. */
export interface BenchLabels {
  facts(): OutboxFacts;
  label(item: string): Label | undefined;
  /** Items with a label or report that the gateway does not know of yet. */
  pending(): readonly string[];
  /** Reads outbox and log anew. */
  refresh(): Promise<void>;
  watch(changed: (facts: OutboxFacts) => void): () => void;
}

const UNREACHABLE = ['gateway-unreachable', 'gateway-failed'];

const pendingOf = ({ records }: Sent, lot: string): readonly string[] =>
  records.flatMap((record) => {
    const { draft } = record;
    const isWork = draft.type === 'annotation-signed' || draft.type === 'item-reported';
    return isWork && draft.body.lot === lot && ['waiting', 'signed'].includes(stateOf(record)) ? [draft.subject.id] : [];
  });

export const createBenchLabels = (options: BenchLabelsOptions): BenchLabels => {
  const { lot, outbox, ledger, worker, clock, listed, returned, open, ahead, rowOf, isOnline } = options;
  const watchers = createWatchers<OutboxFacts>();
  let labels: ReadonlyMap<string, Label> = new Map();
  // Of a report that is proven the outbox keeps nothing.
  const reports = new Set<string>();
  let sent: Sent = { waiting: 0, records: [] };
  let turn: Promise<void> = Promise.resolve();

  const entries = (): readonly LabelEntry[] => {
    const known = [...labels.values()].map((label) => toEntry(label, rowOf));
    const drafts = new Set([...open()].filter((item) => !labels.has(item)));
    const fetched = [...ahead()].filter((item) => !labels.has(item) && !drafts.has(item));
    const toFresh = (item: string, state: 'draft' | 'ahead'): LabelEntry => ({ item, row: rowOf(item), state });
    const fresh = [...[...drafts].map((item) => toFresh(item, 'draft')), ...fetched.map((item) => toFresh(item, 'ahead'))];
    return [...known, ...fresh].toSorted((a, b) => a.row - b.row);
  };

  const facts = (): OutboxFacts => {
    const counting = [...labels.values()].filter(({ state }) => state !== 'refused' && state !== 'unreadable');
    return {
      online: isOnline() && !UNREACHABLE.includes(sent.trouble ?? ''),
      waiting: sent.waiting,
      full: sent.full !== undefined,
      elsewhere: worker.place === 'elsewhere',
      entries: entries(),
      earned: (counting.length + reports.size) * lot.price,
      foreign: listed().foreign,
    };
  };

  const read = async (): Promise<void> => {
    // In this order: what leaves the outbox meanwhile is found among the proven ones.
    sent = await outbox.facts();
    for (const { draft } of sent.records) if (draft.type === 'item-reported') reports.delete(draft.subject.id);
    for (const item of reportedItems({ records: sent.records, mine: listed().mine }, lot.id)) reports.add(item);
    const recent = await outbox.recent();
    const { point, state } = ledger();
    const { size } = point;
    const unreadable = state.lots.get(lot.id)?.unreadable ?? new Map();
    labels = newestLabels(
      { records: sent.records, recent, mine: listed().mine, returned: returned() },
      { lot: lot.id, size, now: clock(), earlier: labels, unreadable },
    );
    watchers.tell(facts());
  };

  return {
    facts,
    label: (item) => labels.get(item),
    pending: () => pendingOf(sent, lot.id),
    refresh: () => {
      turn = turn.then(read, read);
      return turn;
    },
    watch: watchers.watch,
  };
};
