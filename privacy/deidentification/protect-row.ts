import { fail } from './errors.ts';
import { protectText, type ProtectedText } from './free-text.ts';
import { generalizeValue } from './generalize.ts';
import type { Finding } from './kinds.ts';
import { maskValue } from './mask.ts';
import { toOwnValue, type OwnValue } from './own-values.ts';
import { KEY_BYTES, LONGEST_CELL, SUPPRESSED } from './parameters.ts';
import { isQuasiIdentifier, soughtKind, type ColumnPlan, type ProtectionPlan } from './plan.ts';
import { pseudonymOf } from './pseudonym.ts';
import { canonicalOf } from './canonical.ts';
import { createNumbering, type Numbering } from './token.ts';

/** A row of the source: its place in the table, and its cells in the order of the plan's columns. */
export interface SourceRow {
  readonly index: number;
  readonly cells: readonly string[];
}

/** What a detector found in the row's texts, by column; each column of rule `text` needs an entry, if only an empty one. */
export type RowFindings = ReadonlyMap<string, readonly Finding[]>;

export interface ProtectedCell {
  readonly plan: ColumnPlan;
  /** What leaves; of a withheld cell nothing. */
  readonly value: string | undefined;
  /** Was the source's cell empty? */
  readonly isEmpty: boolean;
  /** Of a free text: the way back, which stays, and what was replaced. */
  readonly text?: ProtectedText;
}

export interface ProtectedRow {
  readonly index: number;
  /** In the order of the plan's columns. */
  readonly cells: readonly ProtectedCell[];
  /** Of the row's sensitive columns, by column. They stay. */
  readonly own: ReadonlyMap<string, OwnValue>;
}

/** Cells that leave, in the order of `releasedColumns`. */
export const releasedCells = ({ cells }: ProtectedRow): readonly string[] =>
  cells.flatMap(({ value }) => (value === undefined ? [] : [value]));

const verifyRow = ({ columns }: ProtectionPlan, { index, cells }: SourceRow): void => {
  if (cells.length !== columns.length) fail('row-ragged', { row: index, cells: cells.length, expected: columns.length });
  cells.forEach((cell, at) => {
    const details = { row: index, column: columns[at]?.name };
    if (cell.length > LONGEST_CELL) fail('cell-too-long', { ...details, most: LONGEST_CELL });
    // Half a surrogate would make one code point of two, or two of one, on the way to the reader.
    if (!cell.isWellFormed()) fail('cell-not-well-formed', details);
  });
};

const ownValues = ({ columns }: ProtectionPlan, { cells }: SourceRow): ReadonlyMap<string, OwnValue> => {
  const own = new Map<string, OwnValue>();
  columns.forEach((column, at) => {
    const kind = soughtKind(column);
    const value = cells[at] ?? '';
    if (kind !== undefined && value !== '') own.set(column.name, toOwnValue(kind, value));
  });
  return own;
};

interface RowPremise {
  readonly plan: ProtectionPlan;
  readonly key: Uint8Array;
  readonly findings: RowFindings;
  readonly own: readonly OwnValue[];
  readonly numbering: Numbering;
  readonly index: number;
}

const protectFreeText = (plan: ColumnPlan, source: string, { findings, own, numbering, index }: RowPremise): ProtectedCell => {
  const found = findings.get(plan.name) ?? fail('findings-missing', { row: index, column: plan.name });
  const text = protectText(source, { column: plan.name, findings: found, own, numbering });
  return { plan, value: text.text, isEmpty: source === '', text };
};

const protectValue = (plan: ColumnPlan, value: string, { key, plan: { dataset, language }, numbering }: RowPremise): string | undefined => {
  if (plan.rule === 'withhold') return undefined;
  if (value === '') return '';
  switch (plan.rule) {
    case 'keep':
    case 'text':
      return value;
    case 'token':
      return numbering.tokenFor(plan.kind, canonicalOf(plan.kind, value));
    case 'pseudonym':
      return pseudonymOf(plan.kind, value, { key, dataset, language });
    case 'mask':
      return maskValue(plan.kind, value);
    default:
      return generalizeValue(plan, value) ?? SUPPRESSED;
  }
};

/** A key of another length was made for something else. @throws DomainError `key-length-wrong` */
export const verifyKey = (key: Uint8Array): void => {
  if (key.length !== KEY_BYTES) fail('key-length-wrong', { bytes: key.length, expected: KEY_BYTES });
};

/**
 * One row by its plan. The same plan, key, row and findings give the same result.
 * @param key 32 random bytes of this dataset, which stay at the owner's connector
 * @throws DomainError `key-length-wrong`, `row-ragged`, `cell-too-long`, `cell-not-well-formed`, `findings-missing`, `finding-malformed`
 */
export const protectRow = (plan: ProtectionPlan, key: Uint8Array, row: SourceRow, findings: RowFindings): ProtectedRow => {
  verifyKey(key);
  verifyRow(plan, row);
  const own = ownValues(plan, row);
  const premise = { plan, key, findings, own: [...own.values()], numbering: createNumbering(plan.language), index: row.index };
  const cells = plan.columns.map((column, at) => {
    const source = row.cells[at] ?? '';
    if (column.rule === 'text') return protectFreeText(column, source, premise);
    return { plan: column, value: protectValue(column, source, premise), isEmpty: source === '' };
  });
  return { index: row.index, cells, own };
};

/** Delivered values of a row's quasi-identifiers, in the plan's order: the class that the row belongs to. */
export const quasiValues = ({ cells }: ProtectedRow): readonly string[] =>
  cells.flatMap(({ plan, value }) => (isQuasiIdentifier(plan) && value !== undefined ? [value] : []));
