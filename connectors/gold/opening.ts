import { commitGoldAnswer, type GoldAnswer } from '../../provenance/gold/commitments.ts';
import type { FigureOpening } from '../../provenance/gold/figures.ts';
import type { GoldOpening } from '../../provenance/gold/opening.ts';
import { personsIn } from '../../provenance/space/people.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import type { CountedLot } from '../labeling/counting.ts';

/** What a figure was made of: all known answers as commitments, those to items that she labeled, and all labels of hers. */
export const makeOpening = (
  state: SpaceState,
  { accounting }: Pick<CountedLot, 'accounting'>,
  { salt, value }: FigureOpening,
  gold: readonly GoldAnswer[],
): GoldOpening => {
  const personOf = personsIn(state);
  const own = accounting.labels.filter(({ signed }) => personOf(signed.event.actor.key) === personOf(value.labeler));
  const labeled = new Set(own.map(({ signed }) => signed.event.subject.id));
  const known = new Set(gold.map(({ item }) => item));
  return {
    salt,
    figure: value,
    items: gold.map((answer) => ({ item: answer.item, itemSalt: answer.itemSalt, answer: commitGoldAnswer(answer) })),
    answers: gold
      .filter(({ item }) => labeled.has(item))
      .map(({ item, answerSalt, answer }) => ({ item, answerSalt, answer: answer as never })),
    labels: own.map(({ signed, salt: logged, index, opening }) => {
      const shown = { signed, salt: logged, index };
      return known.has(signed.event.subject.id) ? Object.assign(shown, { opening: opening as never }) : shown;
    }),
  };
};
