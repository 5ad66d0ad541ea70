import { expect } from 'chai';
import { createMemoryLocks } from '../../../console/src/space/locks/memory.ts';

const deferred = () => Promise.withResolvers<void>();

describe('locks in memory', () => {
  it('have one holder a name, in the order of asking', async () => {
    const locks = createMemoryLocks();
    const order: string[] = [];
    let inside = 0;
    const work = (name: string) => async (): Promise<void> => {
      inside += 1;
      expect(inside).to.equal(1);
      await Promise.resolve();
      order.push(name);
      inside -= 1;
    };
    await Promise.all(['a', 'b', 'c'].map((name) => locks.request('x', {}, work(name))));
    expect(order).to.deep.equal(['a', 'b', 'c']);
  });

  it('do not wait where that is asked', async () => {
    const locks = createMemoryLocks();
    const { promise, resolve } = deferred();
    const holding = locks.request('x', {}, () => promise);
    expect(await locks.request('x', { ifAvailable: true }, (held) => Promise.resolve(held))).to.equal(false);
    expect(await locks.request('y', { ifAvailable: true }, (held) => Promise.resolve(held))).to.equal(true);
    resolve();
    await holding;
    expect(await locks.request('x', { ifAvailable: true }, (held) => Promise.resolve(held))).to.equal(true);
  });

  it('can be taken away, which the holder learns', async () => {
    const locks = createMemoryLocks();
    let lost = false;
    const holding = locks.request('x', {}, () => deferred().promise).catch(() => (lost = true));
    expect(await locks.request('x', { steal: true }, (held) => Promise.resolve(held))).to.equal(true);
    await holding;
    expect(lost).to.equal(true);
    expect(await locks.request('x', { ifAvailable: true }, (held) => Promise.resolve(held))).to.equal(true);
  });

  it('are free again after a failure', async () => {
    const locks = createMemoryLocks();
    let failed = false;
    await locks.request('x', {}, () => Promise.reject(new Error('broken'))).catch(() => (failed = true));
    expect(failed).to.equal(true);
    expect(await locks.request('x', {}, (held) => Promise.resolve(held))).to.equal(true);
  });
});
