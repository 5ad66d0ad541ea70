import { toHex } from '../../common/encodings.ts';
import { fail } from './errors.ts';
import type { LogPolicy } from './policy.ts';
import { verifyWitnessed } from './witnessed.ts';
import { CLOCK_TOLERANCE, toWitnessedPoint, type WitnessedPoint } from './witnessed-point.ts';

/** A checkpoint that its keeper verified under a quorum and holds on to, with its text as evidence. */
export interface KeptPoint extends Required<WitnessedPoint> {
  /** Hex. */
  readonly root: string;
  readonly note: string;
}

/** @throws DomainError as `verifyWitnessed` */
export const toKeptPoint = (note: string, policy: LogPolicy): KeptPoint => {
  const witnessed = verifyWitnessed(note, policy);
  return { ...toWitnessedPoint(witnessed), root: toHex(witnessed.checkpoint.root), note };
};

/** What keeping one more changes. */
export interface PointChange {
  readonly kept: KeptPoint;
  /** Sizes of those that say nothing any more which the others do not say. */
  readonly dropped: readonly number[];
}

export interface KeptPoints {
  /** By size; times never fall. */
  readonly list: readonly KeptPoint[];
  /** Takes up a verified one, of whatever size. @returns undefined where nothing changes. @throws DomainError `log-forked` for another root of a kept size */
  add(point: KeptPoint): PointChange | undefined;
}

/** Milliseconds between the neighbours of one that is dropped, at most: what is between them is known as closely as clocks agree. */
export const SPACING = CLOCK_TOLERANCE;

/** Where one of this size stands, or would. */
const placeOf = (list: readonly WitnessedPoint[], size: number): number => {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.size ?? Infinity) < size) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The kept ones around the entry of this index, as close as there are: without it, and with it. */
export const around = <P extends WitnessedPoint>(list: readonly P[], index: number): { readonly before?: P; readonly holding?: P } => {
  const at = placeOf(list, index + 1);
  const [before, holding] = [list[at - 1], list[at]];
  return { ...(before && { before }), ...(holding && { holding }) };
};

/** Witnesses renew their lines on one tree: the newest say how long it was all, the first since when it was there. */
const merge = (old: KeptPoint, given: KeptPoint): KeptPoint => {
  if (old.root !== given.root) fail('log-forked', { size: old.size, evidence: { kind: 'two-roots', first: old.note, second: given.note } });
  const note = given.time > old.time ? given.note : old.note;
  return { ...old, note, time: Math.max(old.time, given.time), by: Math.min(old.by, given.by) };
};

/**
 * Checkpoints as they come, without end and without filling the disk: of three in a row the middle one is dropped if the outer ones lie close
 * together and nothing between them has a time that decides anything. So the closest ones on either side of what decides always stay.
 * @param decides is there an event at an index from `from` on, before `to`, whose time decides something?
 */
export const createKeptPoints = (kept: readonly KeptPoint[], decides: (from: number, to: number) => boolean): KeptPoints => {
  const list = kept.toSorted((a, b) => a.size - b.size);

  /** What was not witnessed before a time by a smaller tree was not by a larger one either. */
  const raiseFrom = (first: number): void => {
    for (let at = first; at < list.length; at++) {
      const [before, point] = [list[at - 1], list[at]];
      if (point !== undefined && before !== undefined && point.time < before.time) list[at] = { ...point, time: before.time };
    }
  };
  raiseFrom(1);

  const isSpare = (at: number): boolean => {
    const [before, after] = [list[at - 1], list[at + 1]];
    if (before === undefined || after === undefined) return false;
    return after.time - before.time <= SPACING && !decides(before.size, after.size);
  };

  return {
    list,
    add: (given) => {
      const at = placeOf(list, given.size);
      const same = list[at]?.size === given.size ? list[at] : undefined;
      const point = same === undefined ? given : merge(same, given);
      if (point.time === same?.time && point.by === same.by) return undefined;
      list.splice(at, same === undefined ? 0 : 1, point);
      raiseFrom(at);
      const spare = [at, at - 1].find(isSpare);
      const dropped = spare === undefined ? [] : list.splice(spare, 1).map(({ size }) => size);
      return { kept: point, dropped };
    },
  };
};
