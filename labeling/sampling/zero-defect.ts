import { fail, requireLotSize } from './errors.ts';

const CONFIDENCE = 0.95;

/** How likely a sample without replacement holds none of the lot's defects (hypergeometric). */
export const chanceOfNone = (lot: number, defects: number, size: number): number => {
  let chance = 1;
  for (let at = 0; at < size; at += 1) chance *= Math.max(0, lot - defects - at) / (lot - at);
  return chance;
};

/**
 * The smallest sample that, without a defect, shows with 95 % confidence that a lot has no greater share of defects than `share`: a lot with
 * the next greater number of defects passes at most one time in twenty.
 * @param share between 0 and 1, 1 not among them; 0 asks for all leaves but a twentieth
 * @throws DomainError `sample-unfit`
 */
export const zeroDefectSize = (lot: number, share: number): number => {
  requireLotSize(lot);
  if (!(share >= 0 && share < 1)) fail('a share of defects lies between 0 and 1', { share });
  const defects = Math.floor(share * lot) + 1;
  let size = 1;
  while (size < lot && chanceOfNone(lot, defects, size) > 1 - CONFIDENCE) size += 1;
  return size;
};
