import { fail } from '../errors.ts';

export const SOURCE_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
/** Names of the WHATWG Encoding Standard. */
export type SourceEncoding = (typeof SOURCE_ENCODINGS)[number];

const MARKS: readonly { readonly encoding: SourceEncoding; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
  { encoding: 'gb18030', bytes: [0x84, 0x31, 0x95, 0x33] },
];

/** Bytes of the longest byte order mark. */
export const LONGEST_MARK = 4;

/**
 * The encoding that a byte order mark names, else the one asked for, else UTF-8: the content is never guessed at.
 * @param head the file's first bytes, `LONGEST_MARK` of them if there are so many
 * @returns the encoding and how many bytes the mark takes
 * @throws DomainError `table-encoding-unfit` when mark and wish differ
 */
export const findEncoding = (head: Uint8Array, asked?: SourceEncoding): { readonly encoding: SourceEncoding; readonly mark: number } => {
  const found = MARKS.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte));
  if (found === undefined) return { encoding: asked ?? 'utf-8', mark: 0 };
  if (asked !== undefined && asked !== found.encoding)
    fail('table-encoding-unfit', { encoding: asked, reason: `the file begins with the byte order mark of ${found.encoding}` });
  return { encoding: found.encoding, mark: found.bytes.length };
};

/** Decodes whole pieces; U+FEFF is a character like any other. @throws TypeError for malformed bytes */
const decodeWhole = (bytes: Uint8Array, encoding: SourceEncoding): string =>
  new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);

const decodes = (bytes: Uint8Array, encoding: SourceEncoding, isWhole: boolean): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !isWhole });
    return true;
  } catch {
    return false;
  }
};

/** Bytes of the longest sequence for one character. */
const LONGEST_SEQUENCE = 4;

/** Place of the first malformed sequence in bytes that hold one. */
const findMalformed = (bytes: Uint8Array, encoding: SourceEncoding): number => {
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (middle <= bytes.length && decodes(bytes.subarray(0, middle), encoding, false)) good = middle;
    else bad = middle;
  }
  for (let start = good; start > good - LONGEST_SEQUENCE && start > 0; start--)
    if (decodes(bytes.subarray(0, start), encoding, true)) return start;
  return Math.max(0, good - LONGEST_SEQUENCE);
};

const countLines = (text: string): number => text.split('\n').length - 1;

/** Where a piece stands in the file. */
export interface Place {
  /** From 1. */
  readonly line: number;
  /** Bytes before it. */
  readonly byte: number;
}

/**
 * Text of a piece that ends where a character ends.
 * @throws DomainError `table-encoding-unfit` with line (from 1) and byte (from 0) of the first malformed sequence
 */
export const decodePiece = (bytes: Uint8Array, encoding: SourceEncoding, { line, byte }: Place): string => {
  try {
    return decodeWhole(bytes, encoding);
  } catch (cause) {
    const at = findMalformed(bytes, encoding);
    const before = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(0, at));
    return fail('table-encoding-unfit', { encoding, line: line + countLines(before), byte: byte + at }, { cause });
  }
};
