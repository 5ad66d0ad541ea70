import { furtherPeople } from './development/further-people.ts';
import { furtherPlaces } from './development/further-places.ts';
import { furtherSentences } from './development/further-sentences.ts';
import { lastPeople } from './development/last-people.ts';
import { lastPlaces } from './development/last-places.ts';
import { lastSentences } from './development/last-sentences.ts';
import { morePeople } from './development/more-people.ts';
import { morePlaces } from './development/more-places.ts';
import { moreSentences } from './development/more-sentences.ts';
import { people } from './development/people.ts';
import { places } from './development/places.ts';
import { registerPeople } from './development/register-people.ts';
import { registerPlaces } from './development/register-places.ts';
import { registerSentences } from './development/register-sentences.ts';
import { sentences } from './development/sentences.ts';
import { heldOutPeople } from './held-out/people.ts';
import { heldOutPlaces } from './held-out/places.ts';
import { heldOutSentences } from './held-out/sentences.ts';

/** What texts are made of. */
export interface Corpus {
  readonly people: readonly string[];
  readonly sounded: readonly string[];
  /** Addresses that end in a room, and those that end in a door or a village. */
  readonly rooms: readonly string[];
  readonly doors: readonly string[];
  /** Patterns with a slot in braces for each identifier. */
  readonly sentences: readonly string[];
  /** Patterns that name nobody. */
  readonly clean: readonly string[];
}

/** The rules were written with these sets in view. */
export const DEVELOPMENT: readonly Corpus[] = [
  { ...people, ...places, ...sentences },
  { ...morePeople, ...morePlaces, ...moreSentences },
  { ...furtherPeople, ...furtherPlaces, ...furtherSentences },
  { ...lastPeople, ...lastPlaces, ...lastSentences },
  { ...registerPeople, ...registerPlaces, ...registerSentences },
];
/** Written when the rules were ready: the goals are measured on it. */
export const HELD_OUT: Corpus = { ...heldOutPeople, ...heldOutPlaces, ...heldOutSentences };
