import type { Change, KeyValueStore } from './ports.ts';

/** Labels of one key that this device has seen in the log: so that it notices a list which leaves one out. */
const prefixOf = (key: string): string => `own-label/${key}/`;

/** @param id of the label's event */
export const toKeptLabel = (key: string, id: string): Change => ({ key: prefixOf(key) + id, value: true });

/** Ids of their events. */
export const readKeptLabels = async (store: KeyValueStore, key: string): Promise<ReadonlySet<string>> =>
  new Set((await store.list(prefixOf(key))).map(([place]) => place.slice(prefixOf(key).length)));
