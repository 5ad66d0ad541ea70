import type { EntitySchemaColumnOptions } from 'typeorm';

/** A bigint that stays below 2^53 (times, log indexes): a number on both sides, where the driver gives text. */
export const integer = {
  type: 'bigint',
  transformer: { to: (value: number | null) => value, from: (value: string | null) => (value === null ? null : Number(value)) },
} as const satisfies EntitySchemaColumnOptions;
