import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { LedgerFacts } from '../data/ledger.ts';
import { useData } from '../data/source.ts';

/** What this browser has verified of the log, kept up to date while the component lives. */
export const useLedgerFacts = (): Readonly<ShallowRef<LedgerFacts>> => {
  const { ledger } = useData();
  const facts = shallowRef(ledger.facts());
  onScopeDispose(
    ledger.watch((changed) => {
      facts.value = changed;
    }),
  );
  return facts;
};
