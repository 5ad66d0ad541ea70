import { DEVELOPMENT, HELD_OUT, type Corpus } from './corpus.ts';
import { BLIND } from './blind/corpus.ts';
import { EVERYDAY } from './development/everyday/corpus.ts';
import { OPENED } from './development/opened/corpus.ts';
import { CIVIC } from './development/civic/corpus.ts';
import { SPOKEN } from './development/spoken/corpus.ts';
import { FRESH } from './development/fresh/corpus.ts';
import { VARIED } from './development/varied/corpus.ts';
import { WRITTEN } from './development/written/corpus.ts';

/** A set of texts that is measured, and how often each of its patterns is filled. */
export interface MeasuredSet {
  readonly name: string;
  readonly corpus: Corpus;
  readonly rounds: number;
}

/** None of these is blind: rules have been changed with each in view. Another set is another line; none shares a name, a place or a sentence with any other. The more patterns, the fewer rounds give as many texts. */
const SEEN: readonly MeasuredSet[] = [
  { name: 'fresh', corpus: FRESH, rounds: 30 },
  { name: 'varied', corpus: VARIED, rounds: 30 },
  { name: 'opened', corpus: OPENED, rounds: 10 },
  { name: 'everyday', corpus: EVERYDAY, rounds: 20 },
  { name: 'spoken', corpus: SPOKEN, rounds: 20 },
  { name: 'written', corpus: WRITTEN, rounds: 20 },
  { name: 'civic', corpus: CIVIC, rounds: 20 },
  { name: 'held-out', corpus: HELD_OUT, rounds: 100 },
];

/** No rule was made for the last, and nothing is learned from it. */
export const SETS: readonly MeasuredSet[] = [...SEEN, { name: 'blind', corpus: BLIND, rounds: 20 }];

/** All that is learned from. */
export const ALL_CORPORA: readonly Corpus[] = [...DEVELOPMENT, ...SEEN.map(({ corpus }) => corpus)];
