import { DomainError } from '../../common/errors.ts';

export type SealingCode =
  // batches and the wraps of their keys
  | 'batch-malformed'
  | 'wrap-malformed'
  | 'wrap-signature-invalid'
  | 'wrap-foreign'
  | 'wrap-unopened'
  | 'lot-key-differs'
  // items
  | 'header-malformed'
  | 'header-signature-invalid'
  | 'header-foreign'
  | 'header-superseded'
  | 'item-ciphertext-differs'
  | 'item-key-differs'
  | 'item-unopened'
  | 'item-padding-malformed'
  | 'item-commitment-differs'
  | 'item-too-long'
  // labels
  | 'label-malformed'
  | 'label-differs'
  | 'label-wrap-unopened'
  | 'label-key-differs'
  | 'label-wrap-differs'
  | 'label-unopened'
  | 'label-padding-malformed'
  | 'label-too-long';

export const fail = (code: SealingCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions): never => {
  throw new DomainError<SealingCode>(code, details, options);
};

/** What the check gives; nothing when it refuses. */
export const orUndefined = <T>(check: () => T): T | undefined => {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return undefined;
  }
};

/** Runs a check of common/crypto whose refusal has a name of its own here. */
export const orFail = <T>(check: () => T, code: SealingCode, details: Readonly<Record<string, unknown>> = {}): T => {
  try {
    return check();
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    return fail(code, details, { cause });
  }
};
