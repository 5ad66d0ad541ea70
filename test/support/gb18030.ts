const decoder = new TextDecoder('gb18030', { fatal: true, ignoreBOM: true });

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const DIGITS = range(0x30, 0x39);
const HIGH = range(0x81, 0xfe);

/** Every sequence of two bytes, and those of four that stand for characters of the Basic Multilingual Plane. */
function* sequences(): Generator<readonly number[]> {
  for (const first of HIGH) for (const second of range(0x40, 0xfe)) if (second !== 0x7f) yield [first, second];
  for (const first of range(0x81, 0x84))
    for (const second of DIGITS) for (const third of HIGH) for (const fourth of DIGITS) yield [first, second, third, fourth];
}

const decode = (bytes: readonly number[]): string | undefined => {
  try {
    return decoder.decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
};

let table: Map<string, readonly number[]> | undefined;

/** Built from the decoder, the shortest sequence first: no platform writes GB18030. */
const tableOf = (): Map<string, readonly number[]> => {
  if (table !== undefined) return table;
  table = new Map();
  for (const bytes of sequences()) {
    const text = decode(bytes);
    if (text !== undefined && !table.has(text)) table.set(text, bytes);
  }
  return table;
};

/** The supplementary planes follow one another in the standard. */
const encodeSupplementary = (codePoint: number): readonly number[] => {
  const at = codePoint - 0x10000;
  return [0x90 + Math.floor(at / 12_600), 0x30 + (Math.floor(at / 1260) % 10), 0x81 + (Math.floor(at / 10) % 126), 0x30 + (at % 10)];
};

const encodeCharacter = (character: string): readonly number[] | undefined => {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return [codePoint];
  return codePoint < 0x10000 ? tableOf().get(character) : encodeSupplementary(codePoint);
};

export const isInGb18030 = (text: string): boolean => Array.from(text).every((character) => encodeCharacter(character) !== undefined);

export const toGb18030 = (text: string): Uint8Array =>
  Uint8Array.from(Array.from(text).flatMap((character) => encodeCharacter(character) ?? []));
