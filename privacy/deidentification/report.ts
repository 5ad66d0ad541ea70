import { z } from 'zod';
import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { concatBytes, toHex, toUtf8 } from '../../common/encodings.ts';
import { count, hash, uuid } from '../../common/fields.ts';
import { fail } from './errors.ts';
import { KINDS } from './kinds.ts';
import { LONGEST_NAME, MOST_COLUMNS } from './parameters.ts';

const DOMAIN = toUtf8('xinbiao/deidentification-report/1\n');
const column = z.string().min(1).max(LONGEST_NAME);
const kind = z.enum(KINDS);

export const protectionReport = z.strictObject({
  v: z.literal(1),
  dataset: uuid,
  /** `planHash` of the plan by which the table was protected. */
  plan: hash,
  rows: z.strictObject({
    read: count,
    released: count,
    /** Rows that do not leave: stars in all quasi-identifiers, or a class below the plan's smallest. */
    suppressed: z.strictObject({ blanked: count, smallClass: count }),
  }),
  /** Counts over released rows, in the plan's order. */
  columns: z
    .array(
      z.strictObject({
        name: column,
        rule: z.enum(['keep', 'withhold', 'token', 'pseudonym', 'mask', 'generalize', 'district', 'age-band', 'text']),
        empty: count,
        /** Values that could not be read as what is generalized, and left as a star. */
        unreadable: count,
        /** Values too short to be looked for in texts. */
        unsought: count,
      }),
    )
    .max(MOST_COLUMNS),
  /** Stretches replaced in free texts of released rows, by column and kind. */
  replaced: z.array(z.strictObject({ column, kind: z.enum([...KINDS, 'mark']), own: count, found: count })),
  /** What was found again in released cells: 0 expected. */
  residual: z.strictObject({
    findings: count,
    rows: z.array(z.strictObject({ row: count, column, kind, origin: z.enum(['own', 'found']), count: count.min(1) })),
  }),
  /** Left out without quasi-identifiers. */
  classes: z
    .strictObject({
      columns: z.array(column).min(1),
      /** The convention for a missing value. */
      missing: z.literal('own-value'),
      /** Rows of the smallest class of released rows, 0 when none is released. The highest risk is 1/k. */
      k: count,
      count,
      minimum: count.optional(),
    })
    .optional(),
});

/** What was done to a table and what is left, without a value of it. */
export type ProtectionReport = Readonly<z.infer<typeof protectionReport>>;

/** Untrusted JSON value to a report. @throws DomainError `report-malformed` */
export const parseReport = (value: unknown): ProtectionReport => {
  const parsed = protectionReport.safeParse(value);
  if (parsed.success) return parsed.data;
  return fail('report-malformed', { problems: parsed.error.issues.map(({ path, code }) => ({ pointer: `/${path.join('/')}`, code })) });
};

/** What is signed: the domain string and the report's canonical JSON. */
export const toReportBytes = (report: ProtectionReport): Uint8Array => concatBytes(DOMAIN, toSignableBytes(report as Json));

/** SHA-256 of `toReportBytes`, hex. */
export const reportHash = (report: ProtectionReport): string => toHex(sha256(toReportBytes(report)));

/**
 * May the rows of this report leave? Only if nothing was found again and no class is smaller than the plan says.
 * @throws DomainError `identifier-remains`, `class-too-small`
 */
export const verifyReleasable = ({ residual, classes }: ProtectionReport): void => {
  if (residual.findings > 0) fail('identifier-remains', { findings: residual.findings, rows: residual.rows });
  if (classes?.minimum !== undefined && classes.count > 0 && classes.k < classes.minimum)
    fail('class-too-small', { k: classes.k, minimum: classes.minimum, missing: classes.missing });
};
