import { onScopeDispose, ref, type Ref } from 'vue';

const TICK_MS = 5000;

/** The time now, ms, moved on every few seconds for ages that are written on the page. */
export const useNow = (every = TICK_MS): Readonly<Ref<number>> => {
  const now = ref(Date.now());
  const timer = globalThis.setInterval(() => {
    now.value = Date.now();
  }, every);
  onScopeDispose(() => globalThis.clearInterval(timer));
  return now;
};
