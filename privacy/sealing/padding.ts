/** Nothing is padded to less. */
const SMALLEST = 1024;
/** Up to here a bucket is a power of two; above, doubling would cost too much for images and sound. */
const FINE_FROM = 65_536;
/** Buckets an octave above `FINE_FROM`. */
const STEPS = 8;
const MARK = 0x80;

/**
 * Bytes to which content of this length is padded. With one byte for the mark, the smallest bucket that holds it: the powers of two
 * from 1,024 to 65,536, above them the multiples of an eighth of the power of two below (73,728, 81,920, … 131,072, 147,456, …).
 */
export const bucketOf = (length: number): number => {
  const needed = length + 1;
  if (needed <= SMALLEST) return SMALLEST;
  const below = 2 ** (31 - Math.clz32(needed - 1));
  if (needed <= FINE_FROM) return 2 * below;
  const step = below / STEPS;
  return Math.ceil(needed / step) * step;
};

/** Content, 0x80, then zeros up to its bucket (ISO/IEC 7816-4). No two contents give the same bytes. */
export const pad = (content: Uint8Array): Uint8Array => {
  const padded = new Uint8Array(bucketOf(content.length));
  padded.set(content);
  padded[content.length] = MARK;
  return padded;
};

/** The content of `pad`; nothing for bytes that `pad` cannot have made, so that a content has one padded form. */
export const unpad = (padded: Uint8Array): Uint8Array | undefined => {
  const length = padded.findLastIndex((byte) => byte !== 0);
  return length >= 0 && padded[length] === MARK && bucketOf(length) === padded.length ? padded.slice(0, length) : undefined;
};
