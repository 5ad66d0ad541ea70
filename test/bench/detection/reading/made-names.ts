import CHARACTERS from '../../../../policies/classification/characters.json' with { type: 'json' };
import DOUBLE_SURNAMES from '../../../../policies/classification/double-surnames.json' with { type: 'json' };
import { pick, type Draw } from '../numbers.ts';

/** Letters of `characters.json` stand for costs from this one on: surname, only given character, first one, second one. */
const LETTER_OF_ZERO = 48;
const NEVER = 70;
const DEAREST_GIVEN = 30;
/** Flatter than life, so that rarer characters are seen too: a cost is −2·log2 of a share. */
const FLATNESS = 0.85;
const FINE = 1e9;

type Weighted = readonly (readonly [value: string, cost: number])[];

const drawer = (values: Weighted): ((draw: Draw) => string) => {
  let total = 0;
  const bounds = values.map(([value, cost]) => {
    total += 2 ** ((-cost / 2) * FLATNESS);
    return { value, bound: total };
  });
  return (draw) => {
    const drawn = (draw(FINE) / FINE) * total;
    let [low, high] = [0, bounds.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bounds[middle]?.bound ?? 0) > drawn) high = middle;
      else low = middle + 1;
    }
    return bounds[low]?.value ?? '';
  };
};

const costsAt = (place: number): Weighted =>
  Object.entries(CHARACTERS)
    .map(([character, letters]) => [character, letters.charCodeAt(place) - LETTER_OF_ZERO] as const)
    .filter(([, cost]) => cost < NEVER);
const givenAt = (place: number) => drawer(costsAt(place).filter(([, cost]) => cost < DEAREST_GIVEN));

const surname = drawer(costsAt(0));
const doubleSurname = drawer(Object.entries(DOUBLE_SURNAMES));
const [onlyGiven, firstGiven, secondGiven] = [givenAt(1), givenAt(2), givenAt(3)];

/** A name put together by how usual its characters are: 5 in 100 with a double surname, 2 with two surnames, about a fifth with one given character. */
export const madeName = (draw: Draw): string => {
  const kind = draw(100);
  const first = kind < 5 ? doubleSurname(draw) : kind < 7 ? surname(draw) + surname(draw) : surname(draw);
  return first + (draw(100) < (first.length > 1 ? 30 : 22) ? onlyGiven(draw) : firstGiven(draw) + secondGiven(draw));
};

/** Names by their sound, out of the parts of others with every third character changed. */
export const madeSounded = (names: readonly string[]): ((draw: Draw) => string) => {
  const parts = names.flatMap((name) => name.split(/[·•・‧．.]/)).filter(({ length }) => length > 1);
  const characters = Array.from(parts.join(''));
  const part = (draw: Draw): string =>
    Array.from(pick(draw, parts), (character) => (draw(3) === 0 ? pick(draw, characters) : character)).join('');
  return (draw) => `${part(draw)}${draw(3) === 0 ? '' : '·'}${part(draw)}`;
};
