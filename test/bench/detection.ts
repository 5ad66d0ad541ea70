import { detect } from '../../policies/classification/detect.ts';
import { KINDS, type Kind } from '../../policies/classification/finding.ts';
import type { Bench, Goal } from './bench.ts';
import { HELD_OUT } from './detection/corpus.ts';
import { comparePeers } from './detection/peers.ts';
import { precisionOf, recallOf, scoreOf, type Scores } from './detection/scores.ts';
import { SETS, type MeasuredSet } from './detection/sets.ts';
import { cleanTexts, plantedTexts } from './detection/texts.ts';

/** Clean sentences to one with identifiers, in the text that is timed. */
const CLEAN_TO_PLANTED = 4;
const TIMED_RUNS = 5;
const BYTES_OF_MEGABYTE = 1e6;
const PEER_ROUNDS = 10;

const leastOf = (kind: Kind): number => (kind === 'name' || kind === 'address' ? 98 : 99.5);

const goalsOf = (set: string, scores: Scores): Goal[] =>
  KINDS.flatMap((kind) => [
    { name: `${set} ${kind} recall`, measured: 100 * recallOf(scores[kind]), limit: leastOf(kind), unit: '%', atLeast: true },
    { name: `${set} ${kind} precision`, measured: 100 * precisionOf(scores[kind]), limit: leastOf(kind), unit: '%', atLeast: true },
  ]);

/** Best of some runs over the texts, MB of UTF-8 per second of processor time. */
const speedOf = (texts: readonly string[]): number => {
  const megabytes = texts.reduce((total, text) => total + Buffer.byteLength(text), 0) / BYTES_OF_MEGABYTE;
  const runs = Array.from({ length: TIMED_RUNS }, () => {
    const before = process.cpuUsage();
    for (const text of texts) detect(text);
    const { user, system } = process.cpuUsage(before);
    return megabytes / ((user + system) / 1e6);
  });
  return Math.max(...runs);
};

/** Documents of some sentences each, as work orders and notes are. */
const mixedTexts = ({ corpus, rounds }: MeasuredSet): string[] => {
  const clean = cleanTexts(corpus, rounds);
  return plantedTexts(corpus, rounds).map(({ text }, at) => {
    const around = Array.from({ length: CLEAN_TO_PLANTED }, (_, i) => clean[(at * CLEAN_TO_PLANTED + i) % clean.length] ?? '');
    return [...around, text].join('');
  });
};

const measure = (set: MeasuredSet, say: (line: string) => void): Goal[] => {
  const { name, corpus, rounds } = set;
  const texts = plantedTexts(corpus, rounds);
  const clean = cleanTexts(corpus, rounds);
  say(
    `${name}: ${texts.length} made texts with ${texts.reduce((total, { planted }) => total + planted.length, 0)} identifiers, ${clean.length} clean ones; a finding counts if kind, start and end agree`,
  );
  const alarms = clean.filter((text) => detect(text).length > 0).length;
  say(
    `${name}: speed where every sentence holds identifiers: ${speedOf(texts.map(({ text }) => text)).toFixed(1)} MB/CPU-s; where none does: ${speedOf(clean).toFixed(1)}`,
  );
  return [
    ...goalsOf(name, scoreOf(texts, detect)),
    { name: `${name} clean texts with a false alarm`, measured: (100 * alarms) / clean.length, limit: 2, unit: '%' },
    { name: `${name} speed on mixed text`, measured: speedOf(mixedTexts(set)), limit: 20, unit: 'MB/CPU-s', atLeast: true },
  ];
};

/** Recall, precision and false alarms on sets of texts, and speed; other finders on the same texts. */
export const run: Bench['run'] = async (say) => {
  const goals = SETS.flatMap((set) => measure(set, say));
  comparePeers(plantedTexts(HELD_OUT, PEER_ROUNDS), say);
  return goals;
};
