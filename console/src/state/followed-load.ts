import { onScopeDispose, watch } from 'vue';
import { useLedgerFacts } from './ledger.ts';
import { useLoad, type Loaded } from './load.ts';

/** While others work the log grows every moment; a page need not be read so often (ms). */
const LEAST_BETWEEN = 10_000;

/** As `useLoad`, and renewed when the own copy of the log grows, so that what others do is seen without loading the page again. */
export const useFollowedLoad = <Value>(load: () => Promise<Value>, dependsOn?: () => unknown): Loaded<Value> => {
  const loaded = useLoad(load, dependsOn);
  const facts = useLedgerFacts();
  let renewedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const renew = (): void => {
    timer = undefined;
    renewedAt = Date.now();
    void loaded.renew();
  };
  watch(
    () => facts.value.size,
    () => {
      timer ??= globalThis.setTimeout(renew, Math.max(0, renewedAt + LEAST_BETWEEN - Date.now()));
    },
  );
  onScopeDispose(() => globalThis.clearTimeout(timer));
  return loaded;
};
