/** Items of a page where the query says nothing. */
export const PAGE = 100;

/** Rows were asked for with one more than wanted: it says that there is a next page, which begins behind the last one shown. */
export const cutPage = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
): { readonly shown: Row[]; readonly next?: string } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { shown, ...(rows.length > limit && last !== undefined && { next: last.id }) };
};
