import { setTimeout as pause } from 'node:timers/promises';
import type { Lot } from '../../../provenance/space/state.ts';
import type { ScriptedLabeler } from './labeler.ts';

/** Somebody at work, with the lots that she may work on, in her order. */
export interface AtWork {
  readonly labeler: ScriptedLabeler;
  readonly lots: readonly Lot[];
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

/** People at work at the same time, each taking, labeling and taking again. */
export const workShift = async (people: readonly AtWork[], { seconds, pace }: ShiftPlan): Promise<ShiftResult> => {
  const end = performance.now() + seconds * 1000;
  const [latencies, doubled, refused] = [[] as number[], new Set<string>(), new Map<string, number>()];
  const holders = new Map<string, string>();
  let submitted = 0;

  const takeIn = async (labeler: ScriptedLabeler, lot: Lot) => {
    const { lease, milliseconds } = await labeler.take(lot);
    if (lease === undefined) return undefined;
    latencies.push(milliseconds);
    if ((holders.get(lease.item) ?? labeler.key) !== labeler.key) doubled.add(lease.item);
    holders.set(lease.item, labeler.key);
    return lease;
  };
  const labelOne = async ({ labeler }: AtWork, lot: Lot, rest: () => Promise<void>): Promise<boolean> => {
    const lease = await takeIn(labeler, lot);
    if (lease === undefined) return false;
    await rest();
    const code = await labeler.submit(lot, lease);
    if (code === undefined) submitted += 1;
    else refused.set(code, (refused.get(code) ?? 0) + 1);
    if (code !== undefined && DOUBLE.includes(code)) doubled.add(lease.item);
    return true;
  };
  const work = async (one: AtWork, place: number): Promise<void> => {
    let next = performance.now() + (pace * place) / people.length;
    const rest = async (): Promise<void> => {
      next += pace;
      await pause(Math.max(0, next - performance.now()));
    };
    await pause(Math.max(0, next - performance.now()));
    for (const lot of one.lots) while (performance.now() < end && (await labelOne(one, lot, rest))) continue;
  };
  await Promise.all(people.map(work));
  return { latencies: latencies.toSorted((a, b) => a - b), submitted, doubled, refused };
};
