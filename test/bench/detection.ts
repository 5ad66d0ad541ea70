import { detect } from '../../policies/classification/detect.ts';
import { KINDS, type Kind } from '../../policies/classification/finding.ts';
import type { Bench, Goal } from './bench.ts';
import { HELD_OUT } from './detection/corpus.ts';
import { comparePeers } from './detection/peers.ts';
import { precisionOf, recallOf, scoreOf, type Scores } from './detection/scores.ts';
import { cleanTexts, plantedTexts } from './detection/texts.ts';

const ROUNDS = 100;
/** Clean sentences to one with identifiers, in the text that is timed. */
const CLEAN_TO_PLANTED = 4;
const TIMED_RUNS = 5;
const BYTES_OF_MEGABYTE = 1e6;

const leastOf = (kind: Kind): number => (kind === 'name' || kind === 'address' ? 98 : 99.5);

const goalsOf = (scores: Scores): Goal[] =>
  KINDS.flatMap((kind) => [
    { name: `${kind} recall`, measured: 100 * recallOf(scores[kind]), limit: leastOf(kind), unit: '%', atLeast: true },
    { name: `${kind} precision`, measured: 100 * precisionOf(scores[kind]), limit: leastOf(kind), unit: '%', atLeast: true },
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
const mixedTexts = (): string[] => {
  const clean = cleanTexts(HELD_OUT, ROUNDS);
  return plantedTexts(HELD_OUT, ROUNDS).map(({ text }, at) => {
    const around = Array.from({ length: CLEAN_TO_PLANTED }, (_, i) => clean[(at * CLEAN_TO_PLANTED + i) % clean.length] ?? '');
    return [...around, text].join('');
  });
};

/** Recall, precision and false alarms on texts that no rule was written for, and speed; other finders on the same texts. */
export const run: Bench['run'] = async (say) => {
  const texts = plantedTexts(HELD_OUT, ROUNDS);
  say(
    `${texts.length} made texts with ${texts.reduce((total, { planted }) => total + planted.length, 0)} identifiers; a finding counts if kind, start and end agree`,
  );
  const scores = scoreOf(texts, detect);
  const clean = cleanTexts(HELD_OUT, ROUNDS);
  const alarms = clean.filter((text) => detect(text).length > 0).length;
  const speed = speedOf(mixedTexts());
  say(
    `speed where every sentence holds identifiers: ${speedOf(texts.map(({ text }) => text)).toFixed(1)} MB/CPU-s; where none does: ${speedOf(clean).toFixed(1)}`,
  );
  comparePeers(texts.slice(0, HELD_OUT.sentences.length * 10), say);
  return [
    ...goalsOf(scores),
    { name: 'clean texts with a false alarm', measured: (100 * alarms) / clean.length, limit: 2, unit: '%' },
    { name: 'speed on mixed text', measured: speed, limit: 20, unit: 'MB/CPU-s', atLeast: true },
  ];
};
