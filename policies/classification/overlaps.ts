import { KINDS, type Candidate } from './finding.ts';

const lengthOf = ({ start, end }: Candidate): number => end - start;

const byStrength = (a: Candidate, b: Candidate): number =>
  lengthOf(b) - lengthOf(a) || a.start - b.start || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);

const byPlace = (a: Candidate, b: Candidate): number => a.start - b.start;

const resolve = (candidates: readonly Candidate[], length: number): Candidate[] => {
  const taken = new Uint8Array(length);
  return candidates
    .toSorted(byStrength)
    .filter(({ start, end }) => {
      const free = !taken.subarray(start, end).includes(1);
      if (free) taken.fill(1, start, end);
      return free;
    })
    .toSorted(byPlace);
};

/**
 * The one rule for overlaps: the longer candidate stands, of equal ones that which begins first, of the same stretch the kind that comes
 * first in `KINDS`. What remains is disjoint and in the order of the text.
 * @param length of the text, in the units of the candidates
 */
export const resolveOverlaps = (candidates: readonly Candidate[], length: number): Candidate[] => {
  const placed = candidates.toSorted(byPlace);
  const disjoint = placed.every(({ end }, at) => end <= (placed[at + 1]?.start ?? length));
  return disjoint ? placed : resolve(candidates, length);
};
