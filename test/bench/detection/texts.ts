import type { Kind } from '../../../policies/classification/finding.ts';
import type { Corpus } from './corpus.ts';
import { createDraw, NUMBERS, pick, type Draw } from './numbers.ts';

export interface Planted {
  readonly kind: Kind;
  /** Code points, end exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface PlantedText {
  readonly text: string;
  readonly planted: readonly Planted[];
}

const KIND_OF: Readonly<Record<string, Kind>> = {
  name: 'name',
  address: 'address',
  room: 'address',
  id: 'id-number',
  id15: 'id-number',
  mobile: 'mobile',
  landline: 'landline',
  email: 'email',
  card: 'bank-card',
  plate: 'plate',
  code: 'credit-code',
};

const numbered = (draw: Draw, pattern: string): string => pattern.replaceAll('#', () => String(1 + draw(29)));
const SOUNDED_IN = 12;

type Values = Readonly<Record<string, (draw: Draw) => string>>;

const valuesOf = ({ people, sounded, rooms, doors }: Corpus): Values => ({
  ...NUMBERS,
  name: (draw) => pick(draw, draw(SOUNDED_IN) === 0 ? sounded : people),
  room: (draw) => numbered(draw, pick(draw, rooms)),
  address: (draw) => numbered(draw, pick(draw, draw(3) === 0 ? doors : rooms)),
});

/** Fills a pattern's slots and says where the identifiers stand. */
const fill = (pattern: string, values: Values, draw: Draw): PlantedText => {
  const planted: Planted[] = [];
  let text = '';
  let length = 0;
  for (const [at, part] of pattern.split(/[{}]/).entries()) {
    const value = at % 2 === 0 ? part : (values[part]?.(draw) ?? part);
    const kind = at % 2 === 0 ? undefined : KIND_OF[part];
    const end = length + Array.from(value).length;
    if (kind !== undefined) planted.push({ kind, start: length, end });
    text += value;
    length = end;
  }
  return { text, planted };
};

const rounds = (count: number, patterns: readonly string[], corpus: Corpus, seed: number): PlantedText[] => {
  const draw = createDraw(seed);
  const values = valuesOf(corpus);
  return Array.from({ length: count }, () => patterns.map((pattern) => fill(pattern, values, draw))).flat();
};

/** Every pattern with identifiers so many times, the same at every run. */
export const plantedTexts = (corpus: Corpus, count: number): PlantedText[] => rounds(count, corpus.sentences, corpus, 7);

/** The same of the patterns that name nobody. */
export const cleanTexts = (corpus: Corpus, count: number): string[] => rounds(count, corpus.clean, corpus, 11).map(({ text }) => text);
