import { fail } from './errors.ts';

/** Kinds of personal values, the more telling first: of two equal stretches of a text the kind that comes first names it. */
export const KINDS = [
  ...(['id-number', 'bank-card', 'mobile', 'landline', 'email', 'plate', 'credit-code', 'name', 'address'] as const),
  ...(['identifier', 'date'] as const),
] as const;
export type Kind = (typeof KINDS)[number];

/** A stretch of a text, in Unicode code points, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a detector says of a text: the port by which findings come in. */
export interface Finding extends Span {
  readonly kind: Kind;
}

/** Finds personal values in a cell of the column `heading`. The caller brings it; the same one protects and scans what is left. */
export type Detect = (text: string, context: { readonly heading: string }) => readonly Finding[];

/** Is it a stretch of a text of this length? */
export const isSpan = ({ start, end }: Span, length: number): boolean =>
  Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= length;

/** Findings come from outside: one that is no stretch of the text is refused, never skipped. @throws DomainError `finding-malformed` */
export const verifyFindings = (findings: readonly Finding[], length: number, column: string): void => {
  for (const finding of findings)
    if (!KINDS.includes(finding.kind) || !isSpan(finding, length))
      fail('finding-malformed', { column, kind: finding.kind, start: finding.start, end: finding.end, length });
};
