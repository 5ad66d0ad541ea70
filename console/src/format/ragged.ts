import { DomainError } from '../../../common/errors.ts';
import type { RaggedRow } from '../data/datasets.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((name) => typeof name === 'string');

const toRaggedRow = (value: unknown): readonly RaggedRow[] => {
  if (!isRecord(value)) return [];
  const { line, cells, missing, unexpected } = value;
  if (typeof line !== 'number' || typeof cells !== 'number') return [];
  return [{ line, cells, ...(isNames(missing) && { missing }), ...(isNames(unexpected) && { unexpected }) }];
};

/** The rows that a refusal names; its details come over the network, and what is no such row is left out. */
export const raggedOf = (
  error: unknown,
): { readonly count: number; readonly first: readonly RaggedRow[]; readonly expected: number } | undefined => {
  if (!(error instanceof DomainError) || error.code !== 'table-ragged') return undefined;
  const { ragged, expected, first } = error.details;
  if (typeof ragged !== 'number' || typeof expected !== 'number' || !Array.isArray(first)) return undefined;
  return { count: ragged, expected, first: first.flatMap(toRaggedRow) };
};
