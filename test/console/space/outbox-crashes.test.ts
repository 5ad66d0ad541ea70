import { expect } from 'chai';
import fc from 'fast-check';
import { verifyChainLink, type ChainHead } from '../../../provenance/event/chain.ts';
import { eventId } from '../../../provenance/event/signing.ts';
import { DomainError } from '../../../common/errors.ts';
import { createMemoryLocks } from '../../../console/src/space/locks/memory.ts';
import type { KeyValueStore } from '../../../console/src/space/ports.ts';
import { stateOf } from '../../../console/src/space/records.ts';
import { createMemoryStore } from '../../../console/src/space/stores/memory.ts';
import { openDevice, openStage, type Device, type Machine, type Stage } from '../../support/device.ts';
import { reportDraft } from '../../support/label-draft.ts';
import type { TinyLog } from '../../support/tiny-log.ts';

/** The tab dies here. */
class Crash extends Error {}

/** When the tab dies: before or after so many more writes or requests. Nothing that a dead tab does reaches anything. */
interface Fuse {
  left: number;
  when: 'before' | 'after';
  dead: boolean;
}

const die = (fuse: Fuse): never => {
  fuse.dead = true;
  throw new Crash();
};

const burn = async <T>(fuse: Fuse, work: () => Promise<T>): Promise<T> => {
  fuse.left -= 1;
  if (fuse.dead || (fuse.left === 0 && fuse.when === 'before')) return die(fuse);
  const done = await work();
  return fuse.left === 0 ? die(fuse) : done;
};

/** A store whose disk outlives every crash. */
const fusedStore = (disk: KeyValueStore, fuse: Fuse): KeyValueStore => ({
  ...disk,
  write: (changes) => burn(fuse, () => disk.write(changes)),
});

const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('submit' as const), at: fc.nat(2) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('step' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('time' as const), milliseconds: fc.constantFrom(1000, 3000, 31_000) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('publish' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('take-back' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('act' as const), at: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refused-act' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reload' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      left: fc.integer({ min: 1, max: 6 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('weather' as const),
      weather: fc.constantFrom<TinyLog['weather']>('fine', 'fine', 'lost-request', 'lost-answer', 'failing', 'session-over'),
    }),
  },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** A person whose tab may die at any write and at any request. */
const createWorld = async ({ log, lot, labeler }: Stage) => {
  const disk = createMemoryStore();
  const fuse: Fuse = { left: -1, when: 'before', dead: false };
  const { fetch } = log;
  Object.assign(log, { fetch: (...given: Parameters<typeof fetch>) => burn(fuse, () => fetch(...given)) });
  const takenBack = new Set<string>();
  /** Whoever dies while taking back does not know what became of it. */
  const asked = new Set<string>();
  /** Submissions that the person saw written. */
  const submitted = new Set<string>();

  const boot = async (): Promise<Device> => {
    Object.assign(fuse, { left: -1, dead: false });
    const machine: Machine = { store: fusedStore(disk, fuse), locks: createMemoryLocks() };
    return await openDevice(log, labeler, machine);
  };
  let device = await boot();

  const takeBack = async (which: number): Promise<void> => {
    const queued = (await device.outbox.facts()).records.filter(({ kind }) => kind === 'queued');
    const order = queued[which % Math.max(1, queued.length)]?.order;
    if (order === undefined) return;
    asked.add(order);
    if ((await device.outbox.takeBack(order)) !== undefined) takenBack.add(order);
  };

  const perform: Readonly<Record<Action['kind'], (given: Action) => Promise<unknown>>> = {
    submit: async (given) => submitted.add((await device.outbox.submit(reportDraft(lot, 'at' in given ? given.at : 0))).order),
    step: () => device.outbox.step(),
    time: async (given) => void (log.now += 'milliseconds' in given ? given.milliseconds : 0),
    publish: async () => {
      log.publish();
      await device.ledger.advance();
    },
    'take-back': (given) => takeBack('which' in given ? given.which : 0),
    act: (given) => device.outbox.act(reportDraft(lot, 'at' in given ? given.at : 0)),
    'refused-act': () => device.outbox.act({ ...reportDraft(lot), refs: [] }),
    reload: async () => void (device = await boot()),
    crash: async (given) => void ('left' in given && Object.assign(fuse, { left: given.left, when: given.when })),
    weather: async (given) => void ('weather' in given && (log.weather = given.weather)),
  };

  return {
    run: async (given: Action): Promise<void> => {
      try {
        await perform[given.kind](given);
      } catch (error) {
        // What the client says of a bad connection is no crash, and is no failure of this test.
        if (!(error instanceof Crash) && !(error instanceof DomainError)) throw error;
      }
      if (fuse.dead) device = await boot();
    },
    /** Fine weather until nothing is left to do. */
    finish: async (): Promise<Device> => {
      log.weather = 'fine';
      device = await boot();
      for (let i = 0; i < 400; i++) {
        const idle = await device.outbox.step();
        log.publish();
        await device.ledger.advance();
        const { records } = await device.outbox.facts();
        if (records.every((record) => stateOf(record) === 'refused')) break;
        log.now += Math.max(idle, 1);
      }
      return device;
    },
    /** Whatever happens, these must arrive. */
    owed: () => [...submitted].filter((order) => !asked.has(order)),
    takenBack,
  };
};

const idsOfLog = (log: TinyLog, key: string): string[] => {
  const own = log.seen.filter(({ event }) => event.actor.key === key).map(({ event }) => eventId(event));
  return log.ids().filter((id) => own.includes(id));
};

describe('outbox under crashes', () => {
  it('brings every submission to the log once, whenever the tab dies and whatever gets lost', async function crashes() {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
        const stage = openStage();
        const { log } = stage;
        const world = await createWorld(stage);
        for (const given of actions) await world.run(given);
        const { outbox, key, alarms } = await world.finish();

        const recent = await outbox.recent();
        const { records } = await outbox.facts();
        const logged = idsOfLog(log, key);
        // What the person was told is in the log, the log holds; and nothing else by this key.
        expect(recent.map(({ id }) => id).toSorted()).to.deep.equal(logged.toSorted());
        expect(new Set(logged).size, 'none twice').to.equal(logged.length);
        expect(new Set(recent.map(({ order }) => order)).size, 'one event a submission').to.equal(recent.length);
        const settled = new Set([...recent.map(({ order }) => order), ...records.map(({ order }) => order)]);
        for (const order of world.owed()) expect(settled.has(order), `${order} is lost`).to.equal(true);
        for (const { order } of recent) expect(world.takenBack.has(order), `${order} was taken back`).to.equal(false);

        const signedAt = new Map<number, string>();
        for (const { event } of log.seen) {
          const id = eventId(event);
          expect(signedAt.get(event.seq) ?? id, `seq ${event.seq} signed twice`).to.equal(id);
          signedAt.set(event.seq, id);
        }
        let head: ChainHead | undefined;
        for (const id of logged) {
          const signed = log.seen.find(({ event }) => eventId(event) === id);
          if (signed === undefined) continue;
          verifyChainLink(head, signed.event);
          head = { seq: signed.event.seq, id };
        }
        expect(await alarms.list(), 'an honest log raises no alarm').to.deep.equal([]);
      }),
      { numRuns: 100 },
    );
  });
});
