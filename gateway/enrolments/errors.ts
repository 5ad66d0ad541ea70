import { DomainError } from '../../common/errors.ts';

export type EnrolmentCode = 'enrolment-foreign' | 'enrolment-unfit' | 'enrolment-uninvited' | 'enrolments-full' | 'enrolment-unknown';

export const fail = (code: EnrolmentCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<EnrolmentCode>(code, details);
};
