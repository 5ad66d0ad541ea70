import { expect } from 'chai';
import { createApp, effectScope, nextTick } from 'vue';
import { DomainError } from '../../../common/errors.ts';
import type { LedgerFacts } from '../../../console/src/data/ledger.ts';
import { DATA_SOURCE, type DataSource } from '../../../console/src/data/source.ts';
import { useFollowedLoad } from '../../../console/src/state/followed-load.ts';
import { until } from '../../support/until.ts';
import { createSampleSource } from '../support/sample-source.ts';

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

describe('what a page shows of the log', () => {
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
});
