import WORDS from './ordinary-words.json' with { type: 'json' };

const FIRST = 0x4e00;
const IDEOGRAPHS = 0x9fff - FIRST + 1;

/** Both characters in one small integer, so that a look-up makes nothing. */
const keyOf = (first: number, second: number): number => (first - FIRST) * IDEOGRAPHS + (second - FIRST);

const known: ReadonlySet<number> = new Set(
  Object.entries(WORDS).flatMap(([first, seconds]) => Array.from(seconds, (second) => keyOf(first.charCodeAt(0), second.charCodeAt(0)))),
);

const isPlain = (unit: number): boolean => unit >= FIRST && unit < FIRST + IDEOGRAPHS;

/** Do the two ideographs at the offset make an ordinary Chinese word, as 高峰 and 来电 do? */
export const isWordAt = (text: string, at: number): boolean => {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return isPlain(first) && isPlain(second) && known.has(keyOf(first, second));
};
