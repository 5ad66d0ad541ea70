import { computed, type ComputedRef } from 'vue';
import type { ReturnedWork } from '../data/work.ts';
import type { BenchView } from './use-bench.ts';

export interface ReturnedOptions {
  readonly view: BenchView;
  /** Own labels that came back, of this lot and others. */
  readonly returned: () => readonly ReturnedWork[];
  /** One of another lot is wanted. */
  readonly elsewhere: (label: ReturnedWork) => void;
}

/** What waits to be reworked beside the item in front, and how one gets there. */
export const useReturned = ({ view, returned, elsewhere }: ReturnedOptions) => {
  const { bench, outbox, work, sitting } = view;
  const isHere = ({ lot }: ReturnedWork): boolean => lot === bench.lot.id;
  /** Those that nobody has begun to rework, of this lot first. */
  const waiting: ComputedRef<readonly ReturnedWork[]> = computed(() => {
    const begun = new Set(outbox.value.entries.filter(({ state }) => state !== 'returned').map(({ item }) => item));
    const isBegun = (label: ReturnedWork): boolean => isHere(label) && (begun.has(label.item) || label.item === work.value?.item.id);
    return returned()
      .filter((label) => label.open && !label.reworked && !isBegun(label))
      .toSorted((a, b) => Number(isHere(b)) - Number(isHere(a)));
  });
  const redoFirst = async (): Promise<void> => {
    const [label] = waiting.value;
    if (label === undefined) return;
    if (isHere(label)) await sitting.goTo(label.item);
    else elsewhere(label);
  };
  return { waiting, redoFirst };
};
