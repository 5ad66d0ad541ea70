import { DomainError } from '../../common/errors.ts';

export type DeidentificationCode =
  | 'plan-malformed'
  | 'plan-columns-differ'
  | 'key-length-wrong'
  | 'row-ragged'
  | 'cell-not-well-formed'
  | 'cell-too-long'
  | 'findings-missing'
  | 'finding-malformed'
  | 'offset-outside-text'
  | 'offset-map-malformed'
  | 'classes-too-many'
  | 'rows-unread'
  | 'report-malformed'
  // a protected table that may not leave
  | 'identifier-remains'
  | 'class-too-small';

export const fail = (code: DeidentificationCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<DeidentificationCode>(code, details);
};
