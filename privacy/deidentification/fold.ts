/** What may stand between the characters of one value: marks, invisible characters, blanks, line ends, hyphens, dots, brackets, commas. */
const DROPPED = /[\p{M}\p{Cf}\p{Cc}\p{Z}\p{Pd}\p{Default_Ignorable_Code_Point}\u2212_.·•‧・･()+/\\,，、]/gu;
const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;

/** A text as it is compared, and the code point of the source from which each of its UTF-16 units came. */
export interface Folded {
  readonly text: string;
  readonly sources: Uint32Array;
}

/**
 * One code point as it is compared: compatibility forms taken apart (NFKD), lower case, without what is dropped. So full-width, circled and
 * mathematical digits are digits, an accent is nothing, and one code point may become several characters or none.
 */
const foldPoint = (point: string): string => {
  const code = point.codePointAt(0) ?? 0;
  return code >= FIRST_HAN && code <= LAST_HAN ? point : point.normalize('NFKD').toLowerCase().replace(DROPPED, '');
};

/** Runs in time linear in the text. */
export const foldText = (text: string): Folded => {
  const pieces: string[] = [];
  const sources: number[] = [];
  let point = 0;
  for (const character of text) {
    const piece = foldPoint(character);
    for (let unit = 0; unit < piece.length; unit++) sources.push(point);
    pieces.push(piece);
    point += 1;
  }
  return { text: pieces.join(''), sources: Uint32Array.from(sources) };
};

/** A value as it is compared; '' for one that holds nothing else than what is dropped. */
export const foldValue = (value: string): string => foldText(value).text;
