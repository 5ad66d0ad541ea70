import type { Clock } from '../../common/clock.ts';
import { DomainError } from '../../common/errors.ts';
import { FRESHNESS_SECONDS, type RecipientCode } from '../../provenance/identity/recipient.ts';
import { toClosing } from '../../provenance/space/accounting.ts';
import { uncommittedSides } from '../../provenance/space/inspection-terms.ts';
import type { Chain } from '../chain/chain.ts';
import { fail } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { CountLot, CountedLot } from './counting.ts';
import { createLotStore } from './store.ts';

/**
 * Signs the closing of a lot if the rule allows it: each item has as many labels and reports as its lot asks for in entries under a witnessed checkpoint, or the
 * deadline has passed and the rest leaves.
 * @returns whether it is signed now
 * @throws DomainError `checkpoint-stale`, those of `CountLot` and `Chain.commit`
 */
export type CloseLot = (id: string, signal: AbortSignal) => Promise<boolean>;

export interface CloseLotOptions {
  readonly ledger: Ledger;
  readonly chain: Chain;
  readonly count: CountLot;
  readonly clock: Clock;
  /** Work that the gateway handed over and that does not count. */
  readonly report: (error: unknown, lot: string) => void;
}

/** Without a fresh quorum nothing is closed: what was logged meanwhile might be missing. */
const requireFresh = (ledger: Ledger, now: number): void => {
  const age = Math.floor(now / 1000) - (ledger.tree()?.witnessedAt ?? 0);
  if (age > FRESHNESS_SECONDS) throw new DomainError<RecipientCode>('checkpoint-stale', { age, most: FRESHNESS_SECONDS });
};

/**
 * Work on its way into the own copy of the log is waited for, and until the deadline whoever has not committed to her part of the draw: she
 * would pay for full inspection.
 */
const mayClose = ({ lot, accounting, pending }: CountedLot, now: number): boolean =>
  pending === 0 && ((accounting.left.length === 0 && uncommittedSides(lot).length === 0) || now >= lot.opened.signed.event.body.deadline);

/** The first ones name themselves, the very first as the cause; the gateway decides how many there are. */
const refuseWork = ({ refused }: CountedLot): never => {
  const [first] = refused;
  const work = refused.slice(0, 20).map(({ index, event, code }) => ({ index, event, code }));
  return fail('work-refused', { work }, { cause: first && new DomainError(first.code, first.details) });
};

const reportRefused = (counted: CountedLot, id: string, report: CloseLotOptions['report']): void => {
  try {
    if (counted.refused.length > counted.pending) refuseWork(counted);
  } catch (error) {
    report(error, id);
  }
};

/** Milliseconds after which what was refused is declared again: who refuses all has nothing signed without end. */
const AGAIN_AFTER = 60_000;
/** Of one lot in one round, so that the labels of one lot do not hold up the others. */
const MOST_DECLARED = 20;

/**
 * Signs for each label that stands for its item and that its author sealed wrongly that it cannot be read: before the lot may close, its item
 * goes back to the label before it, or is free again. What fails with one of them is reported and does not hold up the others.
 * @returns whether there was one
 */
const declareUnreadable = async (
  { lot, unreadable }: CountedLot,
  refusedAt: Map<string, number>,
  options: CloseLotOptions,
  signal: AbortSignal,
): Promise<boolean> => {
  const { chain, report, clock } = options;
  const now = clock();
  const due = unreadable.filter(({ id }) => now - (refusedAt.get(id) ?? -Infinity) >= AGAIN_AFTER);
  for (const { id, reason, signed } of due.slice(0, MOST_DECLARED)) {
    const { subject } = signed.event;
    const draft = { type: 'label-unreadable', subject, refs: [lot.opened.id, id], body: { lot: lot.id, reason } } as const;
    try {
      await chain.settle(await chain.commit(draft, () => Promise.resolve(), signal), signal);
    } catch (error) {
      if (signal.aborted) throw error;
      refusedAt.set(id, now);
      report(error, lot.id);
    }
  }
  return unreadable.length > 0;
};

export const createLotCloser = (options: CloseLotOptions): CloseLot => {
  const { ledger, chain, count, clock, report } = options;
  /** By label. */
  const refusedAt = new Map<string, number>();
  return async (id, signal) => {
    requireFresh(ledger, clock());
    const counted = await count(id);
    reportRefused(counted, id, report);
    if (await declareUnreadable(counted, refusedAt, options, signal)) return false;
    if (!mayClose(counted, clock())) return false;
    const refs = [counted.lot.opened.id];
    const draft = { type: 'lot-closed', subject: { kind: 'lot', id }, refs, body: toClosing(counted.accounting) } as const;
    await chain.commit(draft, (manager, event) => createLotStore(manager).setClosing(id, event), signal);
    return true;
  };
};
