/** Items of a page where the query says nothing. */
export const PAGE = 100;

/** Which page: what comes behind this id, and how much of it. */
export interface PageWanted {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Rows were asked for with one more than wanted: it says that there is a next page, which begins behind the last one shown. */
export const cutPage = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
): { readonly shown: Row[]; readonly next?: string } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { shown, ...(rows.length > limit && last !== undefined && { next: last.id }) };
};

/** The page of rows that are all at hand, by id. */
export const takePage = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  { after = '', limit }: PageWanted,
): { readonly shown: Row[]; readonly next?: string } => {
  const behind = rows.filter(({ id }) => id > after).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return cutPage(behind.slice(0, limit + 1), limit);
};
