import { z } from 'zod';
import { refusal } from '../errors.ts';

const LARGEST = 200;

/** Query of a list: `after` is the cursor of the page before, `limit` the most items wanted. */
export const pageQuery = z.object({
  after: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST).default(50),
});

/** Schema of one page; `next` is absent on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().optional() });

type Key = readonly (string | number)[];

/** A key of the order as an opaque text for URLs. */
const toCursor = (key: Key): string => Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');

/**
 * The key behind a cursor: untrusted, so its shape is the caller's to state.
 * @throws DomainError `request-malformed`
 */
export const parseCursor = <Schema extends z.ZodType>(cursor: string | undefined, key: Schema): z.output<Schema> | undefined => {
  if (cursor === undefined) return undefined;
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw refusal(
      'request-malformed',
      { violations: [{ in: 'query', pointer: '/after', message: 'is no cursor of this list' }] },
      { cause },
    );
  }
};

/**
 * Keyset paging: ask the store for `limit + 1` rows whose key is greater than the cursor's; the one too many says that there is a next page.
 */
export const presentPage = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => Key,
  present: (row: Row) => Item,
): { readonly items: Item[]; readonly next?: string } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(present), ...(rows.length > limit && last !== undefined && { next: toCursor(keyOf(last)) }) };
};
