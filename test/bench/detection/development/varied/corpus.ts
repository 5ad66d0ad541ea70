import type { Corpus } from '../../corpus.ts';
import { care } from './care.ts';
import { homes } from './homes.ts';
import { lookalikes } from './lookalikes.ts';
import { papers } from './papers.ts';
import { parcels } from './parcels.ts';
import { VARIED_PEOPLE, VARIED_SOUNDED } from './people.ts';
import { VARIED_DOORS, VARIED_ROOMS } from './places.ts';
import { rows } from './rows.ts';

const REGISTERS = [homes, parcels, papers, care, rows];

/** Written before the rules were read, measured once while blind, and then developed with. */
export const VARIED: Corpus = {
  people: VARIED_PEOPLE,
  sounded: VARIED_SOUNDED,
  rooms: VARIED_ROOMS,
  doors: VARIED_DOORS,
  sentences: REGISTERS.flatMap(({ sentences }) => sentences),
  clean: [...REGISTERS.flatMap(({ clean }) => clean), ...lookalikes],
};
