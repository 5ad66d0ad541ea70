import WORDS from './ordinary-words.json' with { type: 'json' };

const UNITS = 0x10000;

/** Both characters in one number, so that a look-up makes no string. */
const known: ReadonlySet<number> = new Set(
  Object.entries(WORDS).flatMap(([first, seconds]) => Array.from(seconds, (second) => first.charCodeAt(0) * UNITS + second.charCodeAt(0))),
);

/** Do the two ideographs at the offset make an ordinary Chinese word, as 高峰 and 来电 do? */
export const isWordAt = (text: string, at: number): boolean =>
  at >= 0 && at + 1 < text.length && known.has(text.charCodeAt(at) * UNITS + text.charCodeAt(at + 1));
