import { onScopeDispose, ref, type Ref } from 'vue';

const AFTER_MS = 5000;

/** Does the browser say that there is no network, and for more than five seconds? */
export const useOffline = (): Readonly<Ref<boolean>> => {
  const offline = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = (): void => {
    globalThis.clearTimeout(timer);
    if (globalThis.navigator.onLine) offline.value = false;
    else timer = globalThis.setTimeout(() => (offline.value = true), AFTER_MS);
  };
  follow();
  for (const event of ['online', 'offline']) globalThis.addEventListener(event, follow);
  onScopeDispose(() => {
    globalThis.clearTimeout(timer);
    for (const event of ['online', 'offline']) globalThis.removeEventListener(event, follow);
  });
  return offline;
};
