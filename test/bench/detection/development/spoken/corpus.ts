import type { Corpus } from '../../corpus.ts';
import { asides } from './asides.ts';
import { calls } from './calls.ts';
import { chats } from './chats.ts';
import { notes } from './notes.ts';
import { SPOKEN_PEOPLE, SPOKEN_SOUNDED } from './people.ts';
import { SPOKEN_DOORS, SPOKEN_ROOMS } from './places.ts';

const REGISTERS = [calls, chats, notes, asides];

/** What people say, write to one another and jot down, with parts left out and in the way of a region. */
export const SPOKEN: Corpus = {
  people: SPOKEN_PEOPLE,
  sounded: SPOKEN_SOUNDED,
  rooms: SPOKEN_ROOMS,
  doors: SPOKEN_DOORS,
  sentences: REGISTERS.flatMap(({ sentences }) => sentences),
  clean: REGISTERS.flatMap(({ clean }) => clean),
};
