import type { EntityManager } from 'typeorm';
import { createEventStore } from '../events/store.ts';
import type { StoredEvent } from '../events/stored.ts';
import { readCountedLabels } from './counted-labels.ts';
import { readVerdicts } from './verdict-store.ts';

/** Verdicts of a closed lot in the order of its labels: the leaves under the root that ends its inspection. */
export const readCountedVerdicts = async (manager: EntityManager, lot: string): Promise<readonly StoredEvent[]> => {
  const [labels, verdicts] = [(await readCountedLabels(manager, lot)) ?? [], await readVerdicts(manager, lot)];
  const ids = labels.flatMap(({ id }) => verdicts.get(id)?.event ?? []);
  const events = await createEventStore(manager).findAll(ids);
  return ids.flatMap((id) => events.get(id) ?? []);
};

/** Their places in the log. */
export const readCountedIndices = async (manager: EntityManager, lot: string): Promise<readonly number[]> =>
  (await readCountedVerdicts(manager, lot)).map(({ index }) => index);
