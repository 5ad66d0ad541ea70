import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** Milliseconds without the window's focus after which somebody else may be reading. */
const AWAY = 30_000;

/** True while somebody else may be looking: at once when the page is hidden, after a while when another window has the focus. */
export const useVeil = (): Readonly<Ref<boolean>> => {
  const veiled = ref(false);
  const { document } = globalThis;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cover = (): void => void (veiled.value = true);
  const stop = (): void => clearTimeout(timer);
  const leave = (): void => {
    stop();
    timer = setTimeout(cover, AWAY);
  };
  const look = (): void => {
    stop();
    veiled.value = document.visibilityState === 'hidden';
    if (!veiled.value && !document.hasFocus()) leave();
  };
  onMounted(() => {
    document.addEventListener('visibilitychange', look);
    globalThis.addEventListener('blur', leave);
    globalThis.addEventListener('focus', look);
    look();
  });
  onBeforeUnmount(() => {
    stop();
    document.removeEventListener('visibilitychange', look);
    globalThis.removeEventListener('blur', leave);
    globalThis.removeEventListener('focus', look);
  });
  return veiled;
};
