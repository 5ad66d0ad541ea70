import type { KeyValueStore } from '../../console/src/space/ports.ts';

/** Runs in browsers too, so it brings its own comparison. */
const same = (actual: unknown, expected: unknown): void => {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, got ${a}`);
};

/** No store keeps functions, as JSON or as a structured clone. */
const UNKEEPABLE = {
  run: (): number => 0,
  toJSON: (): never => {
    throw new Error('not JSON');
  },
};

/** What every store of the client does, each on an empty store. */
export const STORE_CONTRACT: Readonly<Record<string, (store: KeyValueStore) => Promise<void>>> = {
  'knows nothing at first': async (store) => {
    same(await store.get('nothing'), undefined);
    same(await store.list(''), []);
  },
  'gives back what was written': async (store) => {
    await store.write([{ key: 'a', value: { text: '已收', list: [1, null, true] } }]);
    same(await store.get('a'), { text: '已收', list: [1, null, true] });
  },
  'replaces and deletes in one write': async (store) => {
    await store.write([
      { key: 'a', value: 1 },
      { key: 'b', value: 2 },
    ]);
    await store.write([
      { key: 'a', value: 3 },
      { key: 'b', value: undefined },
    ]);
    same([await store.get('a'), await store.get('b')], [3, undefined]);
  },
  'lists by prefix in the order of the keys': async (store) => {
    const keys = ['outbox/b', 'outbox/a', 'outbox-counter', 'outbox/a/1', 'other'];
    await store.write(keys.map((key, value) => ({ key, value })));
    same(await store.list('outbox/'), [
      ['outbox/a', 1],
      ['outbox/a/1', 3],
      ['outbox/b', 0],
    ]);
  },
  'gives copies': async (store) => {
    const value = { list: [1] };
    await store.write([{ key: 'a', value }]);
    value.list.push(2);
    ((await store.get('a')) as typeof value).list.push(3);
    same(await store.get('a'), { list: [1] });
  },
  'writes all or nothing': async (store) => {
    await store.write([{ key: 'a', value: 1 }]);
    let failed = false;
    await store
      .write([
        { key: 'a', value: 2 },
        { key: 'b', value: UNKEEPABLE },
      ])
      .catch(() => (failed = true));
    same([failed, await store.get('a'), await store.get('b')], [true, 1, undefined]);
  },
};
