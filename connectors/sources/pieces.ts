import { isUtf8 } from 'node:buffer';
import { fail } from '../errors.ts';
import { decodePiece, findEncoding, LONGEST_MARK, type Place, type SourceEncoding } from './encoding.ts';
import { LONGEST_LINE } from './limits.ts';

/** Whole lines of a file, in UTF-8. */
export interface Piece {
  readonly bytes: Buffer;
  /** Of its first line, from 1. */
  readonly line: number;
}

const LF = 0x0a;

/** Length of the part that ends with the last line feed; 0 without one. A line feed's byte is part of no longer UTF-8 or GB18030 sequence. */
const lengthOfLines = (bytes: Buffer, encoding: SourceEncoding): number => {
  if (encoding === 'utf-8' || encoding === 'gb18030') return bytes.lastIndexOf(LF) + 1;
  const [first, second] = encoding === 'utf-16le' ? [LF, 0] : [0, LF];
  for (let at = bytes.length - (bytes.length % 2) - 2; at >= 0; at -= 2) if (bytes[at] === first && bytes[at + 1] === second) return at + 2;
  return 0;
};

const countLines = (bytes: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count++;
  return count;
};

const toUtf8Piece = (bytes: Buffer, encoding: SourceEncoding, place: Place): Piece => {
  const piece = encoding === 'utf-8' && isUtf8(bytes) ? bytes : Buffer.from(decodePiece(bytes, encoding, place), 'utf8');
  const nul = piece.indexOf(0);
  if (nul >= 0)
    fail('table-malformed', { line: place.line + countLines(piece.subarray(0, nul)), reason: 'holds a NUL character', encoding });
  return { bytes: piece, line: place.line };
};

/**
 * Untrusted bytes cut behind line feeds; each part but the last ends with one, and is a copy: a chunk holds until the next one is asked for.
 * @throws DomainError `table-too-large` with the line
 */
async function* cutBehindLines(
  first: Buffer,
  chunks: AsyncIterator<Uint8Array>,
  encoding: SourceEncoding,
  place: { line: number; byte: number },
): AsyncGenerator<Buffer> {
  let rest = first;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    const all = Buffer.concat([rest, next.value]);
    const whole = lengthOfLines(all, encoding);
    if (whole > 0) yield all.subarray(0, whole);
    rest = all.subarray(whole);
    if (rest.length > LONGEST_LINE) fail('table-too-large', { line: place.line, reason: 'a line is too long', most: LONGEST_LINE });
  }
  if (rest.length > 0) yield rest;
}

/** Reads until there is enough to tell a byte order mark. */
const readHead = async (chunks: AsyncIterator<Uint8Array>): Promise<Buffer> => {
  let head = Buffer.alloc(0);
  while (head.length < LONGEST_MARK) {
    const next = await chunks.next();
    if (next.done === true) return head;
    head = Buffer.concat([head, next.value]);
  }
  return head;
};

/**
 * The lines of a file in UTF-8, without a byte order mark at its beginning.
 * @param asked the encoding of a file without a byte order mark, UTF-8 unless told
 * @throws DomainError `table-encoding-unfit` with line and byte, `table-malformed` for a NUL, `table-too-large` for an overlong line
 */
export async function* readPieces(source: AsyncIterable<Uint8Array>, asked?: SourceEncoding): AsyncGenerator<Piece> {
  const chunks = source[Symbol.asyncIterator]();
  try {
    const head = await readHead(chunks);
    const { encoding, mark } = findEncoding(head, asked);
    const place = { line: 1, byte: mark };
    for await (const bytes of cutBehindLines(head.subarray(mark), chunks, encoding, place)) {
      const piece = toUtf8Piece(bytes, encoding, place);
      yield piece;
      place.line += countLines(piece.bytes);
      place.byte += bytes.length;
    }
  } finally {
    await chunks.return?.();
  }
}
