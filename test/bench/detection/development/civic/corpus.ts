import type { Corpus } from '../../corpus.ts';
import { jobs } from './jobs.ts';
import { notices } from './notices.ts';
import { offices } from './offices.ts';
import { CIVIC_PEOPLE, CIVIC_SOUNDED } from './people.ts';
import { CIVIC_DOORS, CIVIC_ROOMS } from './places.ts';

const REGISTERS = [offices, jobs, notices];

/** Where offices and shops are and who lives beside them; lists and slips on which hardly a word shows a name. */
export const CIVIC: Corpus = {
  people: CIVIC_PEOPLE,
  sounded: CIVIC_SOUNDED,
  rooms: CIVIC_ROOMS,
  doors: CIVIC_DOORS,
  sentences: REGISTERS.flatMap(({ sentences }) => sentences),
  clean: REGISTERS.flatMap(({ clean }) => clean),
};
