import { DomainError } from '../../common/errors.ts';

/** A table or list of ratings from which no figure can be computed; `reason` says what is wrong with it. */
export type AgreementCode = 'ratings-unfit';

export const fail = (reason: string, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<AgreementCode>('ratings-unfit', { reason, ...details });
};
