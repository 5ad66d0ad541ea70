import { DomainError } from '../../../common/errors.ts';
import type { Result } from '../../../labeling/result.ts';
import type { Bench, BenchItem, BenchLot, LabelEntry, OutboxFacts, ReturnedItem } from '../../../console/src/data/work.ts';

export interface MemoryBench extends Bench {
  /** What a call does beside the bench itself: `send` moves held labels to the log. */
  send(): void;
  readonly submitted: ReadonlyMap<string, Result>;
  readonly drafts: ReadonlyMap<string, Result>;
  readonly reported: readonly string[];
}

export interface MemoryBenchOptions {
  readonly lot: BenchLot;
  readonly texts: readonly string[];
  /** Entries of the batch from before. */
  readonly earlier?: readonly LabelEntry[];
  readonly firstRow?: number;
  readonly watermark?: string;
  /** An item that does not open. */
  readonly damaged?: string;
  /** Items of a closed lot whose labels came back: nothing else is there to do. */
  readonly returned?: Readonly<Record<string, ReturnedItem>>;
  /** Labels of others that the gateway lists as one's own. */
  readonly foreign?: number;
}

/** Items that are at hand before they are shown. */
const AHEAD = 3;

/** A bench that keeps everything in memory and really follows the rules of the outbox: held, then received, then corrected by a new version. */
export const createMemoryBench = ({
  lot,
  texts,
  earlier = [],
  firstRow = 1,
  watermark,
  damaged,
  returned,
  foreign = 0,
}: MemoryBenchOptions): MemoryBench => {
  const items = texts.map((text, at): BenchItem => ({
    id: `item-${at}`,
    row: firstRow + at,
    text,
    until: 4_102_444_800_000,
    ...(watermark !== undefined && { watermark }),
  }));
  const free = returned === undefined ? [...items] : [];
  const submitted = new Map<string, Result>();
  const drafts = new Map<string, Result>();
  const reported: string[] = [];
  const states = new Map<string, LabelEntry>(earlier.map((entry) => [entry.item, entry]));
  for (const { id, row } of items)
    if (returned?.[id] !== undefined) states.set(id, { item: id, row, state: 'returned', index: 118_150 + row });
  const watchers = new Set<(facts: OutboxFacts) => void>();
  let leased: BenchItem | undefined;
  let index = 118_203;
  const find = (id: string): BenchItem => {
    const item = items.find((candidate) => candidate.id === id);
    if (item === undefined) throw new DomainError('item-not-in-lot');
    return item;
  };
  const facts = (): OutboxFacts => {
    const ahead = free.slice(0, AHEAD).map(({ id, row }): LabelEntry => ({ item: id, row, state: 'ahead' }));
    const entries = [...states.values(), ...ahead.filter(({ item }) => !states.has(item))];
    const counting = entries.filter(({ state }) => !['ahead', 'draft', 'refused'].includes(state)).length;
    return {
      online: true,
      waiting: entries.filter(({ state }) => state === 'held' || state === 'waiting').length,
      full: false,
      elsewhere: false,
      foreign,
      entries,
      earned: counting * lot.price,
    };
  };
  const mark = (item: BenchItem, state: LabelEntry['state'], logged?: number): void => {
    states.set(item.id, { item: item.id, row: item.row, state, ...(logged === undefined ? {} : { index: logged }) });
    for (const watcher of watchers) watcher(facts());
  };
  const putOff = new Set<string>();
  const reopen = (id: string): BenchItem => {
    const item = find(id);
    const came = returned?.[id];
    const { state } = states.get(id) ?? {};
    if (came !== undefined && state === 'logged') throw new DomainError('rework-given', { label: came.label });
    const draft = drafts.get(id) ?? submitted.get(id) ?? came?.handedIn;
    if (came === undefined) mark(item, 'draft');
    const more = came === undefined ? (state === 'logged' ? { replaces: id } : {}) : { returned: came };
    return { ...item, ...(draft === undefined ? {} : { draft }), ...more };
  };
  const nextReturned = (): BenchItem => {
    const entry = [...states.values()].find(({ item, state }) => state === 'returned' && !putOff.has(item));
    if (entry === undefined) throw new DomainError('nothing-free');
    return reopen(entry.item);
  };
  return {
    lot,
    submitted,
    drafts,
    reported,
    outbox: facts,
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    next: async () => {
      if (returned !== undefined) return await Promise.resolve(nextReturned());
      leased ??= free.shift();
      if (leased !== undefined && leased.id === damaged) {
        leased = undefined;
        return Promise.reject(new DomainError('item-refused', { item: damaged, reason: 'wrap-unopened' }));
      }
      if (leased === undefined) return Promise.reject(new DomainError('nothing-free', { freeAt: 4_102_444_800_000 }));
      mark(leased, 'draft');
      return Promise.resolve(leased);
    },
    reopen: async (id) => await Promise.resolve(reopen(id)),
    saveDraft: (id, result) => {
      drafts.set(id, result);
      return Promise.resolve();
    },
    submit: (id, result) => {
      submitted.set(id, result);
      drafts.delete(id);
      if (leased?.id === id) leased = undefined;
      mark(find(id), 'held');
      return Promise.resolve();
    },
    takeBack: (id) => {
      const held = states.get(id)?.state === 'held';
      if (held) {
        drafts.set(id, submitted.get(id) ?? []);
        submitted.delete(id);
        if (returned?.[id] !== undefined) mark(find(id), 'returned');
      }
      return Promise.resolve(held);
    },
    report: (id) => {
      reported.push(id);
      if (leased?.id === id) leased = undefined;
      states.delete(id);
      return Promise.resolve();
    },
    skip: (id) => {
      if (returned?.[id] !== undefined) {
        putOff.add(id);
        return Promise.resolve();
      }
      if (leased?.id === id) {
        free.push(leased);
        leased = undefined;
      }
      states.delete(id);
      return Promise.resolve();
    },
    send: () => {
      for (const entry of states.values())
        if (entry.state === 'held') {
          mark(find(entry.item), 'logged', index);
          index += 1;
        }
    },
    dispute: (id) => Promise.resolve({ name: `label-dispute-${id}.json`, text: '{}\n' }),
    takeOver: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
};
