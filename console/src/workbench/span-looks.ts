export const HUES = 6;

/** Hue of the option with this place; the seventh has the first one's, told apart by its key. */
export const hueOf = (place: number): number => Math.max(place, 0) % HUES;

/** What is printed above a span: the key's own character, or the option's number. */
export const printedKey = (code: string | undefined, place: number): string => code?.replace(/^(?:Key|Digit)/, '') ?? String(place + 1);
