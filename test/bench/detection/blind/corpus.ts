import type { Corpus } from '../corpus.ts';
import { banks } from './banks.ts';
import { chats } from './chats.ts';
import { courts } from './courts.ts';
import { homes } from './homes.ts';
import { hospitals } from './hospitals.ts';
import { parcels } from './parcels.ts';
import { BLIND_PEOPLE, BLIND_SOUNDED } from './people.ts';
import { BLIND_DOORS, BLIND_ROOMS } from './places.ts';
import { schools } from './schools.ts';
import { workOrders } from './work-orders.ts';

const REGISTERS = [workOrders, homes, chats, parcels, courts, hospitals, schools, banks];

/**
 * Synthetic, and written by somebody who has not read the rules, nor more of the other sets than a few lines. A name is a full name without title
 * or role; an address runs from its first unit (province, district, town, street or estate) to its door, room, group or village. Clean texts
 * hold neither: a surname with a title, 某, a nickname, a road, a crossing or an estate alone is none.
 */
export const BLIND: Corpus = {
  people: BLIND_PEOPLE,
  sounded: BLIND_SOUNDED,
  rooms: BLIND_ROOMS,
  doors: BLIND_DOORS,
  sentences: REGISTERS.flatMap(({ sentences }) => sentences),
  clean: REGISTERS.flatMap(({ clean }) => clean),
};
