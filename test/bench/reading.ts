import { createDetect } from '../../policies/classification/detect.ts';
import { createReading } from '../../policies/classification/reading.ts';
import type { Bench, Goal } from './bench.ts';
import { learn } from './detection/reading/learn.ts';
import { precisionOf, recallOf, scoreOf } from './detection/scores.ts';
import { ALL_CORPORA, SETS, type MeasuredSet } from './detection/sets.ts';
import { cleanTexts, plantedTexts } from './detection/texts.ts';

const GOALS = { recall: 98, precision: 98, alarms: 2 } as const;

/** The set as it is read by weights that were learned from all others. */
const measure = ({ name, corpus, rounds }: MeasuredSet): Goal[] => {
  const detect = createDetect(createReading(learn(ALL_CORPORA.filter((other) => other !== corpus))));
  const scores = scoreOf(plantedTexts(corpus, rounds), detect);
  const clean = cleanTexts(corpus, rounds);
  const alarms = clean.filter((text) => detect(text).length > 0).length;
  return [
    ...(['name', 'address'] as const).flatMap((kind): Goal[] => [
      { name: `${name}, left out, ${kind} recall`, measured: 100 * recallOf(scores[kind]), limit: GOALS.recall, unit: '%', atLeast: true },
      {
        name: `${name}, left out, ${kind} precision`,
        measured: 100 * precisionOf(scores[kind]),
        limit: GOALS.precision,
        unit: '%',
        atLeast: true,
      },
    ]),
    { name: `${name}, left out, clean texts with a false alarm`, measured: (100 * alarms) / clean.length, limit: GOALS.alarms, unit: '%' },
  ];
};

/** Names and addresses of each set, read by weights learned from all other sets; the rules beside them have been changed with each in view. */
export const run: Bench['run'] = async (say) => {
  say(`${SETS.length} sets, each read by what was learned from others`);
  return SETS.flatMap(measure);
};
