import { fail } from './errors.ts';
import { MOST_CLASSES, SUPPRESSED } from './parameters.ts';

/**
 * Rows by their combination of quasi-identifiers. A missing value ('') is a value of its own: counting it as equal to any other would hide a row
 * that stands alone. Memory grows with the number of classes, not of rows.
 */
export interface ClassCounter {
  /** @throws DomainError `classes-too-many` */
  add(values: readonly string[]): void;
  sizeOf(values: readonly string[]): number;
  /** Rows of the smallest class; 0 without rows. */
  smallest(): number;
  readonly classes: number;
}

const keyOf = (values: readonly string[]): string => JSON.stringify(values);

export const createClassCounter = (): ClassCounter => {
  const sizes = new Map<string, number>();
  return {
    add: (values) => {
      const key = keyOf(values);
      sizes.set(key, (sizes.get(key) ?? 0) + 1);
      if (sizes.size > MOST_CLASSES) fail('classes-too-many', { most: MOST_CLASSES });
    },
    sizeOf: (values) => sizes.get(keyOf(values)) ?? 0,
    smallest: () => {
      let least = Number.POSITIVE_INFINITY;
      for (const size of sizes.values()) least = Math.min(least, size);
      return sizes.size === 0 ? 0 : least;
    },
    get classes() {
      return sizes.size;
    },
  };
};

/** Was the row suppressed: does a star stand in each of its quasi-identifiers? Such rows are no class and do not leave. */
export const isBlanked = (values: readonly string[]): boolean => values.length > 0 && values.every((value) => value === SUPPRESSED);
