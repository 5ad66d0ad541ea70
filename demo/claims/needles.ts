import { createByteSearch, SHORTEST } from './byte-search.ts';
import { filesBelow, readIfThere } from './files.ts';

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

/** Which of these texts lie anywhere in the files below the folders. */
export const findInFolders = (folders: readonly string[], texts: Iterable<string>): ReadonlySet<string> => {
  const needles = [...texts].flatMap((text) => formsOf(text).map((form) => ({ text, bytes: Buffer.from(form) })));
  const search = createByteSearch(needles.filter(({ bytes }) => bytes.length >= SHORTEST));
  return new Set(folders.flatMap(filesBelow).flatMap((file) => [...search(readIfThere(file))].map(({ text }) => text)));
};

/** The longest stretch of a text that looks the same in JSON, if it is long enough to be nothing else. */
export const tellingPart = (text: string): string | undefined => {
  const [longest = ''] = text.split(/[\s"\\]+/u).toSorted((a, b) => b.length - a.length);
  return longest.length < 12 ? undefined : longest;
};
