/** GB/T 43697-2024 levels, strictest first. */
export const LEVELS = ['core', 'important', 'g4', 'g3', 'g2', 'g1'] as const;
export type Level = (typeof LEVELS)[number];

/** What governs where nobody has set a level. */
export const UNKNOWN_LEVEL: Level = 'important';

/** The stricter of two levels. */
export const stricter = (a: Level, b: Level): Level => (LEVELS.indexOf(a) <= LEVELS.indexOf(b) ? a : b);

/** The strictest of a list; of none the most open. */
export const strictest = (levels: readonly Level[]): Level => levels.reduce(stricter, 'g1');
