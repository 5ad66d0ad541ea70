import { DomainError } from '../../../common/errors.ts';
import type { Result } from '../../../labeling/result.ts';
import type { Bench, BenchItem, BenchLot, LabelEntry, OutboxFacts } from '../../../console/src/data/work.ts';

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
}

/** Items that are at hand before they are shown. */
const AHEAD = 3;

/** A bench that keeps everything in memory and really follows the rules of the outbox: held, then received, then corrected by a new version. */
export const createMemoryBench = ({ lot, texts, earlier = [], firstRow = 1, watermark, damaged }: MemoryBenchOptions): MemoryBench => {
  const items = texts.map((text, at): BenchItem => ({
    id: `item-${at}`,
    row: firstRow + at,
    text,
    until: 4_102_444_800_000,
    ...(watermark !== undefined && { watermark }),
  }));
  const free = [...items];
  const submitted = new Map<string, Result>();
  const drafts = new Map<string, Result>();
  const reported: string[] = [];
  const states = new Map<string, LabelEntry>(earlier.map((entry) => [entry.item, entry]));
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
      entries,
      earned: counting * lot.price,
    };
  };
  const mark = (item: BenchItem, state: LabelEntry['state'], logged?: number): void => {
    states.set(item.id, { item: item.id, row: item.row, state, ...(logged === undefined ? {} : { index: logged }) });
    for (const watcher of watchers) watcher(facts());
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
    next: () => {
      leased ??= free.shift();
      if (leased !== undefined && leased.id === damaged) {
        leased = undefined;
        return Promise.reject(new DomainError('item-refused', { item: damaged, reason: 'wrap-unopened' }));
      }
      if (leased === undefined) return Promise.reject(new DomainError('nothing-free', { freeAt: 4_102_444_800_000 }));
      mark(leased, 'draft');
      return Promise.resolve(leased);
    },
    reopen: (id) => {
      const item = find(id);
      const draft = drafts.get(id) ?? submitted.get(id);
      const logged = states.get(id)?.state === 'logged';
      mark(item, 'draft');
      return Promise.resolve({ ...item, ...(draft === undefined ? {} : { draft }), ...(logged ? { replaces: id } : {}) });
    },
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
