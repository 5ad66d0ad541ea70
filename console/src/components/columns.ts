import { computed, type ComputedRef } from 'vue';

/** A column of a list. */
export interface Column {
  readonly name: string;
  readonly title: string;
  readonly isNumber?: boolean;
}

/** Columns of a list whose titles follow the language. @param numbers those that hold figures */
export const useColumns = <const Name extends string>(
  names: readonly Name[],
  titleOf: (name: Name) => string,
  numbers: readonly NoInfer<Name>[] = [],
): ComputedRef<readonly Column[]> =>
  computed(() => names.map((name) => ({ name, title: titleOf(name), isNumber: numbers.includes(name) })));
