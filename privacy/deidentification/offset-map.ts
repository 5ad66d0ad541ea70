import { z } from 'zod';
import { count } from '../../common/fields.ts';
import { fail } from './errors.ts';
import type { Span } from './kinds.ts';

/** A replaced stretch: start and end in the source, start and end in the delivered text; code points, ends exclusive. */
const replacedStretch = z.tuple([count, count, count, count]);

/** Goes from the delivered text back to the source and so stays at the owner's connector. */
const offsetMapSchema = z.strictObject({
  v: z.literal(1),
  sourceLength: count,
  deliveredLength: count,
  /** In the order of the text; between them both texts are the same. */
  replaced: z.array(replacedStretch),
});
export type OffsetMap = Readonly<z.infer<typeof offsetMapSchema>>;
type Stretch = readonly [number, number, number, number];

const isFit = ({ sourceLength, deliveredLength, replaced }: OffsetMap): boolean => {
  let [source, delivered] = [0, 0];
  for (const [from, to, at, end] of replaced) {
    if (from < source || to <= from || end <= at || from - source !== at - delivered) return false;
    [source, delivered] = [to, end];
  }
  return sourceLength >= source && sourceLength - source === deliveredLength - delivered;
};

/** Reads a kept map again. @throws DomainError `offset-map-malformed`, also for one that is not total and monotone */
export const parseOffsetMap = (value: unknown): OffsetMap => {
  const parsed = offsetMapSchema.safeParse(value);
  return parsed.success && isFit(parsed.data) ? parsed.data : fail('offset-map-malformed');
};

/** Which end of a replaced stretch an offset inside it goes to. */
type Side = 'start' | 'end';

/** Index of the last stretch that begins at or before the offset; -1 for none. */
const lastBefore = (replaced: readonly Stretch[], offset: number, begin: 0 | 2): number => {
  let [low, high] = [-1, replaced.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((replaced[middle]?.[begin] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

const carry = (replaced: readonly Stretch[], offset: number, from: 0 | 2, side: Side): number => {
  const to = from === 0 ? 2 : 0;
  const stretch = replaced[lastBefore(replaced, offset, from)];
  if (stretch === undefined) return offset;
  const [begin, end] = [stretch[from], stretch[from === 0 ? 1 : 3]];
  const [otherBegin, otherEnd] = [stretch[to], stretch[to === 0 ? 1 : 3]];
  if (offset >= end) return otherEnd + (offset - end);
  return offset === begin || side === 'start' ? otherBegin : otherEnd;
};

const check = (offset: number, length: number): void => {
  if (!Number.isInteger(offset) || offset < 0 || offset > length) fail('offset-outside-text', { offset, length });
};

/**
 * An offset of the delivered text as one of the source. Outside replaced stretches it is exact; inside one it goes to the named end.
 * @throws DomainError `offset-outside-text`
 */
export const toSourceOffset = ({ replaced, deliveredLength }: OffsetMap, offset: number, side: Side): number => {
  check(offset, deliveredLength);
  return carry(replaced, offset, 2, side);
};

/** The way back. @throws DomainError `offset-outside-text` */
export const toDeliveredOffset = ({ replaced, sourceLength }: OffsetMap, offset: number, side: Side): number => {
  check(offset, sourceLength);
  return carry(replaced, offset, 0, side);
};

/** The smallest stretch of the source that a stretch of the delivered text speaks of. @throws DomainError `offset-outside-text` */
export const toSourceSpan = (map: OffsetMap, { start, end }: Span): Span => ({
  start: toSourceOffset(map, start, 'start'),
  end: toSourceOffset(map, end, 'end'),
});

/** The smallest stretch of the delivered text that shows all of a stretch of the source. @throws DomainError `offset-outside-text` */
export const toDeliveredSpan = (map: OffsetMap, { start, end }: Span): Span => ({
  start: toDeliveredOffset(map, start, 'start'),
  end: toDeliveredOffset(map, end, 'end'),
});

/** Does the stretch of the delivered text show anything of the source, and not only of what was put in its place? */
export const showsSource = ({ replaced }: OffsetMap, { start, end }: Span): boolean => {
  let at = start;
  for (let index = Math.max(0, lastBefore(replaced, start, 2)); at < end; index++) {
    const [, , from, to] = replaced[index] ?? [0, 0, end, end];
    if (at < from) return true;
    at = Math.max(at, to);
  }
  return false;
};

/** Does the stretch of the delivered text share a code point with something that was put in? */
export const touchesReplaced = ({ replaced }: OffsetMap, { start, end }: Span): boolean => {
  const last = replaced[lastBefore(replaced, end - 1, 2)];
  return last !== undefined && start < last[3];
};
