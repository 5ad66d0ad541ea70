/** An error with a stable code out of one folder's closed union; `details` name what, where and what to do. */
export class DomainError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: Code, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

export type CommonCode =
  | 'not-canonical-json'
  | 'malformed-encoding'
  | 'malformed-money'
  | 'salt-malformed'
  | 'signature-invalid'
  | 'key-unacceptable'
  | 'seal-unopened'
  | 'passphrase-wrong';
