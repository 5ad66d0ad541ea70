import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** True while somebody else may be looking: the window is left or the page is hidden. */
export const useVeil = (): Readonly<Ref<boolean>> => {
  const veiled = ref(false);
  const { document } = globalThis;
  const look = (): void => void (veiled.value = document.visibilityState === 'hidden');
  const leave = (): void => void (veiled.value = true);
  onMounted(() => {
    document.addEventListener('visibilitychange', look);
    globalThis.addEventListener('blur', leave);
    globalThis.addEventListener('focus', look);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', look);
    globalThis.removeEventListener('blur', leave);
    globalThis.removeEventListener('focus', look);
  });
  return veiled;
};
