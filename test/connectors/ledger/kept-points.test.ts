import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { openAlarmBook, type AlarmBook } from '../../../connectors/alarms/alarm-book.ts';
import { ENTITIES, MIGRATIONS } from '../../../connectors/database.ts';
import { openLedger, type Ledger } from '../../../connectors/ledger/ledger.ts';
import { createLedgerStore } from '../../../connectors/ledger/store.ts';
import { toHex } from '../../../common/encodings.ts';
import { acceptanceOf, type Acceptance } from '../../../provenance/space/acceptance.ts';
import { openTestDatabase } from '../../support/database.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createTestLog, SIGNED_AT, type TestLog } from '../../support/log.ts';
import { drawScriptedLot, type DrawnScriptedLot } from '../../support/scripted-draw.ts';
import { createScriptedSpace, type ScriptedSpace } from '../../support/scripted-space.ts';

const HOUR = 3_600_000;
const HOURS = 48;
/** The smallest of the three newest of four witnesses, who sign a second apart. */
const toTime = (seconds: number): number => (seconds + 1) * 1000;

/** The firm ends its inspection now and, with the gateway, dates that back to before the owner's hours. */
describe('time, by the checkpoints that an owner’s connector kept', () => {
  let database: DataSource;
  let alarms: AlarmBook;
  let s: ScriptedSpace;
  let lot: DrawnScriptedLot;
  let log: TestLog;
  /** Unix seconds. */
  let now = SIGNED_AT;
  /** What the gateway gives of an older size. */
  let older: (size: number) => string | undefined;

  const open = (into = database): Promise<Ledger> =>
    openLedger({
      space: s.space,
      ownKey: toHex(lot.connector.key.publicKey),
      pins: () => ({ number: 1, policy: log.policy, rootOf: s.premises.roots }),
      store: createLedgerStore(into),
      source: { ...log.source, checkpoint: async () => log.note(undefined, undefined, now), checkpointOf: async (size) => older(size) },
      alarms,
      clock: () => now * 1000,
    });
  const sync = (): void => void log.entries.push(...s.entries.slice(log.entries.length));
  const acceptance = (ledger: Ledger): Acceptance =>
    acceptanceOf(ledger.state(), ledger.state().lots.get(lot.id) ?? expect.fail('no lot'), ledger.points());
  /** @returns the time until which the owner answers, by who was there */
  const endDatedBack = (): number => {
    s.log('lot-inspected', lot.reviewer, lot.endOf({ envelope: { time: (SIGNED_AT - 100 * 3600) * 1000 } }));
    sync();
    now += 3600;
    return toTime(SIGNED_AT) + HOURS * HOUR;
  };
  /** Somebody honest signs something else meanwhile, and cites what was witnessed then. */
  const cite = (): number => {
    const size = s.entries.length;
    const subject = { id: lot.owner.org };
    s.log('delegations-listed', lot.owner, {
      subject,
      body: { number: 1, delegates: [] },
      envelope: { checkpoint: { size, root: 'ab'.repeat(32) } },
    });
    return size;
  };

  beforeEach(async () => {
    database = await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS });
    alarms = await openAlarmBook([], () => 0);
    s = createScriptedSpace('kept by a connector');
    lot = drawScriptedLot(s, { answerHours: HOURS });
    log = createTestLog();
    now = SIGNED_AT;
    older = () => undefined;
    sync();
  });
  afterEach(() => database.destroy());

  it('leaves the owner her hours, also after a restart', async () => {
    const ledger = await open();
    await ledger.advance();
    const until = endDatedBack();
    await ledger.advance();
    expect(acceptance(ledger)).to.deep.equal({ kind: 'open', until });
    expect(acceptance(await open())).to.deep.equal({ kind: 'open', until });
    now += HOURS * 3600;
    await ledger.advance();
    expect(acceptance(ledger)).to.deep.equal({ kind: 'accepted', by: 'silence', until });
  });

  it('leaves them to one that was not there, by a checkpoint that somebody honest cites, and calls her silent without one', async () => {
    const size = cite();
    const until = endDatedBack();
    const without = await open();
    await without.advance();
    expect(acceptance(without)).to.include({ kind: 'accepted', by: 'silence' });
    older = (asked) => (asked === size ? log.note(size) : undefined);
    const ledger = await open();
    await ledger.advance();
    expect(acceptance(ledger)).to.deep.equal({ kind: 'open', until });
    expect(ledger.points().map((point) => point.size)).to.deep.equal([size, s.entries.length]);
  });

  it('refuses a made-up one by name, keeps none without a quorum, and stops at another history', async () => {
    const size = cite();
    endDatedBack();
    older = () => log.note(size).replace(/(firm\.example\/witness .{20})./, '$1A');
    const ledger = await open();
    await expectCode(() => ledger.advance(), 'signature-invalid');
    older = () => log.note(size, ['city', 'hotline']);
    await ledger.advance();
    expect(ledger.points()).to.have.length(1);
    const other = createTestLog();
    other.add(...s.entries.slice(0, size).map((_, at) => `another ${at}`));
    older = () => other.note();
    const again = await open();
    await expectCode(() => again.advance(), 'log-forked');
    expect(alarms.stopped()?.code).to.equal('log-forked');
  });

  it('keeps each size once, with the newest time that witnesses give it', async () => {
    const ledger = await open();
    await ledger.advance();
    now += 60;
    await ledger.advance();
    const rows = await database.query<{ size: string; time: string; by: string }[]>('select size, time, by from kept_point');
    expect(rows.map((row) => Object.values(row).map(Number))).to.deep.equal([
      [s.entries.length, toTime(SIGNED_AT + 60), (SIGNED_AT + 3) * 1000],
    ]);
  });
});
