import { expect } from 'chai';
import { around, createKeptPoints, SPACING, toKeptPoint, type KeptPoint } from '../../../provenance/log/kept-points.ts';
import { treeRoot } from '../../../provenance/log/merkle.ts';
import { verifyOlder } from '../../../provenance/log/older.ts';
import { loggedTime } from '../../../provenance/space/inspection-terms.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createTestLog, LOG_NAME, SIGNED_AT } from '../../support/log.ts';
import { seededRandom } from '../../support/random.ts';

const never = (): boolean => false;
const at = (size: number, time: number, by = time + 1000): KeptPoint => ({
  size,
  time,
  by,
  root: `root of ${size}`,
  note: `${size} at ${time}`,
});

describe('the checkpoints that a reader keeps', () => {
  it('are verified before', () => {
    const log = createTestLog();
    log.add('one', 'two');
    expect(toKeptPoint(log.note(), log.policy)).to.include({ size: 2, time: (SIGNED_AT + 1) * 1000, by: (SIGNED_AT + 3) * 1000 });
    expect(() => toKeptPoint(log.note(2, ['city', 'hotline']), log.policy)).to.throw('quorum-missing');
  });

  it('are had later, if a quorum signed them and the newest one grew out of them', async () => {
    const log = createTestLog();
    log.add('one', 'two', 'three');
    const newest = { origin: LOG_NAME, size: 3, root: treeRoot(log.leaves()), note: log.note() };
    const read = (note: string, size = 2) => verifyOlder(note, size, { newest, policy: log.policy }, log.source);
    expect(await read(log.note(2))).to.include({ size: 2 });
    await expectCode(() => read(log.note(2, ['city', 'hotline'])), 'quorum-missing');
    await expectCode(() => read(log.note(1)), 'checkpoint-malformed');
    const other = createTestLog();
    other.add('one', 'another');
    await expectCode(() => read(other.note()), 'log-forked');
  });

  it('say of one size the newest time, and the first by which it was there', () => {
    const kept = createKeptPoints([at(5, 1000)], never);
    expect(kept.add(at(5, 61_000))?.kept).to.include({ time: 61_000, by: 2000, note: '5 at 61000' });
    expect(kept.add(at(5, 31_000))).to.equal(undefined);
    expect(kept.list).to.have.length(1);
    expect(() => kept.add({ ...at(5, 90_000), root: 'another' })).to.throw('log-forked');
  });

  it('never fall in time: what a smaller tree shows, a larger one does', () => {
    const kept = createKeptPoints([], never);
    kept.add(at(9, 4000));
    kept.add(at(5, 7000));
    expect(kept.list.map(({ size, time }) => [size, time])).to.deep.equal([
      [5, 7000],
      [9, 7000],
    ]);
  });

  interface Timed {
    readonly index: number;
    readonly signed: { readonly event: { readonly time: number } };
  }

  /** A whole number below `most`, the same in each run. */
  const numbersOf = (seed: string) => {
    const bytes = seededRandom(seed);
    return (most: number): number => new DataView(bytes(4).buffer).getUint32(0) % most;
  };

  /** A day and more of a log that grows, with times when nobody reads; some of its entries have times that decide something. */
  const createHistory = (seed: string) => {
    const below = numbersOf(seed);
    const timed: Timed[] = [];
    const points: KeptPoint[] = [];
    for (let [step, size, time] = [0, 0, SPACING]; step < 2000; step++) {
      const more = 1 + below(5);
      if (below(100) === 0) timed.push({ index: size + below(more), signed: { event: { time: time + below(3 * SPACING) - SPACING } } });
      size += more;
      time += below(step % 500 === 0 ? 50 * SPACING : 30_000);
      points.push(at(size, time));
    }
    return { points, timed, decides: (from: number, to: number) => timed.some(({ index }) => index >= from && index < to) };
  };

  /** What is left of it where so many tabs keep it in one place, each by what itself has seen. */
  const keepAll = ({ points, decides }: ReturnType<typeof createHistory>, tabs = 1): readonly KeptPoint[] => {
    const below = numbersOf('which tab');
    const kept = Array.from({ length: tabs }, () => createKeptPoints([], decides));
    const stored = new Map<number, KeptPoint>();
    for (const point of points) {
      const change = kept[below(tabs)]?.add(point);
      if (change !== undefined) stored.set(change.kept.size, change.kept);
      for (const size of change?.dropped ?? []) stored.delete(size);
    }
    const left = [...stored.values()].toSorted((a, b) => a.size - b.size);
    if (tabs === 1) expect(left).to.deep.equal(kept[0]?.list);
    return left;
  };

  it('bound each event whose time decides something as closely as all of them would, also out of two tabs', () => {
    for (const [seed, tabs] of Object.entries({ a: 1, b: 1, c: 2, d: 2 })) {
      const history = createHistory(seed);
      const kept = keepAll(history, tabs);
      expect(history.timed.length).to.be.greaterThan(5);
      for (const event of history.timed) {
        expect(around(kept, event.index)).to.deep.equal(around(history.points, event.index));
        expect(loggedTime(event, kept)).to.equal(loggedTime(event, history.points));
      }
    }
  });

  it('bound every other entry within ten minutes, where there ever were any', () => {
    const history = createHistory('others');
    const kept = keepAll(history);
    const span = (list: readonly KeptPoint[], index: number): number => {
      const { before, holding } = around(list, index);
      return (holding?.time ?? Infinity) - (before?.time ?? 0);
    };
    const [first, last] = [history.points[0]?.size ?? 0, history.points.at(-1)?.size ?? 0];
    for (let index = first; index < last; index++) expect(span(kept, index)).to.be.at.most(Math.max(SPACING, span(history.points, index)));
  });

  it('are at most two in ten minutes, and four for each such event; the first and the last stay', () => {
    const history = createHistory('few');
    const { points, timed } = history;
    const kept = keepAll(history);
    const slots = ((points.at(-1)?.time ?? 0) - (points[0]?.time ?? 0)) / SPACING;
    expect(kept.length).to.be.at.most(2 * slots + 4 * timed.length + 2);
    expect(kept.length).to.be.lessThan(points.length / 5);
    expect([kept[0], kept.at(-1)]).to.deep.equal([points[0], points.at(-1)]);
  });
});
