import { expect } from 'chai';
import { createMemoryLocks } from '../../../console/src/space/locks/memory.ts';
import type { KeyValueStore } from '../../../console/src/space/ports.ts';
import { createMemoryStore } from '../../../console/src/space/stores/memory.ts';
import { createSealedStore } from '../../../console/src/space/stores/sealed.ts';
import { STORE_CONTRACT } from '../../contract-suites/key-value-store.ts';
import { expectCode } from '../../support/expect-code.ts';

const sealed = (store = createMemoryStore()): Promise<KeyValueStore> =>
  createSealedStore({ store, locks: createMemoryLocks(), crypto: globalThis.crypto });

const STORES: Readonly<Record<string, () => Promise<KeyValueStore>>> = {
  'the store in memory': () => Promise.resolve(createMemoryStore()),
  'the sealed store': () => sealed(),
};

for (const [name, create] of Object.entries(STORES))
  describe(name, () => {
    for (const [title, check] of Object.entries(STORE_CONTRACT)) it(title, async () => check(await create()));
  });

describe('the sealed store', () => {
  it('leaves nothing readable below', async () => {
    const disk = createMemoryStore();
    await (await sealed(disk)).write([{ key: 'draft/1', value: { text: '市数据局牵头' } }]);
    expect(JSON.stringify([...(await disk.list(''))])).not.to.include('市数据局');
    const { bytes } = (await disk.get('draft/1')) as { bytes: ArrayBuffer };
    expect(new TextDecoder().decode(bytes)).not.to.include('市数据局');
  });

  it('has a key that cannot be read out', async () => {
    const disk = createMemoryStore();
    await sealed(disk);
    const key = (await disk.get('sealing-key')) as CryptoKey;
    expect(key.extractable).to.equal(false);
    let refused = false;
    await crypto.subtle.exportKey('raw', key).catch(() => (refused = true));
    expect(refused).to.equal(true);
  });

  it('opens after a restart, with one key for two tabs that begin together', async () => {
    const disk = createMemoryStore();
    const locks = createMemoryLocks();
    const open = (): Promise<KeyValueStore> => createSealedStore({ store: disk, locks, crypto: globalThis.crypto });
    const [one, two] = await Promise.all([open(), open()]);
    await one.write([{ key: 'a', value: 1 }]);
    expect(await two.get('a')).to.equal(1);
    expect(await (await open()).get('a')).to.equal(1);
  });

  it('refuses a value that was moved to another name, or changed', async () => {
    const disk = createMemoryStore();
    const store = await sealed(disk);
    await store.write([{ key: 'chain/a', value: { used: 7 } }]);
    const value = (await disk.get('chain/a')) as { nonce: Uint8Array; bytes: ArrayBuffer };
    await disk.write([{ key: 'chain/b', value }]);
    await expectCode(() => store.get('chain/b'), 'store-damaged');
    const bytes = new Uint8Array(value.bytes);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    await disk.write([{ key: 'chain/a', value: { ...value, bytes: bytes.buffer } }]);
    await expectCode(() => store.get('chain/a'), 'store-damaged');
  });
});
