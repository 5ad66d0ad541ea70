import type { z } from 'zod';
import { refusal } from '../errors.ts';

export type Part = 'body' | 'query' | 'path';

interface Violation {
  readonly in: Part;
  /** JSON pointer (RFC 6901) into that part. */
  readonly pointer: string;
  readonly message: string;
}

const escape = (key: PropertyKey): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

/** Names each unknown member by a pointer of its own, since they arrive in one issue about their parent. */
const toPointers = (issue: z.core.$ZodIssue): readonly string[] => {
  const base = issue.path.map((key) => `/${escape(key)}`).join('');
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => `${base}/${escape(key)}`) : [base];
};

const listViolations = (part: Part, { issues }: z.ZodError): readonly Violation[] =>
  issues.flatMap((issue) =>
    toPointers(issue).map((pointer) => ({
      in: part,
      pointer,
      message: issue.code === 'unrecognized_keys' ? 'is not known here' : issue.message,
    })),
  );

type Parts = Readonly<Partial<Record<Part, z.ZodType | undefined>>>;

/**
 * Parses every part of an untrusted request, so that a client learns of all that is wrong in one answer.
 * @throws DomainError `request-malformed` {violations}
 */
export const parseParts = (schemas: Parts, values: Readonly<Record<Part, unknown>>): Readonly<Record<Part, unknown>> => {
  const violations: Violation[] = [];
  const parsed: Record<Part, unknown> = { body: undefined, query: undefined, path: undefined };
  for (const part of ['path', 'query', 'body'] as const) {
    const schema = schemas[part];
    if (schema === undefined) continue;
    const result = schema.safeParse(values[part]);
    if (result.success) parsed[part] = result.data;
    else violations.push(...listViolations(part, result.error));
  }
  if (violations.length > 0) throw refusal('request-malformed', { violations });
  return parsed;
};
