import { DomainError } from '../../../../common/errors.ts';
import { resultSchema, type Result } from '../../../../labeling/result.ts';
import { needsWatermark } from '../../../../privacy/sealing/watermark.ts';
import { topicOf, type Annotation } from '../../space/acts/labeler.ts';
import type { OpenedItem } from '../../space/acts/listed-item.ts';
import type { ReturnedLabel } from '../../space/acts/returned.ts';
import { writeDispute } from '../../space/dispute.ts';
import { fail } from '../../space/errors.ts';
import type { Person } from '../../space/person.ts';
import type { Worker } from '../../space/worker.ts';
import type { Bench, BenchItem, BenchLot, ReturnedItem } from '../work.ts';
import { createBenchItems, type BenchItems } from './bench-items.ts';
import { createBenchLabels, type BenchLabels } from './bench-labels.ts';
import { createBenchReturned, type BenchReturned } from './bench-returned.ts';
import type { Connection } from './connection.ts';
import { pseudonymOf } from './names.ts';
import { watermarkOf } from './watermark.ts';

/** Milliseconds between prolongations; a lease lasts ten minutes. */
const RENEWAL = 150_000;

interface Parts {
  readonly person: Person;
  readonly worker: Worker;
  readonly lot: BenchLot;
  readonly items: BenchItems;
  readonly labels: BenchLabels;
  readonly returned: BenchReturned;
  /** Is the lot closed by the own copy of the log? Then there is nothing but what came back. */
  readonly isClosed: () => boolean;
  /** Resolves once this tab knows what another one did that had the bench before. */
  readonly settled: () => Promise<void>;
}

/** Only the tab that sends may work: two tabs would show the person one item twice. */
const untilHere = (worker: Worker): Promise<void> =>
  new Promise((resolve) => {
    if (worker.place === 'here') return resolve();
    const end = worker.watch((place) => {
      if (place !== 'here') return;
      end();
      resolve();
    });
  });

/** A rework begins with what was handed in, not with what was drafted and left before the lot closed. */
const draftTopicOf = ({ returned }: Parts, item: string): string =>
  returned.list().some((label) => label.item === item) ? `rework/${item}` : topicOf(item);

const readDraft = async (parts: Parts, item: string): Promise<Result | undefined> =>
  resultSchema.safeParse((await parts.person.drafts.read(draftTopicOf(parts, item)))?.value).data;

/** The item as it stands on the bench; its lease is prolonged while it does. */
const toBenchItem = (
  { item, position, text, level }: OpenedItem,
  { items, person }: Parts,
  more: { readonly draft?: Result | undefined; readonly replaces?: string | undefined; readonly returned?: ReturnedItem },
): BenchItem => ({
  id: item,
  row: position + 1,
  text,
  get until() {
    return items.until(item);
  },
  ...(level !== undefined && needsWatermark(level) ? { watermark: watermarkOf(person) } : {}),
  ...(more.draft === undefined ? {} : { draft: more.draft }),
  ...(more.replaces === undefined ? {} : { replaces: more.replaces }),
  ...(more.returned === undefined ? {} : { returned: more.returned }),
});

const openReturned = async (parts: Parts, found: ReturnedLabel): Promise<BenchItem> => {
  const { label, reason, severity, handedIn, note } = found;
  const opened = await parts.returned.open(found);
  const draft = (await readDraft(parts, found.item)) ?? parts.labels.label(found.item)?.result ?? handedIn;
  const returned = { label, reason, severity, reviewer: pseudonymOf(found.reviewer), ...(handedIn && { handedIn }), ...(note && { note }) };
  return toBenchItem(opened, parts, { draft, returned });
};

/**
 * What a new submission of this item corrects. One that is not signed yet is taken back instead and leaves no trace; a refused one is
 * forgotten.
 */
const settleEarlier = async ({ person: { outbox }, labels }: Parts, item: string): Promise<Annotation['replaces']> => {
  for (let tries = 0; tries < 2; tries++) {
    await labels.refresh();
    const before = labels.label(item);
    // A label that nobody could open is no label: the next one is the first again, or corrects what counted before.
    if (before === undefined || before.state === 'unreadable') return before?.replaces;
    if (before.state === 'refused') {
      if (before.order !== undefined) await outbox.dismiss(before.order);
      return before.replaces;
    }
    if (before.event !== undefined) return { event: before.event, revision: before.revision };
    if (before.order !== undefined && (await outbox.takeBack(before.order)) !== undefined) return before.replaces;
  }
  return undefined;
};

const nothingFree = ({ id }: BenchLot): never => {
  throw new DomainError('nothing-free', { lot: id });
};

const createItemActs = (parts: Parts): Pick<Bench, 'next' | 'reopen' | 'saveDraft' | 'skip'> => {
  const { person, worker, items, labels, returned, settled, isClosed } = parts;
  const ready = async (): Promise<void> => {
    await untilHere(worker);
    await settled();
    await labels.refresh();
  };
  const reopen: Bench['reopen'] = async (item) => {
    await ready();
    const found = isClosed() ? await returned.find(item) : undefined;
    if (found !== undefined) return await openReturned(parts, found);
    const before = labels.label(item);
    const opened = await items.reopen(item, before?.state === 'received' || before?.state === 'logged');
    return toBenchItem(opened, parts, { draft: (await readDraft(parts, item)) ?? before?.result, replaces: before?.event });
  };
  return {
    next: async () => {
      await ready();
      if (isClosed()) return await reopen(returned.next() ?? nothingFree(parts.lot));
      const taken = await items.next();
      const draft = await readDraft(parts, taken.item);
      await labels.refresh();
      return toBenchItem(taken, parts, { draft });
    },
    reopen,
    saveDraft: (item, result) => person.drafts.save(draftTopicOf(parts, item), result),
    skip: async (item) => {
      if (isClosed()) return returned.putOff(item);
      await person.drafts.drop(topicOf(item));
      await items.skip(item);
      await labels.refresh();
    },
  };
};

