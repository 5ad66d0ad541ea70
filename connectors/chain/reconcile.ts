import type { LogPolicy } from '../../provenance/log/policy.ts';
import type { AlarmBook } from '../alarms/alarm-book.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findBrokenPromise, findLateness } from './receipts.ts';
import type { ChainEvent, ChainStore } from './store.ts';

interface Reconciling {
  readonly store: ChainStore;
  readonly ledger: Ledger;
  readonly alarms: AlarmBook;
  readonly policy: LogPolicy;
}

/**
 * The log holds own events that this store never signed: it is an older copy of itself, or somebody else has the key. Nothing may be
 * signed on top of that.
 */
const raiseIfBehind = async ({ store, ledger, alarms }: Reconciling): Promise<void> => {
  const highest = await store.highest();
  if (ledger.ownSeq() > highest) await alarms.raise('chain-behind', { signed: highest, logged: ledger.ownSeq() });
};

/** Holds one receipt against the own copy of the log. @returns whether its promise is broken */
const checkPromise = async (event: ChainEvent, { ledger, alarms, policy }: Reconciling): Promise<boolean> => {
  const tree = ledger.tree();
  if (tree === undefined) return false;
  const promised = { event: event.id, index: event.index ?? null };
  const late = findLateness(event, tree, policy);
  if (late !== undefined) await alarms.raise('event-dropped', { ...promised, why: 'late' }, late);
  const broken = await findBrokenPromise(event, tree, ledger);
  if (broken !== undefined) await alarms.raise('event-dropped', { ...promised, why: 'another-leaf' }, broken);
  return broken !== undefined;
};

/**
 * Marks what the own copy of the log holds, whatever the gateway said of it, and raises an alarm for each broken promise; what it
 * promised and does not hold is open again.
 */
export const reconcileChain = async (context: Reconciling): Promise<{ readonly changed: boolean; readonly dropped: readonly string[] }> => {
  const { store, ledger } = context;
  await raiseIfBehind(context);
  const dropped: string[] = [];
  let changed = false;
  const open = await store.open();
  for (const event of open)
    if (event.state === 'acknowledged' && (await checkPromise(event, context)) && ledger.own(event.id) === undefined)
      dropped.push(event.id);
  for (const id of dropped) await store.reopen(id);
  for (const id of [...open.map((event) => event.id), ...(await store.refused())]) {
    const logged = ledger.own(id);
    if (logged === undefined) continue;
    await store.include(id, logged.index);
    changed = true;
  }
  return { changed, dropped };
};
