import { z } from 'zod';
import { toSignableBytes, type Json } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { concatBytes, toHex, toUtf8 } from '../../common/encodings.ts';
import { uuid } from '../../common/fields.ts';
import { fail } from './errors.ts';
import { KINDS, type Kind } from './kinds.ts';
import { LONGEST_NAME, MOST_COLUMNS } from './parameters.ts';
import { LANGUAGES } from './token.ts';

const DOMAIN = toUtf8('xinbiao/deidentification-plan/1\n');
const name = z.string().min(1).max(LONGEST_NAME);
const kind = z.enum(KINDS);
const isQuasi = z.boolean().optional();

/** What happens to a column. The values of one with a `kind` are looked for in the row's texts. */
const column = z.discriminatedUnion('rule', [
  /** Delivered as it is. */
  z.strictObject({ rule: z.literal('keep'), name, isQuasi }),
  /** Not delivered. */
  z.strictObject({ rule: z.literal('withhold'), name, kind: kind.optional() }),
  /** `【姓名1】`: one value has one token within its row. */
  z.strictObject({ rule: z.literal('token'), name, kind }),
  /** One value has one pseudonym within its dataset. */
  z.strictObject({ rule: z.literal('pseudonym'), name, kind }),
  /** Part of the value stays, by the rule of its kind. */
  z.strictObject({ rule: z.literal('mask'), name, kind: kind.exclude(['date']) }),
  /** `kind` for a date that is looked for in the texts, as one of birth is; an address always is. */
  z.strictObject({ rule: z.literal('generalize'), name, to: z.enum(['month', 'year']), kind: z.literal('date').optional(), isQuasi }),
  z.strictObject({ rule: z.literal('district'), name, isQuasi }),
  z.strictObject({ rule: z.literal('age-band'), name, years: z.union([z.literal(5), z.literal(10), z.literal(20)]), isQuasi }),
  /** Free text: what is found in it, and the row's own values, are replaced. */
  z.strictObject({ rule: z.literal('text'), name }),
]);

export const protectionPlan = z
  .strictObject({
    v: z.literal(1),
    dataset: uuid,
    language: z.enum(LANGUAGES),
    /** Every column of the table, in its order. */
    columns: z.array(column).min(1).max(MOST_COLUMNS),
    /** Rows of the smallest class of quasi-identifiers that may leave. */
    minimumClass: z.int().min(2).max(1_000_000).optional(),
  })
  .superRefine(({ columns, minimumClass }, context) => {
    columns.forEach(({ name: own }, at) => {
      if (columns.findIndex(({ name: other }) => other === own) !== at)
        context.addIssue({ code: 'custom', path: ['columns', at, 'name'], message: 'stands twice' });
    });
    if (minimumClass !== undefined && !columns.some(isQuasiIdentifier))
      context.addIssue({ code: 'custom', path: ['minimumClass'], message: 'no column is a quasi-identifier' });
  });

export type ProtectionPlan = Readonly<z.infer<typeof protectionPlan>>;
export type ColumnPlan = Readonly<z.infer<typeof column>>;

/** Does the column count into the classes of rows? */
export const isQuasiIdentifier = (plan: ColumnPlan): boolean => 'isQuasi' in plan && plan.isQuasi === true;

/** A district, an age or a date of somebody: coarser than it was, and still hers. */
export const isPersonal = (plan: ColumnPlan): boolean =>
  plan.rule === 'district' || plan.rule === 'age-band' || (plan.rule === 'generalize' && plan.kind === 'date');

/** Kind under which the column's values are looked for in the row's texts; nothing where they are not. */
export const soughtKind = (plan: ColumnPlan): Kind | undefined => {
  if (plan.rule === 'district') return 'address';
  return 'kind' in plan ? plan.kind : undefined;
};

/** Columns that leave, in the plan's order. */
export const releasedColumns = (plan: ProtectionPlan): readonly ColumnPlan[] => plan.columns.filter(({ rule }) => rule !== 'withhold');

/** Untrusted JSON value to a plan. @throws DomainError `plan-malformed` with a JSON pointer for each problem */
export const parsePlan = (value: unknown): ProtectionPlan => {
  const parsed = protectionPlan.safeParse(value);
  if (parsed.success) return parsed.data;
  return fail('plan-malformed', { problems: parsed.error.issues.map(({ path, code }) => ({ pointer: `/${path.join('/')}`, code })) });
};

/** A column that the plan does not name would leave by nobody's decision. @throws DomainError `plan-columns-differ` */
export const verifyColumns = (plan: ProtectionPlan, columns: readonly string[]): void => {
  const planned = plan.columns.map((one) => one.name);
  if (planned.length !== columns.length || planned.some((one, at) => one !== columns[at]))
    fail('plan-columns-differ', { planned, columns });
};

/** SHA-256 of the domain string and the plan's canonical JSON, hex. */
export const planHash = (plan: ProtectionPlan): string => toHex(sha256(concatBytes(DOMAIN, toSignableBytes(plan as Json))));
