import { computed, shallowRef, type ComputedRef } from 'vue';
import type { DatasetRow } from '../../data/datasets.ts';

interface Graded {
  /** Id of the dataset that is shown. */
  readonly chosen: Readonly<ComputedRef<string | undefined>>;
  /** Its officer has signed: the next that waits, unless the address asks for this one. */
  readonly moveOn: () => void;
}

/** The dataset that the address asks for, or the first that waits; it stays, with what is filled in, whatever others sign or register. */
export const useGraded = (rows: () => readonly Pick<DatasetRow, 'id' | 'level'>[], asked: () => string | undefined): Graded => {
  const signed = shallowRef<string>();
  const own = computed<string | undefined>((before) => {
    const isKept = before !== signed.value && rows().some(({ id }) => id === before);
    return isKept ? before : rows().find(({ id, level }) => level === undefined && id !== signed.value)?.id;
  });
  const chosen = computed(() => asked() ?? own.value);
  return {
    chosen,
    moveOn: () => {
      signed.value = chosen.value;
    },
  };
};
