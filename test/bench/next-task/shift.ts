import { setTimeout as pause } from 'node:timers/promises';
import type { Lease } from '../../../api/work.ts';
import type { Lot } from '../../../provenance/space/state.ts';
import type { ScriptedLabeler } from './labeler.ts';

/** Somebody at work, with the lots that she may work on, in her order; one that has nothing for her leaves the list. */
export interface AtWork {
  readonly labeler: ScriptedLabeler;
  readonly lots: Lot[];
}

export interface ShiftPlan {
  readonly seconds: number;
  /** Milliseconds from one task of a person to her next; 0: as fast as the answers come. */
  readonly pace: number;
}

export interface ShiftResult {
  /** Milliseconds of each "next task" that gave one, in rising order. */
  readonly latencies: readonly number[];
  readonly submitted: number;
  /** Items that two people had, or that somebody labeled while another one had them. */
  readonly doubled: ReadonlySet<string>;
  /** Refusals by code. */
  readonly refused: ReadonlyMap<string, number>;
}

export const percentile = (rising: readonly number[], part: number): number => rising[Math.ceil(rising.length * part) - 1] ?? NaN;

const DOUBLE: readonly string[] = ['item-already-labeled', 'item-leased'];

const createTally = () => {
  const [latencies, doubled, refused] = [[] as number[], new Set<string>(), new Map<string, number>()];
  const holders = new Map<string, string>();
  let submitted = 0;
  return {
    took: (key: string, { item }: Lease, milliseconds: number): void => {
      latencies.push(milliseconds);
      if ((holders.get(item) ?? key) !== key) doubled.add(item);
      holders.set(item, key);
    },
    answered: ({ item }: Lease, code: string | undefined): void => {
      if (code === undefined) submitted += 1;
      else refused.set(code, (refused.get(code) ?? 0) + 1);
      if (code !== undefined && DOUBLE.includes(code)) doubled.add(item);
    },
    result: (): ShiftResult => ({ latencies: latencies.toSorted((a, b) => a - b), submitted, doubled, refused }),
  };
};
type Tally = ReturnType<typeof createTally>;

/** Labels go out in the background, one after the other, as a browser's outbox sends them. */
const createOutbox = (labeler: ScriptedLabeler, { answered }: Tally) => {
  const unsent = new Set<string>();
  let tail: Promise<void> = Promise.resolve();
  const send = async (lot: Lot, lease: Lease): Promise<void> => {
    answered(lease, await labeler.submit(lot, lease));
    unsent.delete(lease.item);
  };
  return {
    unsent: (): readonly string[] => [...unsent],
    put: (lot: Lot, lease: Lease): void => {
      unsent.add(lease.item);
      tail = tail.then(() => send(lot, lease));
    },
    empty: () => tail,
  };
};

/** People at work at the same time, each taking, labeling and taking again. */
export const workShift = async (people: readonly AtWork[], { seconds, pace }: ShiftPlan): Promise<ShiftResult> => {
  const end = performance.now() + seconds * 1000;
  const tally = createTally();
  const work = async ({ labeler, lots }: AtWork, place: number): Promise<void> => {
    const outbox = createOutbox(labeler, tally);
    let next = performance.now() + (pace * place) / people.length;
    const rest = async (): Promise<void> => {
      await pause(Math.max(0, next - performance.now()));
      next += pace;
      if (pace === 0) await outbox.empty();
    };
    const takeOne = async (lot: Lot): Promise<boolean> => {
      const { lease, milliseconds } = await labeler.take(lot, outbox.unsent());
      if (lease === undefined) return false;
      tally.took(labeler.key, lease, milliseconds);
      outbox.put(lot, lease);
      return true;
    };
    while (performance.now() < end && lots.length > 0) {
      await rest();
      for (let [lot] = lots; lot !== undefined && !(await takeOne(lot)); [lot] = lots) lots.shift();
    }
    await outbox.empty();
  };
  await Promise.all(people.map(work));
  return tally.result();
};
