import { DomainError } from '../../common/errors.ts';

/** A lot, size or quality for which there is no sample; `reason` says what is wrong with it. */
export type SamplingCode = 'sample-unfit';

export const fail = (reason: string, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<SamplingCode>('sample-unfit', { reason, ...details });
};

/** @throws DomainError `sample-unfit` */
export const requireLotSize = (lot: number): void => {
  if (!Number.isSafeInteger(lot) || lot < 1) fail('a lot has one leaf at least', { lot });
};
