import { DomainError } from '../../common/errors.ts';

export type ProjectCode =
  | 'project-unknown'
  /** The project concerns its owner, the organisations on its roster and those that inspect its lots, auditors and the operator. */
  | 'project-withheld'
  /** The text column is not one that the dataset shows, or not the one that the configuration reads. */
  | 'text-column-unfit';

export const fail = (code: ProjectCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<ProjectCode>(code, details);
};
