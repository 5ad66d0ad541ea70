import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { DomainError } from '../../../common/errors.ts';

const QUIET_MS = 300;
const SLOW_MS = 8000;

/** The stable code of any failure. */
export const codeOf = (error: unknown): string => (error instanceof DomainError ? error.code : 'unknown');

export interface Loaded<Value> {
  readonly value: Readonly<ShallowRef<Value | undefined>>;
  /** quiet: nothing is shown yet; loading: the skeleton; slow: it says what is awaited. */
  readonly phase: Readonly<Ref<'quiet' | 'loading' | 'slow' | 'ready' | 'failed'>>;
  readonly error: Readonly<ShallowRef<unknown>>;
  /** When the value was loaded, ms. */
  readonly loadedAt: Readonly<Ref<number>>;
  readonly reload: () => Promise<void>;
}

/** Loads by a port and again when what it asks for changes; an older answer never replaces a newer one. */
export const useLoad = <Value>(load: () => Promise<Value>, dependsOn: () => unknown = () => undefined): Loaded<Value> => {
  const value = shallowRef<Value>();
  const error = shallowRef<unknown>();
  const loadedAt = ref(0);
  const phase = ref<'quiet' | 'loading' | 'slow' | 'ready' | 'failed'>('quiet');
  let timers: ReturnType<typeof setTimeout>[] = [];
  let turn = 0;
  const stopTimers = (): void => timers.forEach((timer) => globalThis.clearTimeout(timer));
  const settle = (reached: 'ready' | 'failed'): void => {
    stopTimers();
    phase.value = reached;
  };
  const reload = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    stopTimers();
    if (value.value === undefined) {
      phase.value = 'quiet';
      timers = [
        globalThis.setTimeout(() => (phase.value = 'loading'), QUIET_MS),
        globalThis.setTimeout(() => (phase.value = 'slow'), SLOW_MS),
      ];
    }
    try {
      const loaded = await load();
      if (mine !== turn) return;
      value.value = loaded;
      loadedAt.value = Date.now();
      error.value = undefined;
      settle('ready');
    } catch (failure) {
      if (mine !== turn) return;
      error.value = failure;
      settle('failed');
    }
  };
  watch(
    dependsOn,
    () => {
      value.value = undefined;
      void reload();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    turn += 1;
    stopTimers();
  });
  return { value, phase, error, loadedAt, reload };
};
