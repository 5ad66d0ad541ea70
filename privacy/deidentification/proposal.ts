import { KINDS, type Kind } from './kinds.ts';
import { isQuasiIdentifier, type ColumnPlan, type ProtectionPlan } from './plan.ts';
import type { Language } from './token.ts';

/** What a profile says of a column, without any of its cells. */
export interface FieldFacts {
  readonly name: string;
  /** Cells that are not empty, and different ones among them. */
  readonly filled: number;
  readonly distinct: number;
  readonly distinctAtLeast?: true;
  /** Code points of the longest cell. */
  readonly longest: number;
  /** Cells in which each kind was found; undefined if nobody looked. */
  readonly found?: Readonly<Partial<Record<Kind, number>>>;
  readonly look?: { readonly like: 'date' | 'number' | 'digits' };
  /** Never leaves the connector. */
  readonly withheld: boolean;
}

/** Why a column is proposed to be treated so; sentences for people are made from it where it is shown. */
export type Ground = 'withheld' | 'unexamined' | 'values' | 'text' | 'birth' | 'age' | 'time' | 'distinct' | 'constant' | 'category';

export interface ProposedColumn {
  readonly column: ColumnPlan;
  readonly ground: Ground;
}

/** Code points of the longest value that is no text yet: an address, a mail address. */
const LONGEST_VALUE = 64;
/** A column of values: one filled cell in so many holds the kind, since a detector may miss most names. */
const VALUES_FROM = 10;
/** Rows of the smallest class, as is usual for data that few people see. */
const PROPOSED_CLASS = 5;

const BIRTH = /出生|生日|birth|^dob$/i;
const AGE = /年龄|^age$/i;
const TIME = /时间|日期|date|time|_at$/i;

/** The kind that most cells hold; of equal ones the more telling. */
const mainKind = ({ found = {} }: FieldFacts): Kind | undefined => {
  const held = KINDS.filter((kind) => (found[kind] ?? 0) > 0);
  return held.toSorted((a, b) => (found[b] ?? 0) - (found[a] ?? 0))[0];
};

/** A short column of which enough cells hold one kind. */
const kindOfValues = (field: FieldFacts): Kind | undefined => {
  const kind = mainKind(field);
  if (kind === undefined || field.longest > LONGEST_VALUE) return undefined;
  return (field.found?.[kind] ?? 0) * VALUES_FROM >= field.filled ? kind : undefined;
};

const isMostlyDifferent = ({ filled, distinct, distinctAtLeast }: FieldFacts): boolean =>
  distinctAtLeast === true || (distinct > 1 && distinct * 2 > filled);

/** By the column's name and what its cells look like; no identifier was found in it. */
const proposeClean = (field: FieldFacts): ProposedColumn => {
  const { name } = field;
  if (BIRTH.test(name)) return { column: { rule: 'generalize', name, to: 'year', kind: 'date', isQuasi: true }, ground: 'birth' };
  if (AGE.test(name)) return { column: { rule: 'age-band', name, years: 10, isQuasi: true }, ground: 'age' };
  if (TIME.test(name) || field.look?.like === 'date') return { column: { rule: 'generalize', name, to: 'month' }, ground: 'time' };
  if (isMostlyDifferent(field)) return { column: { rule: 'pseudonym', name, kind: 'identifier' }, ground: 'distinct' };
  if (field.distinct <= 1) return { column: { rule: 'keep', name }, ground: 'constant' };
  return { column: { rule: 'keep', name, isQuasi: true }, ground: 'category' };
};

/** How a column is to be treated, on the strict side: what may be an identifier is taken for one, and a person loosens it. */
export const proposeColumn = (field: FieldFacts): ProposedColumn => {
  const { name } = field;
  const kind = field.withheld ? mainKind(field) : kindOfValues(field);
  if (field.withheld) return { column: { rule: 'withhold', name, ...(kind && { kind }) }, ground: 'withheld' };
  if (kind !== undefined) return { column: { rule: 'withhold', name, kind }, ground: 'values' };
  if (field.found === undefined) return { column: { rule: 'text', name }, ground: 'unexamined' };
  if (mainKind(field) !== undefined || field.longest > LONGEST_VALUE) return { column: { rule: 'text', name }, ground: 'text' };
  return proposeClean(field);
};

/** A plan for every column of a table, in its order, from its profile alone. */
export const proposePlan = ({
  dataset,
  language,
  fields,
}: {
  readonly dataset: string;
  readonly language: Language;
  readonly fields: readonly FieldFacts[];
}): ProtectionPlan => {
  const columns = fields.map((field) => proposeColumn(field).column);
  return { v: 1, dataset, language, columns, ...(columns.some(isQuasiIdentifier) && { minimumClass: PROPOSED_CLASS }) };
};
