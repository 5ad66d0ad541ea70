import { z } from 'zod';
import { fail } from '../errors.ts';
import { LEVELS } from './level.ts';
import DEFAULT from './policy-matrix.json' with { type: 'json' };

export const MODES = ['download', 'deidentified', 'view', 'compute'] as const;
export type Mode = (typeof MODES)[number];

/** Conditions that somebody either meets or does not. */
export const STATES = [
  'owner-network',
  'named-person',
  'mask-direct-identifiers',
  'watermark',
  'sandbox',
  'function-whitelist',
  'output-review',
  'noise',
  'free-text-clean',
  'connector-to-connector',
  'named-recipients',
  'encrypt-to-recipient',
  'count-and-expiry',
  'destroy-after-use',
  'signed-contract',
  'licence-accepted',
] as const;
/** Conditions with a least figure, in the unit of their sentence. */
export const MINIMA = ['rows-min', 'parties-min', 'deidentification-level-min', 'k-anonymity', 'grade-min'] as const;
/** Conditions with a greatest figure. */
export const MAXIMA = ['session-minutes-max'] as const;

export const APPROVING_ROLES = ['owner-data-officer', 'owner-security-officer', 'space-security-officer'] as const;
export type ApprovingRole = (typeof APPROVING_ROLES)[number];

const tunable = z.boolean().optional();
const condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(STATES), tunable }),
  z.strictObject({ kind: z.enum(MINIMA), min: z.int().positive(), tunable }),
  z.strictObject({ kind: z.enum(MAXIMA), max: z.int().positive(), tunable }),
]);
export type Condition = z.infer<typeof condition>;
/** The closed list. */
export const CONDITION_KINDS = [...STATES, ...MINIMA, ...MAXIMA] as const;

const note = z.string().optional();
const cell = z.discriminatedUnion('d', [
  z.strictObject({ d: z.literal('allow'), note }),
  z.strictObject({ d: z.literal('allow_if'), conditions: z.array(condition).min(1), note }),
  z.strictObject({ d: z.literal('deny'), note }),
]);
const words = z.object({ zh: z.string().min(1), en: z.string().min(1) });
const row = z.object({
  zh: z.string(),
  download: cell,
  deidentified: cell,
  view: cell,
  compute: cell,
  approvals: z.array(z.enum(APPROVING_ROLES)),
});

const matrixSchema = z.object({
  version: z.string().min(1),
  levels: z.record(z.enum(LEVELS), row),
  conditionKinds: z.record(z.enum(CONDITION_KINDS), words),
  roles: z.record(z.enum(APPROVING_ROLES), words),
});
/** Level x mode, with what each level's use has to be approved by; a level, mode or condition that the lists do not have makes it no matrix. */
export type Matrix = z.infer<typeof matrixSchema>;

/** A matrix from outside: every level, every mode, conditions of the closed list alone. @throws DomainError `matrix-malformed` */
export const parseMatrix = (value: unknown): Matrix => {
  const parsed = matrixSchema.safeParse(value);
  return parsed.success
    ? parsed.data
    : fail('matrix-malformed', { faults: parsed.error.issues.map(({ path, message }) => ({ at: path.join('/'), message })) });
};

export const DEFAULT_MATRIX: Matrix = parseMatrix(DEFAULT);
