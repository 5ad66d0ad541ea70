import type { z } from 'zod';
import { fail } from './errors.ts';
import type { Http } from './http.ts';

/** Pages that one listing is read in at most. */
const MOST_PAGES = 200;

/**
 * All pages of a listing, each asked for after the last of the one before.
 * @throws DomainError `gateway-answer-malformed` where they do not come to an end, and what `Http` throws
 */
export const readPages = async <Shape extends z.ZodType, Row>(
  http: Http,
  shape: Shape,
  path: string,
  rowsOf: (page: z.infer<Shape>) => readonly Row[],
): Promise<Row[]> => {
  const rows: Row[] = [];
  let after: string | undefined;
  for (let i = 0; i < MOST_PAGES; i++) {
    const mark = path.includes('?') ? '&' : '?';
    const page = await http.ask(shape, { path: after === undefined ? path : `${path}${mark}after=${encodeURIComponent(after)}` });
    rows.push(...rowsOf(page));
    const { next } = page as { readonly next?: string | number };
    if (next === undefined) return rows;
    if (String(next) === after) break;
    after = String(next);
  }
  return fail('gateway-answer-malformed', { path, reason: 'pages without end' });
};
