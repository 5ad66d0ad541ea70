import type { Corpus } from '../../corpus.ts';
import { calls } from './calls.ts';
import { claims } from './claims.ts';
import { clinics } from './clinics.ts';
import { courts } from './courts.ts';
import { hotline } from './hotline.ts';
import { notices } from './notices.ts';
import { payroll } from './payroll.ts';
import { EVERYDAY_PEOPLE, EVERYDAY_SOUNDED } from './people.ts';
import { EVERYDAY_DOORS, EVERYDAY_ROOMS } from './places.ts';
import { police } from './police.ts';
import { property } from './property.ts';
import { schools } from './schools.ts';
import { shopping } from './shopping.ts';
import { tables } from './tables.ts';
import { village } from './village.ts';

const REGISTERS = [hotline, property, clinics, schools, shopping, claims, courts, calls, payroll, village, tables, police, notices];

/** What a city's offices, clinics, schools and shops write on any day, in its usual mix. */
export const EVERYDAY: Corpus = {
  people: EVERYDAY_PEOPLE,
  sounded: EVERYDAY_SOUNDED,
  rooms: EVERYDAY_ROOMS,
  doors: EVERYDAY_DOORS,
  sentences: REGISTERS.flatMap(({ sentences }) => sentences),
  clean: REGISTERS.flatMap(({ clean }) => clean),
};
