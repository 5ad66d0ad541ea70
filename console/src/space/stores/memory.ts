import type { KeyValueStore } from '../ports.ts';

/** A store that lives as long as this process; values are copied as a database would. */
export const createMemoryStore = (): KeyValueStore => {
  const values = new Map<string, unknown>();
  return {
    get: (key) => Promise.resolve(structuredClone(values.get(key))),
    list: (prefix) =>
      Promise.resolve(
        [...values.keys()]
          .filter((key) => key.startsWith(prefix))
          .toSorted()
          .map((key) => [key, structuredClone(values.get(key))] as const),
      ),
    write: async (changes) => {
      const copies = changes.map(({ key, value }) => [key, structuredClone(value)] as const);
      for (const [key, value] of copies) {
        if (value === undefined) values.delete(key);
        else values.set(key, value);
      }
    },
  };
};
