import { fail, requireLotSize } from './errors.ts';

/** Code letters of GB/T 2828.1 (ISO 2859-1) with their sample sizes, for single sampling. */
const SIZES = {
  A: 2,
  B: 3,
  C: 5,
  D: 8,
  E: 13,
  F: 20,
  G: 32,
  H: 50,
  J: 80,
  K: 125,
  L: 200,
  M: 315,
  N: 500,
  P: 800,
  Q: 1250,
  R: 2000,
} as const;
export type CodeLetter = keyof typeof SIZES;
const LETTERS = Object.keys(SIZES) as readonly CodeLetter[];

/** Greatest lot of each row of table 1; above the last there is one row more. */
const LOTS = [8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000] as const;
/** General inspection levels: a code letter for each row of table 1. */
const LEVELS = { I: 'AABCCDEFGHJKLMN', II: 'ABCDEFGHJKLMNPQ', III: 'BCDEFGHJKLMNPQR' } as const;
export type InspectionLevel = keyof typeof LEVELS;

/** Acceptance quality limits in percent nonconforming, with the letter whose plan accepts no defect (table 2-A). */
const LIMITS = {
  '0.010': 'Q',
  '0.015': 'P',
  '0.025': 'N',
  '0.040': 'M',
  '0.065': 'L',
  '0.10': 'K',
  '0.15': 'J',
  '0.25': 'H',
  '0.40': 'G',
  '0.65': 'F',
  '1.0': 'E',
  '1.5': 'D',
  '2.5': 'C',
  '4.0': 'B',
  '6.5': 'A',
} as const satisfies Readonly<Record<string, CodeLetter>>;
export type QualityLimit = keyof typeof LIMITS;

/** Acceptance numbers from the third letter behind that on; with more letters the last plan that accepts 21 is used. */
const ACCEPTANCE = [1, 2, 3, 5, 7, 10, 14, 21] as const;
/** Letters between the plan that accepts none and the one that accepts one: table 2-A points the first up and the second down. */
const GAP = 3;

export interface InspectionPlan {
  /** Of the plan that is used: arrows of the table are followed. */
  readonly letter: CodeLetter;
  /** Leaves of the sample; all of the lot where it has no more. */
  readonly size: number;
  /** Most defects with which the lot is accepted; one more and it is rejected. */
  readonly accept: number;
}

const rowOf = (lot: number): number => {
  const row = LOTS.findIndex((most) => lot <= most);
  return row < 0 ? LOTS.length : row;
};

/** The plan's letter and acceptance number, arrows followed. */
const follow = (letter: CodeLetter, limit: QualityLimit): Omit<InspectionPlan, 'size'> => {
  const zero = LETTERS.indexOf(LIMITS[limit]);
  const beyond = LETTERS.indexOf(letter) - zero;
  if (beyond <= 1) return { letter: LETTERS[zero] ?? letter, accept: 0 };
  const step = Math.min(Math.max(beyond, GAP) - GAP, ACCEPTANCE.length - 1);
  const used = LETTERS[zero + GAP + step];
  // Where the table ends before a plan that accepts one: the letters above are the only plan.
  if (used === undefined) return { letter: LETTERS[zero] ?? letter, accept: 0 };
  return { letter: used, accept: ACCEPTANCE[step] ?? 0 };
};

/**
 * A single sampling plan of normal inspection (GB/T 2828.1-2012, tables 1 and 2-A).
 * @param lot number of leaves
 * @throws DomainError `sample-unfit`
 */
export const normalInspection = (lot: number, limit: QualityLimit, level: InspectionLevel = 'II'): InspectionPlan => {
  requireLotSize(lot);
  if (!(limit in LIMITS)) fail('no such quality limit', { limit });
  const letter = LEVELS[level][rowOf(lot)] as CodeLetter;
  const plan = follow(letter, limit);
  return { ...plan, size: Math.min(SIZES[plan.letter], lot) };
};
