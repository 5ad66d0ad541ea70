import { onScopeDispose, watch } from 'vue';
import { useLedgerFacts } from './ledger.ts';
import { useLoad, type Loaded } from './load.ts';
import { useShown } from './shown.ts';

/** While others work the log grows every moment; a page need not be read so often (ms, from the end of one reading to the next). */
const LEAST_BETWEEN = 10_000;

/**
 * As `useLoad`, and renewed when the own copy of the log grows, so that what others do is seen without loading the page again. What
 * grows while the page loads, is renewed or lies in a hidden tab is caught up with once.
 */
export const useFollowedLoad = <Value>(load: () => Promise<Value>, dependsOn?: () => unknown): Loaded<Value> => {
  const loaded = useLoad(load, dependsOn);
  const facts = useLedgerFacts();
  const shown = useShown();
  let hasGrown = false;
  let isRenewing = false;
  let renewedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isSettled = (): boolean => loaded.phase.value === 'ready' || loaded.phase.value === 'failed';
  const stop = (): void => {
    globalThis.clearTimeout(timer);
    timer = undefined;
  };
  const renew = async (): Promise<void> => {
    timer = undefined;
    hasGrown = false;
    isRenewing = true;
    await loaded.renew();
    isRenewing = false;
    renewedAt = Date.now();
    plan();
  };
  /** One renewal at a time, so that none waits behind another. */
  const plan = (): void => {
    stop();
    if (!hasGrown || isRenewing || !shown.value || !isSettled()) return;
    timer = globalThis.setTimeout(() => void renew(), Math.max(0, renewedAt + LEAST_BETWEEN - Date.now()));
  };
  watch(
    () => facts.value.size,
    () => {
      hasGrown = true;
      plan();
    },
  );
  watch([loaded.phase, shown], plan);
  onScopeDispose(() => {
    // No renewal that is under way plans another.
    hasGrown = false;
    stop();
  });
  return loaded;
};
