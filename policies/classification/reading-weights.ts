import { FEATURES, PLACE_BITS, placesOfFeatures } from './reading-features.ts';
import { LABELS } from './reading-labels.ts';
import type { Signs } from './reading-signs.ts';

/** What is learned: `weights` has a sign for each label but `OUTSIDE` at each place of the table, `beside` a number for each label behind each. */
export interface Learned {
  readonly weights: string;
  readonly beside: readonly number[];
}

export const PLACES = 2 ** PLACE_BITS;
/** Labels beside `OUTSIDE`, whose weights the others are told from. */
export const WEIGHED = LABELS - 1;

/** Printable signs but the two that JSON escapes stand for levels from the least on; weights are their squares, finer where they are small. */
const LEAST_LEVEL = -45;
const SIGNS = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((sign) => sign !== '"' && sign !== '\\');
const weightOf = (level: number): number => Math.round((level * Math.abs(level)) / 2);
const WEIGHT_OF: ReadonlyMap<string, number> = new Map(SIGNS.map((sign, at) => [sign, weightOf(at + LEAST_LEVEL)]));
/** The sign of about this weight. */
export const signOf = (weight: number): string => {
  const level = Math.round(Math.sign(weight) * Math.sqrt(2 * Math.abs(weight)));
  return SIGNS[Math.max(0, Math.min(SIGNS.length - 1, level - LEAST_LEVEL))] ?? '';
};

/** The three weights of a place in one number, so that one addition adds three: a sum of some dozens stays within its sixteen bits. */
const LANE = 2 ** 16;
const TWO_LANES = 2 ** 32;

const pack = (weights: string): Float64Array => {
  if (weights.length !== PLACES * WEIGHED) throw new Error(`${weights.length} weights are not ${PLACES * WEIGHED}`);
  const weight = (at: number): number => WEIGHT_OF.get(weights[at] ?? '') ?? 0;
  return Float64Array.from({ length: PLACES }, (_, place) => {
    const first = place * WEIGHED;
    return weight(first) + weight(first + 1) * LANE + weight(first + 2) * TWO_LANES;
  });
};

const unpack = (packed: number, weights: Float64Array, at: number): void => {
  const high = Math.round(packed / TWO_LANES);
  const rest = packed - high * TWO_LANES;
  const middle = Math.round(rest / LANE);
  weights[at] = 0;
  weights[at + 1] = rest - middle * LANE;
  weights[at + 2] = middle;
  weights[at + 3] = high;
};

/** Weights that are looked up. */
export interface Weighing {
  /** Of each label behind each. */
  readonly beside: Float64Array;
  /** Writes the weight of each label at each place of a stretch, `LABELS` a place. */
  readonly weigh: (signs: Signs, length: number, weights: Float64Array) => void;
}

const places = new Int32Array(FEATURES);

export const createWeighing = ({ weights: learned, beside }: Learned): Weighing => {
  const packed = pack(learned);
  const weigh: Weighing['weigh'] = (signs, length, weights) => {
    for (let at = 0; at < length; at++) {
      placesOfFeatures(signs, at, places);
      let sum = 0;
      for (let feature = 0; feature < FEATURES; feature++) sum += packed[places[feature] ?? 0] ?? 0;
      unpack(sum, weights, at * LABELS);
    }
  };
  return { beside: Float64Array.from(beside), weigh };
};
