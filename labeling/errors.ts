import { DomainError } from '../common/errors.ts';

export type LabelingCode =
  | 'configuration-refused'
  | 'offset-outside-text'
  | 'offset-inside-character'
  | 'result-malformed'
  | 'result-too-long'
  | 'target-unknown'
  | 'control-unknown'
  | 'answer-type-mismatch'
  | 'answer-repeated'
  | 'answer-missing'
  | 'choice-unknown'
  | 'choice-repeated'
  | 'choices-too-many'
  | 'label-unknown'
  | 'label-repeated'
  | 'span-empty'
  | 'span-overlap'
  | 'import-unsupported';

export const fail = (code: LabelingCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<LabelingCode>(code, details);
};
