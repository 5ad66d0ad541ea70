import { openDB, type IDBPDatabase } from 'idb';
import type { KeyValueStore } from '../ports.ts';

const TABLE = 'values';
/** Sorts after every key that begins with the prefix: no key holds this code unit. */
const LAST = '\uffff';

/** A value that cannot be kept throws, and what stands before it would be committed. A full disk has aborted by itself. */
const abort = (transaction: { abort(): void }): void => {
  try {
    transaction.abort();
  } catch (error) {
    if ((error as Error).name !== 'InvalidStateError') throw error;
  }
};

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
      try {
        for (const { key, value } of changes)
          if (value === undefined) await transaction.store.delete(key);
          else await transaction.store.put(value, key);
      } catch (error) {
        abort(transaction);
        await transaction.done.catch(() => undefined);
        throw error;
      }
      await transaction.done;
    },
    close: () => database.close(),
  };
};
