import type { Kind } from '../classification/finding.ts';
import type { Degree, ImpactObject } from './impacts.ts';

/** Personal information that is sensitive by its kind (PIPL, article 28). */
export const SENSITIVE_CATEGORIES = ['biometric', 'religion', 'specific-identity', 'health', 'financial-account', 'track'] as const;
export type SensitiveCategory = (typeof SENSITIVE_CATEGORIES)[number];

/** Cells of a field in which each kind was found; kinds that were not found are left out. */
export type FoundKinds = Readonly<Partial<Record<Kind, number>>>;

export interface FieldFacts {
  readonly name: string;
  /** Cells that are not empty. */
  readonly filled: number;
  /** Cells in which each kind was found; undefined if nobody looked. */
  readonly found: FoundKinds | undefined;
}

export interface GradingFacts {
  readonly fields: readonly FieldFacts[];
  /** What the grading officer says of each object; an object that is missing has not been assessed. */
  readonly impacts: Readonly<Partial<Record<ImpactObject, Degree>>>;
  /** Categories that a person states: no detector finds them. */
  readonly sensitive: readonly SensitiveCategory[];
  readonly under14: boolean;
  /** Persons in the data, as stated; undefined if nobody said. */
  readonly persons: number | undefined;
}

/** Kinds that identify a person by themselves; a credit code names an organisation. */
export const DIRECT_KINDS: readonly Kind[] = ['id-number', 'bank-card', 'mobile', 'landline', 'email', 'plate', 'name', 'address'];

/** Kinds that, beside a name, tell where or by what number that person is reached. */
export const REACHING_KINDS: readonly Kind[] = ['id-number', 'mobile', 'landline', 'address'];

/** Cells with a kind, over all fields. */
export const countOf = ({ fields }: Pick<GradingFacts, 'fields'>, kind: Kind): number =>
  fields.reduce((total, { found }) => total + (found?.[kind] ?? 0), 0);
