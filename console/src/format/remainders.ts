import { DomainError } from '../../../common/errors.ts';

/** What was found again in a row that would have left; nothing of the value. */
export interface Remainder {
  /** 1-based row of the table. */
  readonly row: number;
  readonly column: string;
  readonly kind: string;
  readonly count: number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const toRemainder = (value: unknown): readonly Remainder[] => {
  if (!isRecord(value)) return [];
  const { row, column, kind, count } = value;
  const isOne = typeof row === 'number' && typeof column === 'string' && typeof kind === 'string' && typeof count === 'number';
  return isOne ? [{ row: row + 1, column, kind, count }] : [];
};

/** Where a refusal says that identifiers remain; its details come over the network, and what is no such place is left out. */
export const remaindersOf = (error: unknown): readonly Remainder[] => {
  if (!(error instanceof DomainError) || error.code !== 'identifier-remains') return [];
  const { rows } = error.details;
  return Array.isArray(rows) ? rows.flatMap(toRemainder) : [];
};
