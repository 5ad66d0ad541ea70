import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { Control } from '../../../labeling/configuration-model.ts';
import { assignKeys, type Keymap } from '../../../labeling/hotkeys.ts';
import type { Bench, OutboxFacts } from '../data/work.ts';
import { usePreferences } from '../state/preferences.ts';
import { keymapOf } from './keys.ts';
import { createSitting, type Sitting } from './sitting.ts';
import type { Notice, OnBench, SittingState } from './sitting-state.ts';

export interface BenchView {
  readonly bench: Bench;
  readonly sitting: Sitting;
  readonly state: Readonly<ShallowRef<SittingState>>;
  readonly work: ComputedRef<OnBench | undefined>;
  /** The newest notice; `turn` rises with each, so that the same words are told twice. */
  readonly notice: Readonly<Ref<{ readonly notice: Notice; readonly turn: number } | undefined>>;
  readonly outbox: Readonly<ShallowRef<OutboxFacts>>;
  readonly keys: ComputedRef<Keymap>;
  /** Keys of the options of a question, by place. */
  readonly optionKeys: (control: Control) => readonly (string | undefined)[];
}

/** A sitting as a component sees it; ends with the component. */
export const useBenchView = (bench: Bench): BenchView => {
  const preferences = usePreferences();
  const state = shallowRef<SittingState>({ phase: 'opening' });
  const outbox = shallowRef(bench.outbox());
  const notice = ref<{ notice: Notice; turn: number }>();
  const sitting = createSitting({
    bench,
    answerSubmits: () => preferences.answerSubmits,
    changed: (next, told) => {
      state.value = next;
      if (told !== undefined) notice.value = { notice: told, turn: (notice.value?.turn ?? 0) + 1 };
    },
  });
  const keys = computed(() => keymapOf(preferences.keys));
  const stop = bench.watch((facts) => {
    outbox.value = facts;
  });
  onScopeDispose(() => {
    stop();
    void bench.close();
  });
  return {
    bench,
    sitting,
    state,
    work: computed(() => (state.value.phase === 'working' ? state.value.work : undefined)),
    notice,
    outbox,
    keys,
    optionKeys: (control) =>
      assignKeys(
        control.options.map(({ key }) => key),
        keys.value,
      ),
  };
};
