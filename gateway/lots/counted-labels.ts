import type { EntityManager } from 'typeorm';
import { createEventStore } from '../events/store.ts';
import type { StoredEvent } from '../events/stored.ts';
import { readCounting, type CountingPlace } from './item-store.ts';

/** The events of labels that count, in the lot's order, those of one item in the log's; undefined while one of them is only about to be written. */
export const labelsOf = async (manager: EntityManager, counting: readonly CountingPlace[]): Promise<readonly StoredEvent[] | undefined> => {
  const ids = counting.flatMap(({ label }) => label ?? []);
  const events = await createEventStore(manager).findAll(ids);
  if (events.size < ids.length) return undefined;
  return [...Map.groupBy(counting, ({ id }) => id).values()].flatMap((places) =>
    places.flatMap(({ label }) => (label === undefined ? [] : (events.get(label) ?? []))).toSorted((a, b) => a.index - b.index),
  );
};

/** Of a closed lot, in the order of the leaves under the root that its closing states; undefined while one is not there. */
export const readCountedLabels = async (manager: EntityManager, lot: string): Promise<readonly StoredEvent[] | undefined> =>
  await labelsOf(manager, await readCounting(manager, lot));
