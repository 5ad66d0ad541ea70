import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';

export interface Act<Arguments extends readonly unknown[]> {
  readonly busy: Readonly<Ref<boolean>>;
  readonly error: Readonly<ShallowRef<unknown>>;
  /** Runs the act once; a second call while it runs does nothing. @returns whether it was done */
  readonly run: (...given: Arguments) => Promise<boolean>;
}

/** One thing that a person sets off: busy while it runs, its failure kept until the next try. */
export const useAct = <Arguments extends readonly unknown[]>(act: (...given: Arguments) => Promise<unknown>): Act<Arguments> => {
  const busy = ref(false);
  const error = shallowRef<unknown>();
  const run = async (...given: Arguments): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    error.value = undefined;
    try {
      await act(...given);
      return true;
    } catch (failure) {
      error.value = failure;
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, error, run };
};
