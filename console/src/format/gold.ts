/** F1 of spans, 0 to 1; undefined where there are none on either side. */
export const matchedShare = ({
  wanted,
  found,
  matched,
}: {
  readonly wanted: number;
  readonly found: number;
  readonly matched: number;
}): number | undefined => (wanted + found === 0 ? undefined : (2 * matched) / (wanted + found));
