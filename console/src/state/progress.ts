import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

/** Each question is a command on the log: the longer a table takes, the rarer it is asked how far it is (ms). */
const PAUSES: readonly number[] = [3000, 5000, 10_000, 20_000];
const LONGEST_PAUSE = 30_000;

/**
 * How far long work is, asked for again and again until the page is left; what is not answered is asked for later.
 * @param isOver of an answer after which none is asked for any more
 */
export const useProgress = <Progress>(
  ask: () => Promise<Progress | undefined>,
  isOver: (progress: Progress) => boolean = () => false,
): Readonly<ShallowRef<Progress | undefined>> => {
  const progress = shallowRef<Progress>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLeft = false;
  const wait = (asked: number): void => {
    timer = globalThis.setTimeout(async () => {
      const found = await ask().catch(() => undefined);
      if (isLeft) return;
      progress.value = found ?? progress.value;
      if (found === undefined || !isOver(found)) wait(asked + 1);
    }, PAUSES[asked] ?? LONGEST_PAUSE);
  };
  wait(0);
  onScopeDispose(() => {
    isLeft = true;
    globalThis.clearTimeout(timer);
  });
  return progress;
};
