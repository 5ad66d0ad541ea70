import * as path from 'node:path';
import { enrolmentFile, type EnrolmentFile } from '../../api/enrolments.ts';
import { fail } from '../errors.ts';
import { readIfThere } from '../runtime/files.ts';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * `enrolment.json`, which the member's administrator laid into this process's folder: the one trust anchor that it is given.
 * @throws DomainError `enrolment-missing`, `enrolment-malformed`
 */
export const readEnrolmentFile = async (folder: string): Promise<EnrolmentFile> => {
  const file = path.join(folder, 'enrolment.json');
  const text = (await readIfThere(file)) ?? fail('enrolment-missing', { file, who: 'administrator of the own organisation' });
  const parsed = enrolmentFile.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  return fail('enrolment-malformed', {
    file,
    problems: parsed.error.issues.map(({ path: at, message }) => `/${at.join('/')}: ${message}`),
  });
};
