import { DomainError, type CommonCode } from './errors.ts';

/**
 * Integer fen as people read them: 4821560 is `¥48,215.60`; what is owed is `-¥0.05`.
 * @throws DomainError `malformed-money` unless `fen` is a safe integer
 */
export const formatFen = (fen: number): string => {
  if (!Number.isSafeInteger(fen)) throw new DomainError<CommonCode>('malformed-money', { fen: String(fen) });
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}¥${yuan}.${digits.slice(-2)}`;
};
