import { onScopeDispose, ref, type Ref } from 'vue';

const isShown = (): boolean => globalThis.document.visibilityState !== 'hidden';

/** Can the page be seen, or does its tab lie behind others? */
export const useShown = (): Readonly<Ref<boolean>> => {
  const shown = ref(isShown());
  const follow = (): void => {
    shown.value = isShown();
  };
  globalThis.document.addEventListener('visibilitychange', follow);
  onScopeDispose(() => globalThis.document.removeEventListener('visibilitychange', follow));
  return shown;
};
