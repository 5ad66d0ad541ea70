import { KINDS, type Candidate } from './finding.ts';

const lengthOf = ({ start, end }: Candidate): number => end - start;

const byStrength = (a: Candidate, b: Candidate): number =>
  lengthOf(b) - lengthOf(a) || a.start - b.start || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);

const byPlace = (a: Candidate, b: Candidate): number => a.start - b.start;

/** @param from where the first of them begins; @param to where the last one ends */
const resolve = (candidates: readonly Candidate[], from: number, to: number): Candidate[] => {
  if (candidates.length === 2) return candidates.toSorted(byStrength).slice(0, 1);
  const taken = new Uint8Array(to - from);
  return candidates
    .toSorted(byStrength)
    .filter(({ start, end }) => {
      const free = !taken.subarray(start - from, end - from).includes(1);
      if (free) taken.fill(1, start - from, end - from);
      return free;
    })
    .toSorted(byPlace);
};

const isPlaced = (candidates: readonly Candidate[]): boolean => {
  for (let at = 1; at < candidates.length; at++) if ((candidates[at]?.start ?? 0) < (candidates[at - 1]?.start ?? 0)) return false;
  return true;
};

/**
 * The one rule for overlaps: the longer candidate stands, of equal ones that which begins first, of the same stretch the kind that comes
 * first in `KINDS`. What remains is disjoint and in the order of the text. Only candidates that hang together are compared.
 */
export const resolveOverlaps = (candidates: readonly Candidate[]): Candidate[] => {
  const placed = isPlaced(candidates) ? candidates : candidates.toSorted(byPlace);
  const standing: Candidate[] = [];
  let at = 0;
  for (let first = placed[at]; first !== undefined; first = placed[at]) {
    let { end } = first;
    let next = at + 1;
    for (let one = placed[next]; one !== undefined && one.start < end; one = placed[next]) {
      end = Math.max(end, one.end);
      next += 1;
    }
    if (next === at + 1) standing.push(first);
    else for (const one of resolve(placed.slice(at, next), first.start, end)) standing.push(one);
    at = next;
  }
  return standing;
};
