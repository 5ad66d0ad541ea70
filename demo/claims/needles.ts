import { filesBelow, readIfThere } from './files.ts';

/** Bytes by which a needle is noticed; a shorter one is not looked for. */
const WINDOW = 8;
const BASE = 0x01000193;
const BITS = 20;

interface Needle {
  readonly text: string;
  readonly form: Buffer;
}

const escaped = (text: string): string => text.replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Base64 of the text behind so many other bytes, as far as it does not hang on its neighbours. */
const inBase64 = (text: string, before: number): string => {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
  return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
};

/** The ways in which a text may lie in a file: as it is, escaped, in hex, in base64 at each of its three phases. */
const formsOf = (text: string): readonly string[] => [
  ...new Set([text, escaped(text), Buffer.from(text).toString('hex'), ...[0, 1, 2].map((before) => inBase64(text, before))]),
];

const hashOf = (bytes: Uint8Array): number => bytes.subarray(0, WINDOW).reduce((hash, byte) => (Math.imul(hash, BASE) + byte) | 0, 0);

/** Thousands of needles in one walk over the bytes (Rabin and Karp). */
const createSearch = (texts: Iterable<string>) => {
  const needles = new Map<number, Needle[]>();
  const noticed = new Uint8Array(1 << BITS);
  for (const text of texts)
    for (const written of formsOf(text)) {
      const form = Buffer.from(written);
      if (form.length < WINDOW) continue;
      const hash = hashOf(form);
      noticed[hash >>> (32 - BITS)] = 1;
      needles.set(hash, [...(needles.get(hash) ?? []), { text, form }]);
    }
  const leaving = Array.from({ length: WINDOW }).reduce<number>((power) => Math.imul(power, BASE), 1);
  return (bytes: Buffer, found: Set<string>): void => {
    let hash = hashOf(bytes);
    for (let start = 0; start + WINDOW <= bytes.length; start++) {
      if (noticed[hash >>> (32 - BITS)] === 1)
        for (const { text, form } of needles.get(hash) ?? []) if (bytes.subarray(start, start + form.length).equals(form)) found.add(text);
      hash = (Math.imul(hash, BASE) + (bytes[start + WINDOW] ?? 0) - Math.imul(bytes[start] ?? 0, leaving)) | 0;
    }
  };
};

/** Which of these texts lie anywhere in the files below the folders. */
export const findInFolders = (folders: readonly string[], texts: Iterable<string>): ReadonlySet<string> => {
  const search = createSearch(texts);
  const found = new Set<string>();
  for (const file of folders.flatMap(filesBelow)) search(readIfThere(file), found);
  return found;
};

/** The longest stretch of a text that looks the same in JSON, if it is long enough to be nothing else. */
export const tellingPart = (text: string): string | undefined => {
  const [longest = ''] = text.split(/[\s"\\]+/u).toSorted((a, b) => b.length - a.length);
  return longest.length < 12 ? undefined : longest;
};
