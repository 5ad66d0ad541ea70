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
  /** Replaces what is shown if it can be had now; what fails is neither shown nor said. */
  readonly renew: () => Promise<void>;
}

/** What stands for the value until it is there. */
const createPhase = () => {
  const phase = ref<'quiet' | 'loading' | 'slow' | 'ready' | 'failed'>('quiet');
  let timers: ReturnType<typeof setTimeout>[] = [];
  const stop = (): void => timers.forEach((timer) => globalThis.clearTimeout(timer));
  const begin = (): void => {
    stop();
    phase.value = 'quiet';
    timers = [
      globalThis.setTimeout(() => (phase.value = 'loading'), QUIET_MS),
      globalThis.setTimeout(() => (phase.value = 'slow'), SLOW_MS),
    ];
  };
  const settle = (reached: 'ready' | 'failed'): void => {
    stop();
    phase.value = reached;
  };
  const isSettled = (): boolean => phase.value === 'ready' || phase.value === 'failed';
  return { phase, begin, settle, stop, isSettled };
};

/** Numbers the questions, so that an older answer never replaces a newer one, whichever comes first. */
const createTurns = () => {
  let asked = 0;
  let answered = 0;
  return {
    next: () => (asked += 1),
    /** May the answer to this question be shown? Then no answer to one before it may. */
    take: (turn: number): boolean => {
      if (turn <= answered) return false;
      answered = turn;
      return true;
    },
    /** No answer to a question asked until now is of interest any more. */
    forget: () => (answered = asked),
  };
};

/** Loads by a port and again when what it asks for changes; an older answer never replaces a newer one. */
export const useLoad = <Value>(load: () => Promise<Value>, dependsOn: () => unknown = () => undefined): Loaded<Value> => {
  const value = shallowRef<Value>();
  const error = shallowRef<unknown>();
  const loadedAt = ref(0);
  const { phase, begin, settle, stop, isSettled } = createPhase();
  const turns = createTurns();
  const show = (loaded: Value): void => {
    value.value = loaded;
    loadedAt.value = Date.now();
    error.value = undefined;
    settle('ready');
  };
  const reload = async (): Promise<void> => {
    turns.forget();
    const mine = turns.next();
    if (value.value === undefined) begin();
    try {
      const loaded = await load();
      if (turns.take(mine)) show(loaded);
    } catch (failure) {
      if (!turns.take(mine)) return;
      error.value = failure;
      settle('failed');
    }
  };
  const renew = async (): Promise<void> => {
    if (!isSettled()) return;
    const mine = turns.next();
    // What was shown holds as of when it was loaded; the line of the ledger says if the log cannot be had.
    const loaded = await load().then(
      (found) => ({ found }),
      () => undefined,
    );
    if (loaded !== undefined && turns.take(mine)) show(loaded.found);
  };
  const startAnew = (): void => {
    value.value = undefined;
    void reload();
  };
  watch(dependsOn, startAnew, { immediate: true });
  onScopeDispose(() => {
    turns.forget();
    stop();
  });
  return { value, phase, error, loadedAt, reload, renew };
};
