import { KINDS, type Kind } from '../../../../privacy/deidentification/kinds.ts';
import type { ColumnPlan, ProtectionPlan } from '../../../../privacy/deidentification/plan.ts';

/** What a person chooses for a column: a rule with its measure. The stricter first. */
export const TREATMENTS = [
  ...(['withhold', 'text', 'pseudonym', 'token', 'mask'] as const),
  ...(['year', 'month', 'district', 'age-20', 'age-10', 'age-5', 'keep'] as const),
] as const;
export type Treatment = (typeof TREATMENTS)[number];

type MaskedKind = Exclude<Kind, 'date'>;

export const treatmentOf = (column: ColumnPlan): Treatment => {
  if (column.rule === 'generalize') return column.to;
  return column.rule === 'age-band' ? `age-${column.years}` : column.rule;
};

/** Under which its values are looked for in the row's texts. */
export const kindOf = (column: ColumnPlan): Kind | undefined => ('kind' in column ? column.kind : undefined);

const toMaskedKind = (kind: Kind | undefined): MaskedKind => (kind === undefined || kind === 'date' ? 'identifier' : kind);

interface Kept {
  readonly name: string;
  readonly kind: Kind | undefined;
  readonly quasi: { readonly isQuasi?: boolean };
}

const generalize =
  (to: 'month' | 'year') =>
  ({ name, kind, quasi }: Kept): ColumnPlan => ({ rule: 'generalize', name, to, ...(kind === 'date' && { kind }), ...quasi });
const band =
  (years: 5 | 10 | 20) =>
  ({ name, quasi }: Kept): ColumnPlan => ({ rule: 'age-band', name, years, ...quasi });

const TREAT: Readonly<Record<Treatment, (kept: Kept) => ColumnPlan>> = {
  withhold: ({ name, kind }) => ({ rule: 'withhold', name, ...(kind && { kind }) }),
  text: ({ name }) => ({ rule: 'text', name }),
  pseudonym: ({ name, kind = 'identifier' }) => ({ rule: 'pseudonym', name, kind }),
  token: ({ name, kind = 'identifier' }) => ({ rule: 'token', name, kind }),
  mask: ({ name, kind }) => ({ rule: 'mask', name, kind: toMaskedKind(kind) }),
  year: generalize('year'),
  month: generalize('month'),
  district: ({ name, quasi }) => ({ rule: 'district', name, ...quasi }),
  'age-20': band(20),
  'age-10': band(10),
  'age-5': band(5),
  keep: ({ name, quasi }) => ({ rule: 'keep', name, ...quasi }),
};

/** Its name and, where the new treatment knows them, its kind and whether it counts into the classes of rows. */
export const treatAs = (column: ColumnPlan, treatment: Treatment): ColumnPlan =>
  TREAT[treatment]({ name: column.name, kind: kindOf(column), quasi: isQuasi(column) ? { isQuasi: true } : {} });

const KINDS_OF: Readonly<Partial<Record<ColumnPlan['rule'], readonly Kind[]>>> = {
  withhold: KINDS,
  token: KINDS,
  pseudonym: KINDS,
  mask: KINDS.filter((kind) => kind !== 'date'),
  generalize: ['date'],
};

/** Kinds under which the column's values can be looked for in the row's texts. */
export const kindsFor = ({ rule }: ColumnPlan): readonly Kind[] => KINDS_OF[rule] ?? [];

/** May it have no kind? Then its values are not looked for. */
export const mayLackKind = ({ rule }: ColumnPlan): boolean => rule === 'withhold' || rule === 'generalize';

/** A kind that the column's rule does not know changes nothing. */
export const withKind = (column: ColumnPlan, kind: Kind | undefined): ColumnPlan => {
  if (kind === undefined) {
    if (column.rule !== 'withhold' && column.rule !== 'generalize') return column;
    const { kind: _, ...rest } = column;
    return rest;
  }
  return kindsFor(column).includes(kind) ? ({ ...column, kind } as ColumnPlan) : column;
};

export const canBeQuasi = ({ rule }: ColumnPlan): boolean => ['keep', 'generalize', 'district', 'age-band'].includes(rule);

/** Does it count into the classes of rows? */
export const isQuasi = (column: ColumnPlan): boolean => 'isQuasi' in column && column.isQuasi === true;

export const withQuasi = (column: ColumnPlan, wanted: boolean): ColumnPlan => {
  if (!canBeQuasi(column)) return column;
  const { isQuasi: _, ...rest } = column as ColumnPlan & { readonly isQuasi?: boolean };
  return (wanted ? { ...rest, isQuasi: true } : rest) as ColumnPlan;
};

/** Rows of the smallest class that may leave, as typed; undefined where it is no such number. */
export const parseClass = (typed: string): number | undefined => {
  const size = /^[1-9]\d{0,6}$/.test(typed.trim()) ? Number(typed.trim()) : 0;
  return size >= 2 && size <= 1_000_000 ? size : undefined;
};

/** The plan as it is asked for: without quasi-identifiers there are no classes to have a smallest one. */
export const toPlan = (plan: ProtectionPlan, minimumClass: number | undefined): ProtectionPlan => {
  const { minimumClass: _, ...rest } = plan;
  return minimumClass !== undefined && rest.columns.some(isQuasi) ? { ...rest, minimumClass } : rest;
};
