import { DomainError } from '../../common/errors.ts';

export type ReleaseCode =
  | 'release-unknown'
  | 'item-not-released'
  /** Releases are for the owner's people and for auditors. */
  | 'release-withheld'
  /** The connector has not uploaded the files yet. */
  | 'release-files-missing'
  /** Of a sealed project: the files stay with the owner's connector, and no bundle is made from them here. */
  | 'release-sealed'
  /** The files are not those whose hashes were signed. */
  | 'release-files-differ';

export const fail = (code: ReleaseCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<ReleaseCode>(code, details);
};
