import { z } from 'zod';
import type { Json } from '../../common/canonical-json.ts';
import type { FieldForm } from '../event/field-text.ts';
import { fail } from './errors.ts';

/** Of a dataset's profile: what tells its fields apart, and how they are written. */
const profile = z.looseObject({
  columns: z.array(z.looseObject({ name: z.string(), withheld: z.boolean() })).min(1),
  form: z.literal('json').optional(),
});
/** Of a project's document: what its labels are read by. */
const project = z.looseObject({ configuration: z.string(), textColumn: z.string() });

const read = <T>(schema: z.ZodType<T>, value: Json, kind: string): T => {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? parsed.data
    : fail('document-malformed', { kind, problems: parsed.error.issues.map(({ path }) => `/${path.join('/')}`) });
};

/** @throws DomainError `document-malformed` */
export const columnsOf = (value: Json): readonly { readonly name: string; readonly withheld: boolean }[] =>
  read(profile, value, 'profile').columns;

/** @throws DomainError `document-malformed` */
export const formOf = (value: Json): FieldForm => read(profile, value, 'profile').form ?? 'text';

/** @throws DomainError `document-malformed` */
export const taskOf = (value: Json): { readonly configuration: string; readonly textColumn: string } => read(project, value, 'project');
