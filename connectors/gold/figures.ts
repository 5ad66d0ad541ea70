import type { RandomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { scoreAgainstGold } from '../../labeling/agreement/gold.ts';
import { parseResult } from '../../labeling/result.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import { goldLeaf, toGoldEntry, type GoldAnswer } from '../../provenance/gold/commitments.ts';
import {
  addScores,
  commitFigure,
  comparisonsRoot,
  figuresRoot,
  type FigureOpening,
  type GoldFigure,
} from '../../provenance/gold/figures.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { personsIn } from '../../provenance/space/people.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import type { CountedLot } from '../labeling/counting.ts';
import type { VerifiedLabel } from '../labeling/verify-work.ts';
import { SALT_BYTES } from '../publishing/commitments.ts';

interface Compared {
  readonly label: VerifiedLabel;
  readonly gold: GoldAnswer;
}

const toFigure = ({ lot, task }: CountedLot, compared: readonly Compared[]): GoldFigure => ({
  labeler: compared[0]?.label.signed.event.actor.key ?? '',
  labels: compared.length,
  ...scoreAgainstGold(
    task.configuration.controls,
    compared.map(({ label, gold }) => ({ known: parseResult(gold.answer), given: label.result })),
  ),
  root: comparisonsRoot(compared.map(({ label, gold }) => ({ gold: goldLeaf(toGoldEntry(lot.id, gold)), label: leafHash(label.entry) }))),
});

/** Of each person whose labels count for items with a known answer, in the order of these labels. Reworks change nothing: it is the first answer that is compared. */
export const makeFigures = (
  state: SpaceState,
  counted: CountedLot,
  gold: readonly GoldAnswer[],
  random: RandomBytes,
): readonly FigureOpening[] => {
  const known = new Map(gold.map((answer) => [answer.item, answer] as const));
  const compared = counted.accounting.labels.flatMap((label): readonly Compared[] => {
    const answer = known.get(label.signed.event.subject.id);
    return answer === undefined ? [] : [{ label, gold: answer }];
  });
  const personOf = personsIn(state);
  const byPerson = Map.groupBy(compared, ({ label }) => personOf(label.signed.event.actor.key));
  return [...byPerson.values()].map((own) => ({ salt: toHex(random(SALT_BYTES)), value: toFigure(counted, own) }));
};

/** What the event says of all figures of a lot. */
export const toScored = (lot: string, figures: readonly FigureOpening[]): EventOf<'gold-scored'>['body'] => ({
  ...addScores(figures.map(({ value }) => value)),
  people: figures.length,
  figures: figuresRoot(figures.map((figure) => commitFigure(lot, figure))),
});
