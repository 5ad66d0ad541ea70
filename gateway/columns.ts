import type { EntitySchemaColumnOptions } from 'typeorm';

const toExact = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`a column holds ${text}, which a number would round`);
  return value;
};

/** A bigint that stays below 2^53 (times, log indexes): a number on both sides, where the driver gives text. */
export const integer = {
  type: 'bigint',
  transformer: { to: (value: number | null) => value, from: (value: string | null) => (value === null ? null : toExact(value)) },
} as const satisfies EntitySchemaColumnOptions;