const createWorkActs = (parts: Parts): Pick<Bench, 'submit' | 'takeBack' | 'report' | 'dispute'> => {
  const { person, lot, items, labels, returned, isClosed } = parts;
  const leave = async (item: string): Promise<void> => {
    items.finish(item);
    await person.drafts.drop(draftTopicOf(parts, item));
    await labels.refresh();
  };
  return {
    submit: async (item, result) => {
      const found = isClosed() ? await returned.find(item) : undefined;
      if (found === undefined) {
        const replaces = await settleEarlier(parts, item);
        await person.labeler.annotate({ lot: lot.id, item, result, ...(replaces === undefined ? {} : { replaces }) });
      } else await returned.submit(found, result);
      await leave(item);
    },
    takeBack: async (item) => {
      await labels.refresh();
      const { order, event, result } = labels.label(item) ?? {};
      if (order === undefined || event !== undefined) return false;
      const taken = await person.outbox.takeBack(order);
      if (taken !== undefined && result !== undefined) await person.drafts.save(draftTopicOf(parts, item), result);
      await labels.refresh();
      return taken !== undefined;
    },
    report: async (item, reason) => {
      await person.labeler.report(lot.id, item, reason);
      await leave(item);
    },
    dispute: async (item) => {
      const { event, state } = labels.label(item) ?? {};
      if (event === undefined || state !== 'unreadable') return fail('subject-unknown', { lot: lot.id, item });
      const dispute = await person.labeler.dispute(lot.id, event);
      return { name: `label-dispute-${event.slice(0, 8)}.json`, text: writeDispute(dispute) };
    },
  };
};

/** Runs `read` each time that the bench comes back from another tab. */
const createHandover = (worker: Worker, read: () => Promise<void>): { readonly settled: () => Promise<void>; readonly end: () => void } => {
  let away = worker.place === 'elsewhere';
  let settled: Promise<void> = Promise.resolve();
  const end = worker.watch((place) => {
    if (place === 'here' && away) {
      settled = read();
      settled.catch(() => undefined);
    }
    away = place === 'elsewhere';
  });
  return { settled: () => settled, end };
};

/** Keeps what is shown true while the bench is open. @returns ends it */
const keepFresh = (connection: Connection, { person, worker, items, labels }: Parts): (() => void) => {
  const refresh = (): void => void labels.refresh().catch(connection.options.report);
  const ends = [person.outbox.watch(refresh), worker.watch(refresh), connection.watch(refresh)];
  const ahead = (): void => void items.fetchAhead().catch(connection.options.report);
  for (const event of ['online', 'offline']) globalThis.addEventListener(event, refresh);
  globalThis.addEventListener('online', ahead);
  const timer = globalThis.setInterval(() => void items.renew().then(refresh).catch(connection.options.report), RENEWAL);
  return () => {
    for (const end of ends) end();
    for (const event of ['online', 'offline']) globalThis.removeEventListener(event, refresh);
    globalThis.removeEventListener('online', ahead);
    globalThis.clearInterval(timer);
  };
};

/** One person's bench over the outbox of this device and the leases of the gateway. */
export const createBench = async (connection: Connection, lot: BenchLot): Promise<Bench> => {
  const person = await connection.person();
  const worker = connection.worker() ?? fail('keys-locked');
  const client = await connection.client();
  const places = new Map(
    client
      .ledger()
      .state.lots.get(lot.id)
      ?.opened.signed.event.body.items.map(({ id }, at) => [id, at + 1]),
  );
  let listed = await person.labeler.listed(lot.id);
  const isClosed = (): boolean => client.ledger().state.lots.get(lot.id)?.closed !== undefined;
  const returned = createBenchReturned({ lot: lot.id, person, ledger: client.ledger, labels: () => labels });
  await returned.read();
  const changed = (): void => void labels.refresh().catch(connection.options.report);
  const items: BenchItems = createBenchItems({ lot: lot.id, labeler: person.labeler, pending: () => labels.pending(), changed });
  const labels: BenchLabels = createBenchLabels({
    lot,
    outbox: person.outbox,
    ledger: client.ledger,
    worker,
    clock: connection.options.clock,
    listed: () => listed,
    returned: returned.list,
    open: () => items.open(),
    ahead: () => items.ahead(),
    rowOf: (item) => places.get(item) ?? 0,
    isOnline: () => globalThis.navigator.onLine,
  });
  const handover = createHandover(worker, async () => {
    listed = await person.labeler.listed(lot.id);
    await returned.read();
    items.forget();
    await labels.refresh();
  });
  const parts: Parts = { person, worker, lot, items, labels, returned, isClosed, settled: handover.settled };
  await labels.refresh();
  const end = keepFresh(connection, parts);
  return {
    lot,
    outbox: labels.facts,
    watch: labels.watch,
    ...createItemActs(parts),
    ...createWorkActs(parts),
    takeOver: async () => {
      worker.takeOver();
      await untilHere(worker);
    },
    close: async () => {
      handover.end();
      end();
      await items.close();
    },
  };
};
