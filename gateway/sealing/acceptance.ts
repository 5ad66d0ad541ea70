import type { Acceptance } from '../events/acceptance.ts';
import { createSealingStore } from './store.ts';

/** What readers will not open any more is not handed out: who holds such an item gets it as it is sealed next. */
export const resealed: Acceptance<'lot-resealed'> = {
  type: 'lot-resealed',
  effect: async (manager, { signed: { event } }) => await createSealingStore(manager).retire(event.subject.id, event.body.items),
};
