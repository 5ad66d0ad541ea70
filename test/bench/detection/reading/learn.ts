import { FEATURES, placesOfFeatures } from '../../../../policies/classification/reading-features.ts';
import { LABELS, labelsOf, OUTSIDE, type Stretch } from '../../../../policies/classification/reading-labels.ts';
import { bestLabels } from '../../../../policies/classification/reading-path.ts';
import { signsOf } from '../../../../policies/classification/reading-signs.ts';
import { PLACES, signOf, WEIGHED, type Learned } from '../../../../policies/classification/reading-weights.ts';
import { SCALE } from '../../../../policies/classification/reading.ts';
import { readText } from '../../../../policies/classification/text.ts';
import type { Corpus } from '../corpus.ts';
import { createDraw, type Draw } from '../numbers.ts';
import { madeTexts, type MadeText } from './made-texts.ts';

/** Integers that are changed by one, and what they are on average over all steps. */
interface Averaged {
  readonly now: Float64Array;
  readonly total: Float64Array;
  readonly since: Int32Array;
}

const averaged = (length: number): Averaged => ({
  now: new Float64Array(length),
  total: new Float64Array(length),
  since: new Int32Array(length),
});

const change = ({ now, total, since }: Averaged, place: number, by: number, step: number): void => {
  total[place] = (total[place] ?? 0) + (step - (since[place] ?? 0)) * (now[place] ?? 0);
  since[place] = step;
  now[place] = (now[place] ?? 0) + by;
};

const averageOf = ({ now, total, since }: Averaged, steps: number): number[] =>
  Array.from(now, (value, place) => ((total[place] ?? 0) + (steps - (since[place] ?? 0)) * value) / steps);

interface Learner {
  readonly weights: Averaged;
  readonly beside: Averaged;
  step: number;
}

/** A wrong label must be worse than the right one by so much. */
const MARGIN = 2;

/** Of ten names the rules find nine. */
const isNamed = (draw: Draw, { kind }: MadeText['stretches'][number]): boolean => kind === 'name' && draw(10) !== 0;

/** Features of each place of a text. */
const featuresOf = (text: string, named: readonly Stretch[]): Int32Array[] => {
  const signs = signsOf(readText(text), 0, text.length, named);
  return Array.from({ length: text.length }, (_, at) => {
    const places = new Int32Array(FEATURES);
    placesOfFeatures(signs, at, places);
    return places;
  });
};

const weigh = ({ weights: { now } }: Learner, features: readonly Int32Array[], right: Uint8Array): Float64Array => {
  const weights = new Float64Array(features.length * LABELS);
  for (const [at, places] of features.entries())
    for (let label = 0; label < LABELS; label++) {
      let sum = label === right[at] ? 0 : MARGIN;
      for (const place of places) sum += now[place * LABELS + label] ?? 0;
      weights[at * LABELS + label] = sum;
    }
  return weights;
};

const learnFrom = (learner: Learner, draw: Draw, { text, stretches }: MadeText): void => {
  const features = featuresOf(
    text,
    stretches.filter((one) => isNamed(draw, one)),
  );
  const right = labelsOf(
    stretches.filter(({ kind }) => kind === 'address'),
    0,
    text.length,
  );
  const said = bestLabels(weigh(learner, features, right), learner.beside.now, text.length);
  learner.step += 1;
  const { weights, beside, step } = learner;
  for (const [at, places] of features.entries()) {
    const [wanted = OUTSIDE, got = OUTSIDE] = [right[at], said[at]];
    const [wantedBefore = OUTSIDE, gotBefore = OUTSIDE] = [right[at - 1], said[at - 1]];
    if (wanted !== got)
      for (const place of places) {
        change(weights, place * LABELS + wanted, 1, step);
        change(weights, place * LABELS + got, -1, step);
      }
    if (at === 0 || (wanted === got && wantedBefore === gotBefore)) continue;
    change(beside, wantedBefore * LABELS + wanted, 1, step);
    change(beside, gotBefore * LABELS + got, -1, step);
  }
};

const shuffle = (draw: Draw, texts: MadeText[]): void => {
  for (let last = texts.length - 1; last > 0; last--) {
    const other = draw(last + 1);
    const [a, b] = [texts[last], texts[other]];
    if (a === undefined || b === undefined) continue;
    texts[last] = b;
    texts[other] = a;
  }
};

const [ROUNDS, EPOCHS, SEED] = [16, 3, 9] as const;

/** Weights by which the corpora's texts are read (averaged structured perceptron): integers and their averages, so that every run gives the same. */
export const learn = (corpora: readonly Corpus[]): Learned => {
  const learner: Learner = { weights: averaged(PLACES * LABELS), beside: averaged(LABELS * LABELS), step: 0 };
  const texts = madeTexts(corpora, ROUNDS);
  const draw = createDraw(SEED);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(draw, texts);
    for (const text of texts) learnFrom(learner, draw, text);
  }
  const weights = averageOf(learner.weights, learner.step);
  const signs = Array.from({ length: PLACES * WEIGHED }, (_, at) => {
    const first = Math.floor(at / WEIGHED) * LABELS;
    return signOf(SCALE * ((weights[first + 1 + (at % WEIGHED)] ?? 0) - (weights[first] ?? 0)));
  });
  return { weights: signs.join(''), beside: averageOf(learner.beside, learner.step).map((value) => Math.round(SCALE * value)) };
};
