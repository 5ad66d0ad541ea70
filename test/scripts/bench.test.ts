import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import type { Lease } from '../../api/work.ts';
import type { Lot } from '../../provenance/space/state.ts';
import { exitCodeOf, presentGoals, type Goal } from '../bench/bench.ts';
import { percentile, workShift, type AtWork } from '../bench/next-task/shift.ts';

const LOT = { id: 'lot' } as unknown as Lot;

/** Somebody who is handed these items, one after the other, and whose labels are taken or refused with the code. */
const handed = (key: string, items: readonly string[], code?: string): AtWork => {
  const left = [...items];
  const take: AtWork['labeler']['take'] = () => {
    const item = left.shift();
    const lease = item === undefined ? undefined : ({ item } as Lease);
    return Promise.resolve({ lease, milliseconds: 10 * items.length });
  };
  return { labeler: { key, take, submit: () => Promise.resolve(code) }, lots: [LOT] };
};
const SHIFT = { seconds: 5, pace: 0 };

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/bench.ts');
const goal = (measured: number): Goal => ({ name: 'warm ready', measured, limit: 4, unit: 's' });

describe('npm run bench', () => {
  it('says figure, goal, ratio and verdict of each goal, then the machine', () => {
    const [met, missed, machine, ...rest] = presentGoals([goal(3), goal(6)]);
    expect(met).to.equal('warm ready: 3.00 s, goal 4 s, ratio 0.75: met');
    expect(missed).to.equal('warm ready: 6.00 s, goal 4 s, ratio 1.50: not met');
    expect(machine).to.match(/^machine: \d+ x .+, Node \d+/);
    expect(rest).to.deep.equal([]);
  });

  it('gives no ratio to what must not happen at all', () => {
    const none = (measured: number): Goal => ({ name: 'doubles', measured, limit: 0, unit: 'items' });
    expect(presentGoals([none(0)])[0]).to.equal('doubles: 0.00 items, goal 0 items: met');
    expect(presentGoals([none(1)])[0]).to.equal('doubles: 1.00 items, goal 0 items: not met');
  });

  it('ends with 0 for all goals met, 1 for one that is not, 2 for none', () => {
    expect(exitCodeOf([goal(4), goal(1)])).to.equal(0);
    expect(exitCodeOf([goal(1), goal(4.01)])).to.equal(1);
    for (const nothing of [NaN, Infinity]) expect(exitCodeOf([goal(nothing)])).to.equal(1);
    expect(exitCodeOf([])).to.equal(2);
  });

  it('takes a limit for the least where the goal says so', () => {
    const least = (measured: number): Goal => ({ ...goal(measured), atLeast: true });
    expect(exitCodeOf([least(4), least(5)])).to.equal(0);
    for (const short of [3.99, NaN, Infinity]) expect(exitCodeOf([least(short)])).to.equal(1);
    expect(presentGoals([least(3)])[0]).to.match(/ratio 0\.75: not met$/);
  });

  it('ends with 2 and the names that it knows where it is given another', () => {
    for (const args of [[], ['nothing'], ['bench'], ['../scripts/bench']]) {
      const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });
      expect(status).to.equal(2);
      expect(stderr).to.match(/^npm run bench -- NAME; known: .*\bstart\b/);
    }
  });
});

describe('a shift of scripted labelers', () => {
  it('counts no item twice where each has her own, and her own again is none', async () => {
    const { doubled, submitted, latencies } = await workShift([handed('a', ['1', '2', '2']), handed('b', ['3'])], SHIFT);
    expect([doubled.size, submitted]).to.deep.equal([0, 4]);
    expect(latencies).to.deep.equal([10, 30, 30, 30]);
    expect([percentile(latencies, 0.25), percentile(latencies, 0.95)]).to.deep.equal([10, 30]);
  });

  it('counts what two people were given, and what another one had labeled or held', async () => {
    const both = await workShift([handed('a', ['1', '2']), handed('b', ['2'])], SHIFT);
    expect([...both.doubled]).to.deep.equal(['2']);
    for (const code of ['item-already-labeled', 'item-leased']) {
      const late = await workShift([handed('a', ['1'], code)], SHIFT);
      expect([[...late.doubled], late.submitted, late.refused.get(code)]).to.deep.equal([['1'], 0, 1]);
    }
  });
});
