import { expect } from 'chai';
import { mock } from 'node:test';
import { createApp, effectScope, nextTick } from 'vue';
import { DomainError } from '../../../common/errors.ts';
import type { LedgerFacts } from '../../../console/src/data/ledger.ts';
import { DATA_SOURCE, type DataSource } from '../../../console/src/data/source.ts';
import { useFollowedLoad } from '../../../console/src/state/followed-load.ts';
import { until } from '../../support/until.ts';
import { createSampleSource } from '../support/sample-source.ts';

/** Stands for the browser's: of it the page asks only whether its tab is shown. */
class Tab extends EventTarget {
  visibilityState: 'visible' | 'hidden' = 'visible';
  turn(state: 'visible' | 'hidden'): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

/** A page over a log that grows when it is told to. */
const openPage = () => {
  let tell: (facts: LedgerFacts) => void = () => expect.fail('nobody watches');
  const source: DataSource = createSampleSource('full');
  const data: DataSource = {
    ...source,
    ledger: {
      ...source.ledger,
      watch: (changed) => {
        tell = changed;
        return () => (tell = () => undefined);
      },
    },
  };
  let answer: () => Promise<string> = async () => 'before';
  let asked = 0;
  const scope = effectScope();
  const app = createApp({});
  app.provide(DATA_SOURCE, data);
  const loaded = app.runWithContext(() =>
    scope.run(() =>
      useFollowedLoad(async () => {
        asked += 1;
        return await answer();
      }),
    ),
  );
  if (loaded === undefined) throw new Error('a stopped scope');
  return {
    loaded,
    asked: () => asked,
    answer: (next: () => Promise<string>) => (answer = next),
    grow: async (size: number) => {
      tell({ state: 'verified', size });
      await nextTick();
    },
    leave: () => scope.stop(),
  };
};
const refuse = async (): Promise<string> => {
  throw new DomainError('unreachable');
};

const pending = (): { readonly answer: () => Promise<string>; readonly release: (value: string) => void } => {
  let release: (value: string) => void = () => undefined;
  const answer = new Promise<string>((resolve) => (release = resolve));
  return { answer: () => answer, release: (value) => release(value) };
};
/** Lets everything run that waits for nothing but its turn. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('what a page shows of the log', () => {
  let tab: Tab;
  const browser = Object.getOwnPropertyDescriptor(globalThis, 'document');
  beforeEach(() => {
    tab = new Tab();
    Object.defineProperty(globalThis, 'document', { configurable: true, value: tab });
  });
  afterEach(() => {
    mock.timers.reset();
    Reflect.deleteProperty(globalThis, 'document');
    if (browser !== undefined) Object.defineProperty(globalThis, 'document', browser);
  });
  const useClock = (): void => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });

  it('is renewed when the log grows, and shows what was there meanwhile', async () => {
    const page = openPage();
    await until('the first answer', () => page.loaded.value.value === 'before');
    let release: (value: string) => void = () => undefined;
    page.answer(() => new Promise((resolve) => (release = resolve)));
    await page.grow(1001);
    await until('the second question', () => page.asked() === 2);
    expect([page.loaded.value.value, page.loaded.phase.value]).to.deep.equal(['before', 'ready']);
    release('after');
    await until('the second answer', () => page.loaded.value.value === 'after');
    page.leave();
  });

  it('is not asked for again at each entry of a log that grows all the time, nor when the page is left', async () => {
    const page = openPage();
    await until('the first answer', () => page.loaded.phase.value === 'ready');
    for (let size = 1001; size < 1050; size += 1) await page.grow(size);
    await until('the second question', () => page.asked() === 2);
    for (let size = 1050; size < 1100; size += 1) await page.grow(size);
    page.leave();
    await page.grow(1100);
    expect(page.asked()).to.equal(2);
  });

  it('stays, and is not called failed, when it cannot be had anew', async () => {
    const page = openPage();
    await until('the first answer', () => page.loaded.phase.value === 'ready');
    page.answer(refuse);
    await page.grow(1001);
    await until('the second question', () => page.asked() === 2);
    await nextTick();
    expect([page.loaded.value.value, page.loaded.phase.value, page.loaded.error.value]).to.deep.equal(['before', 'ready', undefined]);
    page.leave();
  });

  it('appears where it could not be had at first', async () => {
    const page = openPage();
    page.answer(refuse);
    await page.loaded.reload();
    expect(page.loaded.phase.value).to.equal('failed');
    page.answer(async () => 'there');
    await page.grow(1001);
    await until('what was not there', () => page.loaded.phase.value === 'ready');
    expect([page.loaded.value.value, page.loaded.error.value]).to.deep.equal(['there', undefined]);
    page.leave();
  });

  it('is renewed once at a time, the next ten seconds after the last was there', async () => {
    useClock();
    const page = openPage();
    await settle();
    const [slow, next] = [pending(), pending()];
    page.answer(slow.answer);
    await page.grow(1001);
    mock.timers.tick(0);
    await settle();
    await page.grow(1002);
    mock.timers.tick(60_000);
    await settle();
    expect(page.asked()).to.equal(2);
    page.answer(next.answer);
    slow.release('slow');
    await settle();
    mock.timers.tick(9999);
    await settle();
    expect([page.asked(), page.loaded.value.value]).to.deep.equal([2, 'slow']);
    mock.timers.tick(1);
    next.release('next');
    await settle();
    expect([page.asked(), page.loaded.value.value]).to.deep.equal([3, 'next']);
    page.leave();
  });

  it('is caught up with once it is there, where the log grew while it was loaded', async () => {
    useClock();
    const page = openPage();
    const first = pending();
    page.answer(first.answer);
    void page.loaded.reload();
    await page.grow(1001);
    mock.timers.tick(20_000);
    await settle();
    expect(page.asked()).to.equal(2);
    page.answer(async () => 'after');
    first.release('first');
    await settle();
    mock.timers.tick(0);
    await settle();
    expect([page.asked(), page.loaded.value.value]).to.deep.equal([3, 'after']);
    mock.timers.tick(60_000);
    await settle();
    expect(page.asked()).to.equal(3);
    page.leave();
  });

  it('is not renewed in a hidden tab, and once when it is shown again', async () => {
    useClock();
    const page = openPage();
    await settle();
    await page.grow(1001);
    tab.turn('hidden');
    await settle();
    for (let size = 1002; size < 1010; size += 1) await page.grow(size);
    mock.timers.tick(60_000);
    await settle();
    expect(page.asked()).to.equal(1);
    tab.turn('visible');
    await settle();
    mock.timers.tick(60_000);
    await settle();
    expect(page.asked()).to.equal(2);
    page.leave();
    tab.turn('hidden');
    await settle();
  });

  it('is not replaced by what was asked for before it', async () => {
    useClock();
    const page = openPage();
    await settle();
    const [older, newer] = [pending(), pending()];
    page.answer(older.answer);
    void page.loaded.reload();
    page.answer(newer.answer);
    await page.grow(1001);
    mock.timers.tick(0);
    newer.release('newer');
    await settle();
    older.release('older');
    await settle();
    expect(page.loaded.value.value).to.equal('newer');
    page.answer(older.answer);
    await page.loaded.reload();
    expect(page.loaded.value.value).to.equal('older');
    page.leave();
  });
});
