import { expect } from 'chai';
import * as fc from 'fast-check';
import { pauseAfter, startLoop } from '../../../connectors/runtime/loop.ts';
import { until } from '../../support/until.ts';

describe('a loop', () => {
  it('goes on after failures, which it reports', async () => {
    const reported: unknown[] = [];
    let runs = 0;
    const run = () => (++runs === 1 ? Promise.reject(new Error('away')) : Promise.resolve());
    const loop = startLoop({ every: 1, run, report: (error) => reported.push(error), jitter: () => 0 });
    await until('three runs', () => runs >= 3);
    await loop.stop();
    expect(reported.map(String)).to.deep.equal(['Error: away']);
  });

  it('runs at once when it is woken', async () => {
    let runs = 0;
    const run = () => Promise.resolve(++runs);
    const loop = startLoop({ every: 3_600_000, run, report: () => undefined, jitter: () => 0 });
    await until('the first run', () => runs === 1);
    await until('the next run', () => {
      loop.wake();
      return runs >= 2;
    });
    await loop.stop();
  });

  it('tells a run under way to end, waits for it, and reports nothing of it', async () => {
    const reported: unknown[] = [];
    let ended = false;
    const run = (signal: AbortSignal) =>
      new Promise<void>((_, reject) =>
        signal.addEventListener('abort', () => {
          ended = true;
          reject(new Error('aborted'));
        }),
      );
    const loop = startLoop({ every: 1, run, report: (error) => reported.push(error), jitter: () => 0 });
    await loop.stop();
    expect([ended, reported]).to.deep.equal([true, []]);
  });

  it('pauses longer with every failure, never longer than one and a half of the slowest', () => {
    expect(pauseAfter(0, 500, 10_000, 0.9)).to.equal(500);
    const property = fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.float({ min: 0, max: Math.fround(0.99), noNaN: true }),
      (failures, jitter) => {
        const pause = pauseAfter(failures, 500, 10_000, jitter);
        expect(pause).to.be.within(500, 15_000);
        expect(pauseAfter(failures + 1, 500, 10_000, jitter)).to.be.at.least(pause);
      },
    );
    fc.assert(property);
  });
});
