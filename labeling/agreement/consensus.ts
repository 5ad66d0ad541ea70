import type { Result } from '../result.ts';
import { dawidSkene, type DawidSkene } from './dawid-skene.ts';
import { choicesOf, type Question } from './figures.ts';
import { majorityVotes, type Vote } from './votes.ts';

/** A label with whose it is; people are told apart, not named. */
export interface RatedLabel {
  readonly item: string;
  readonly rater: string;
  readonly result: Result;
}

/** What the labels of one item say together; a value is the set of choices as canonical JSON. */
export interface Majority {
  readonly item: string;
  readonly labels: number;
  /** Given by most; of several given as often the shortest, then the first by code unit. */
  readonly majority: string;
  readonly tied: boolean;
  readonly unanimous: boolean;
}

export interface ItemConsensus extends Majority {
  /** The likeliest by Dawid and Skene, and how likely it is, of four decimals. */
  readonly likeliest: string;
  readonly probability: string;
}

/** Of one question about a whole text, over the items that have several labels. */
export interface Consensus {
  /** Place of the question in the configuration, from 0. */
  readonly question: number;
  readonly items: readonly ItemConsensus[];
  readonly iterations: number;
  /** Of four decimals. */
  readonly logLikelihood: string;
}

/** Of items with several labels, in the order of these; whose they are does not enter. */
export const majoritiesOf = (name: string, labels: readonly Pick<RatedLabel, 'item' | 'result'>[]): readonly Majority[] => {
  const several = [...Map.groupBy(labels, ({ item }) => item)].filter(([, own]) => own.length > 1);
  const votes = several.flatMap(([unit, own]) =>
    own.map(({ result }, at) => ({ unit, rater: String(at), category: choicesOf(result, name) })),
  );
  const found = majorityVotes(votes);
  return several.flatMap(([item, own]) => {
    const voted = found.get(item);
    if (voted === undefined) return [];
    const { category: majority, tied, share } = voted;
    return [{ item, labels: own.length, majority, tied: tied.length > 1, unanimous: share === 1 }];
  });
};

/** To four decimals, so that what differs by rounding alone is a tie everywhere; of equal ones the first. */
const likeliestOf = (item: string, { categories, posteriors }: DawidSkene): Pick<ItemConsensus, 'likeliest' | 'probability'> => {
  const rounded = (posteriors.get(item) ?? []).map((value) => Number(value.toFixed(4)));
  const most = Math.max(...rounded);
  return { likeliest: categories[rounded.indexOf(most)] ?? '', probability: most.toFixed(4) };
};

const consensusOn = (question: number, name: string, labels: readonly RatedLabel[]): Consensus => {
  const majorities = majoritiesOf(name, labels);
  const several = new Set(majorities.map(({ item }) => item));
  const votes = labels
    .filter(({ item }) => several.has(item))
    .map(({ item, rater, result }): Vote => ({ unit: item, rater, category: choicesOf(result, name) }));
  const found = dawidSkene(votes);
  const items = majorities.map((own): ItemConsensus => Object.assign(own, likeliestOf(own.item, found)));
  return { question, items, iterations: found.iterations, logLikelihood: found.logLikelihood.toFixed(4) };
};

/** For each question about a whole text; none where no item has several labels. */
export const consensusOf = (questions: readonly Question[], labels: readonly RatedLabel[]): readonly Consensus[] => {
  const hasSeveral = [...Map.groupBy(labels, ({ item }) => item).values()].some(({ length }) => length > 1);
  if (!hasSeveral) return [];
  return questions.flatMap(({ name, kind }, question) => (kind === 'choices' ? [consensusOn(question, name, labels)] : []));
};

export interface MajorityFigure {
  readonly method: 'majority';
  readonly question: number;
  readonly items: number;
  /** Items whose labels all say the same, and those of which two values were given as often. */
  readonly unanimous: number;
  readonly tied: number;
}

export interface LikeliestFigure {
  readonly method: 'dawid-skene';
  readonly question: number;
  readonly items: number;
  readonly iterations: number;
  readonly logLikelihood: string;
  /** Items of which it says something else than the majority. */
  readonly moved: number;
}

export type ConsensusFigure = MajorityFigure | LikeliestFigure;

export const toMajorityFigure = (question: number, items: readonly Majority[]): MajorityFigure => ({
  method: 'majority',
  question,
  items: items.length,
  unanimous: items.filter(({ unanimous }) => unanimous).length,
  tied: items.filter(({ tied }) => tied).length,
});

/** What they come to, two figures a question. */
export const toConsensusFigures = (consensus: readonly Consensus[]): readonly ConsensusFigure[] =>
  consensus.flatMap(({ question, items, iterations, logLikelihood }) => [
    toMajorityFigure(question, items),
    {
      method: 'dawid-skene',
      question,
      items: items.length,
      iterations,
      logLikelihood,
      moved: items.filter(({ majority, likeliest: value }) => value !== majority).length,
    } as const,
  ]);
