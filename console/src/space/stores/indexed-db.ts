import { openDB, type IDBPDatabase } from 'idb';
import type { KeyValueStore } from '../ports.ts';

const TABLE = 'values';
/** Sorts after every key that begins with the prefix: no key holds this code unit. */
const LAST = '\uffff';

/** The browser's own database of this name. Writes are asked to reach the disk before they count. */
export const openIndexedDbStore = async (name: string): Promise<KeyValueStore & { close(): void }> => {
  const database: IDBPDatabase = await openDB(name, 1, {
    upgrade: (db) => void db.createObjectStore(TABLE),
    // A newer version of the console in another tab waits for this one otherwise.
    blocking: () => database.close(),
  });
  return {
    get: async (key) => (await database.get(TABLE, key)) as unknown,
    list: async (prefix) => {
      const range = IDBKeyRange.bound(prefix, prefix + LAST);
      const transaction = database.transaction(TABLE);
      const [keys, values] = await Promise.all([
        transaction.store.getAllKeys(range),
        transaction.store.getAll(range) as Promise<unknown[]>,
      ]);
      return keys.map((key, i) => [key as string, values[i]] as const);
    },
    write: async (changes) => {
      const transaction = database.transaction(TABLE, 'readwrite', { durability: 'strict' });
      const writes = changes.map(({ key, value }) =>
        value === undefined ? transaction.store.delete(key) : transaction.store.put(value, key),
      );
      await Promise.all([...writes, transaction.done]);
    },
    close: () => database.close(),
  };
};
