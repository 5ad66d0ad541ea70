import { DomainError } from '../common/errors.ts';

export type ProvenanceCode =
  | 'event-malformed'
  | 'salt-malformed'
  | 'commitment-not-opened'
  | 'pin-list-malformed'
  | 'pin-list-foreign'
  | 'pin-list-stale'
  | 'note-malformed'
  | 'note-unsigned'
  | 'checkpoint-malformed'
  | 'tile-malformed'
  | 'proof-index-beyond-size'
  | 'proof-hash-malformed'
  | 'proof-wrong-length'
  | 'proof-root-mismatch'
  | 'proof-sizes-unordered'
  | 'proof-from-empty-tree';

export const fail = (code: ProvenanceCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<ProvenanceCode>(code, details);
};
