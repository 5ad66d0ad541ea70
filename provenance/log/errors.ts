import { DomainError } from '../../common/errors.ts';

export type LogCode =
  | 'note-malformed'
  | 'note-unsigned'
  | 'note-line-unknown'
  | 'note-line-duplicate'
  | 'note-line-order'
  | 'checkpoint-malformed'
  | 'cosignature-malformed'
  | 'policy-malformed'
  | 'policy-unsafe'
  | 'quorum-missing'
  | 'tile-malformed'
  | 'frontier-malformed'
  | 'proof-malformed'
  | 'proof-extra'
  | 'proof-index-beyond-size'
  | 'proof-hash-malformed'
  | 'proof-wrong-length'
  | 'proof-root-mismatch'
  | 'proof-sizes-unordered'
  | 'proof-from-empty-tree'
  | 'receipt-malformed'
  | 'receipt-key-unknown'
  | 'receipt-key-not-valid'
  | 'receipt-forged'
  | 'log-rolled-back'
  | 'log-forked'
  | 'misbehavior-unproven';

export const fail = (code: LogCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions): never => {
  throw new DomainError<LogCode>(code, details, options);
};
