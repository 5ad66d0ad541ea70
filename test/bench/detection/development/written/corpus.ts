import type { Corpus } from '../../corpus.ts';
import { forms } from './forms.ts';
import { papers } from './papers.ts';
import { WRITTEN_PEOPLE, WRITTEN_SOUNDED } from './people.ts';
import { WRITTEN_DOORS, WRITTEN_ROOMS } from './places.ts';
import { reports } from './reports.ts';

const REGISTERS = [papers, forms, reports];

/** Papers of offices and courts, forms and rows of tables, replies, reports and minutes. */
export const WRITTEN: Corpus = {
  people: WRITTEN_PEOPLE,
  sounded: WRITTEN_SOUNDED,
  rooms: WRITTEN_ROOMS,
  doors: WRITTEN_DOORS,
  sentences: REGISTERS.flatMap(({ sentences }) => sentences),
  clean: REGISTERS.flatMap(({ clean }) => clean),
};
