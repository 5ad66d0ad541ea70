import { DomainError } from '../../common/errors.ts';

export type ConnectorCode = 'command-unknown' | 'command-foreign' | 'command-answered' | 'command-arguments-unfit' | 'answer-pending';

export const fail = (code: ConnectorCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<ConnectorCode>(code, details);
};
