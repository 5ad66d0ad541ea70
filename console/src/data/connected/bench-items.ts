import { MOST_HELD } from '../../../../api/work.ts';
import { DomainError } from '../../../../common/errors.ts';
import type { FetchedItem, LabelerActs, TakenItem } from '../../space/acts/labeler.ts';
import type { OpenedItem } from '../../space/acts/listed-item.ts';

/** Items that are fetched before they are shown, so that work goes on over a short loss of the network. */
const AHEAD = 3;

export interface BenchItemsOptions {
  readonly lot: string;
  readonly labeler: Pick<LabelerActs, 'fetchItem' | 'reopenItem' | 'renew' | 'giveBack'>;
  /** Items whose label or report the gateway does not know of yet. */
  readonly pending: () => readonly string[];
  /** Told each time that other items are fetched ahead. */
  readonly changed: () => void;
}

/** Items under leases of this person: in front of her, put aside, or fetched ahead. */
export interface BenchItems {
  /** Items that were shown and are not finished. */
  open(): Iterable<string>;
  /** Items that were fetched and not opened: sealed ones are ciphertext here. */
  ahead(): Iterable<string>;
  /** Opens the next one; what does not open is given back and comes again only when nothing else is free. @throws DomainError as `LabelerActs.takeItem` */
  next(): Promise<TakenItem>;
  /** Fetches ahead what can be had, until there is enough. */
  fetchAhead(): Promise<void>;
  /**
   * Puts an item in front again. The text of what was shown in this sitting is still in memory; after a reload it is asked for anew.
   * @param isLabeled the gateway has an own label on it, which needs no lease to be corrected
   * @throws DomainError as `LabelerActs.reopenItem`
   */
  reopen(item: string, isLabeled: boolean): Promise<OpenedItem>;
  finish(item: string): void;
  /** Gives an item back; it comes again only when nothing else is free. */
  skip(item: string): Promise<void>;
  /** End of the lease, ms; undefined for an item that needs none. */
  until(item: string): number | undefined;
  /** Prolongs every lease that is still of use. */
  renew(): Promise<void>;
  /** What this tab held may be done by now: the gateway is asked anew, and gives the living leases first. */
  forget(): void;
  /** Gives back what was fetched ahead and not shown. */
  close(): Promise<void>;
}

/** A lease that is over already needs no giving back; without a network it ends by itself. */
const forgive = (error: unknown): void => {
  if (!(error instanceof DomainError)) throw error;
};

const isNothingFree = (error: unknown): boolean => error instanceof DomainError && error.code === 'nothing-free';

export const createBenchItems = ({ lot, labeler, pending, changed }: BenchItemsOptions): BenchItems => {
  const shown = new Map<string, OpenedItem>();
  const open = new Set<string>();
  const ends = new Map<string, number>();
  const skipped = new Set<string>();
  let ahead: readonly FetchedItem[] = [];
  let closed = false;
  let fetching: Promise<void> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const held = (): readonly string[] => {
    const needed = [...new Set([...open, ...ahead.map(({ item }) => item), ...pending()])];
    // The list is bounded; of those that were skipped the latest are the last that anybody wants to see again.
    const aside = [...skipped].filter((item) => !needed.includes(item)).toReversed();
    return [...needed, ...aside.slice(0, Math.max(0, MOST_HELD - needed.length))];
  };

  const fetchFree = async (): Promise<FetchedItem> => {
    try {
      return await labeler.fetchItem(lot, held());
    } catch (error) {
      if (!isNothingFree(error) || skipped.size === 0) throw error;
      skipped.clear();
      return await labeler.fetchItem(lot, held());
    }
  };

  const setAhead = (items: readonly FetchedItem[]): void => {
    ahead = items;
    changed();
  };

  /** One after the other: two questions at once would be answered with one item. */
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work, work);
    turn = done.catch(() => undefined);
    return await done;
  };

  const fill = async (): Promise<void> => {
    try {
      while (!closed && ahead.length < AHEAD)
        await inTurn(async () => {
          const fetched = await fetchFree();
          ends.set(fetched.item, fetched.until);
          setAhead([...ahead, fetched]);
        });
    } catch (error) {
      // What stands in the way now is said when the next item is asked for.
      forgive(error);
    }
  };
  const fetchAhead = async (): Promise<void> => {
    fetching ??= fill().finally(() => {
      fetching = undefined;
    });
    await fetching;
  };

  const show = <Item extends OpenedItem>(item: Item): Item => {
    shown.set(item.item, item);
    open.add(item.item);
    if (item.until !== undefined) ends.set(item.item, item.until);
    return item;
  };

  const renewOne = async (item: string): Promise<void> => {
    try {
      ends.set(item, await labeler.renew(item));
    } catch (error) {
      forgive(error);
      if ((error as DomainError).code === 'lease-lost') setAhead(ahead.filter((one) => one.item !== item));
    }
  };

  const skip: BenchItems['skip'] = async (item) => {
    open.delete(item);
    skipped.add(item);
    await labeler.giveBack(item).catch(forgive);
  };

  const openFetched = async (fetched: FetchedItem): Promise<TakenItem> => {
    try {
      // Of one that was fetched ahead the lease may have been prolonged since.
      return { ...(await fetched.open()), until: ends.get(fetched.item) ?? fetched.until };
    } catch (error) {
      await skip(fetched.item);
      throw error;
    }
  };

  return {
    open: () => open,
    ahead: () => ahead.map(({ item }) => item),
    next: async () => {
      const taken = await inTurn(async () => {
        const [first, ...rest] = ahead;
        ahead = rest;
        return show(await openFetched(first ?? (await fetchFree())));
      });
      void fetchAhead();
      return taken;
    },
    fetchAhead,
    reopen: async (item, isLabeled) => {
      const reopened = shown.get(item) ?? show(await labeler.reopenItem(lot, item));
      if (isLabeled) ends.delete(item);
      open.add(item);
      return reopened;
    },
    finish: (item) => void open.delete(item),
    skip,
    until: (item) => ends.get(item),
    renew: async () => {
      for (const item of [...open, ...ahead.map((one) => one.item)]) if (ends.has(item)) await renewOne(item);
    },
    forget: () => {
      open.clear();
      ahead = [];
    },
    close: async () => {
      closed = true;
      await turn;
      await Promise.all(ahead.map(({ item }) => labeler.giveBack(item).catch(forgive)));
      ahead = [];
      shown.clear();
    },
  };
};
