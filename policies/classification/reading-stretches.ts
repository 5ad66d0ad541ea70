import { unitAt, type Text } from './text.ts';
import { toUnitSet } from './words.ts';

/** Offsets, end exclusive. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

const SENTENCE_ENDS = toUnitSet('。！？!?；;\n');
/** How far before and behind what was found or shows an address may begin and end. */
const [BEFORE, BEHIND] = [20, 18];

const around = (text: Text, { start, end }: Part): Part => {
  let from = start;
  while (from > 0 && start - from < BEFORE && SENTENCE_ENDS[unitAt(text, from - 1)] !== 1) from -= 1;
  let to = end;
  while (to < text.length && to - end < BEHIND && SENTENCE_ENDS[unitAt(text, to)] !== 1) to += 1;
  return { start: from, end: to };
};

/** The sentences, or what is near of longer ones, in which something shows; in order and apart. */
export const stretchesAround = (text: Text, shown: readonly Part[]): Part[] => {
  const stretches: Part[] = [];
  for (const part of shown.length < 2 ? shown : shown.toSorted((a, b) => a.start - b.start)) {
    const last = stretches.at(-1);
    if (last !== undefined && part.end <= last.end) continue;
    const { start, end } = around(text, part);
    if (last !== undefined && start <= last.end) stretches[stretches.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else stretches.push({ start, end });
  }
  return stretches;
};
