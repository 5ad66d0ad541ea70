import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { openAlarmBook, type AlarmBook } from '../../../connectors/alarms/alarm-book.ts';
import { createAlarmTable } from '../../../connectors/alarms/table.ts';
import { ENTITIES, MIGRATIONS } from '../../../connectors/database.ts';
import type { Pins } from '../../../connectors/identity/pins.ts';
import { openLedger, type Ledger } from '../../../connectors/ledger/ledger.ts';
import { createLedgerStore } from '../../../connectors/ledger/store.ts';
import { toHex } from '../../../common/encodings.ts';
import type { LogSource } from '../../../provenance/log/follower.ts';
import type { OlderSource } from '../../../provenance/log/older.ts';
import { verifyMisbehavior } from '../../../provenance/log/misbehavior.ts';
import { openTestDatabase } from '../../support/database.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createTestLog, SIGNED_AT, type TestLog } from '../../support/log.ts';
import { label, openScriptedLot, type ScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type ScriptedSpace } from '../../support/scripted-space.ts';

describe('the own copy of the log', () => {
  let database: DataSource;
  let s: ScriptedSpace;
  let lot: ScriptedLot;
  let log: TestLog;
  let alarms: AlarmBook;
  let pins: Pins;
  /** What the gateway serves; a hostile one serves something else. */
  let served: LogSource & OlderSource;

  const sync = (): void => void log.entries.push(...s.entries.slice(log.entries.length));
  const open = (): Promise<Ledger> =>
    openLedger({
      space: s.space,
      ownKey: toHex(lot.connector.key.publicKey),
      pins: () => pins,
      store: createLedgerStore(database),
      source: {
        checkpoint: () => served.checkpoint(),
        checkpointOf: (size) => served.checkpointOf(size),
        entryBundle: (index, width) => served.entryBundle(index, width),
        tile: (level, index, width) => served.tile(level, index, width),
      },
      alarms,
      clock: () => SIGNED_AT * 1000,
    });
  const codes = (): readonly string[] => alarms.list().map(({ code }) => code);

  beforeEach(async () => {
    database = await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS });
    alarms = await openAlarmBook([createAlarmTable(database)], () => 0);
    s = createScriptedSpace('ledger');
    lot = openScriptedLot(s);
    log = createTestLog();
    served = log.source;
    pins = { number: 1, policy: log.policy, rootOf: s.premises.roots };
    sync();
  });
  afterEach(() => database.destroy());

  it('holds what the log says, and holds it after a restart without asking again', async () => {
    const ledger = await open();
    await ledger.advance();
    expect(ledger.size).to.equal(s.entries.length);
    expect(ledger.state().lots.get(lot.lot.signed.event.subject.id)?.opened.id).to.equal(lot.lot.id);
    served = { ...log.source, entryBundle: () => Promise.reject(new Error('asked again')) };
    const again = await open();
    expect([again.size, again.tree()?.size]).to.deep.equal([s.entries.length, s.entries.length]);
    expect(again.state().certificates.size).to.equal(ledger.state().certificates.size);
    expect((await again.read(0, 1000)).map(toHex)).to.deep.equal(s.entries.map(toHex));
  });

  it('knows where own events stand, and its highest seq', async () => {
    const ledger = await open();
    expect([ledger.own(lot.lot.id), ledger.ownSeq()]).to.deep.equal([undefined, -1]);
    await ledger.advance();
    expect(ledger.own(lot.lot.id)).to.deep.equal({ id: lot.lot.id, index: lot.lot.index, seq: 1 });
    expect(ledger.own(lot.graded.id)).to.equal(undefined);
    expect(ledger.ownSeq()).to.equal(1);
  });

  it('marks an own event that stands in the log and does not count', async () => {
    const twice = s.log('lot-opened', lot.connector, {
      subject: { id: lot.lot.signed.event.subject.id },
      body: lot.lot.signed.event.body,
      refs: [lot.opened.id, lot.roster.id],
    });
    sync();
    const ledger = await open();
    await ledger.advance();
    expect(ledger.own(twice.id)).to.deep.include({ index: twice.index, ignored: 'already-there' });
    expect(ledger.ignored().get('already-there')).to.equal(1);
  });

  it('wakes those who wait for something in it', async () => {
    const ledger = await open();
    await ledger.advance();
    const before = ledger.size;
    const waiting = ledger.wait(() => (ledger.size > before ? ledger.size : undefined), AbortSignal.timeout(5000));
    label(s, lot, lot.labelers[0], 0);
    sync();
    await ledger.advance();
    expect(await waiting).to.equal(before + 1);
    const reason = await ledger.wait(() => undefined, AbortSignal.abort('enough')).catch((error: unknown) => error);
    expect(reason).to.equal('enough');
  });

  it('believes a newer pin list about whose roots count', async () => {
    const ledger = await open();
    await ledger.advance();
    pins = { ...pins, number: 2, rootOf: (org) => (org === lot.firm.org ? undefined : s.premises.roots(org)) };
    await ledger.advance();
    expect(ledger.state().organisations.has(lot.firm.org)).to.equal(false);
    expect(ledger.state().organisations.has(lot.owner.org)).to.equal(true);
  });

  it('takes nothing without a quorum', async () => {
    served = { ...log.source, checkpoint: () => Promise.resolve(log.note(undefined, ['city', 'firm'])) };
    const ledger = await open();
    await expectCode(() => ledger.advance(), 'quorum-missing');
    expect([ledger.size, ledger.tree(), codes()]).to.deep.equal([0, undefined, []]);
  });

  it('raises an alarm when the log rolls back, holds what it has, and goes on when the log is whole again', async () => {
    const ledger = await open();
    await ledger.advance();
    const size = ledger.size;
    served = { ...log.source, checkpoint: () => Promise.resolve(log.note(size - 1)) };
    await expectCode(() => ledger.advance(), 'log-rolled-back');
    expect([ledger.size, codes()]).to.deep.equal([size, ['log-rolled-back']]);
    served = log.source;
    await ledger.advance();
    ledger.requireActing();
  });

  const fork = (change: (entries: Uint8Array[]) => void): TestLog => {
    const other = createTestLog();
    other.entries.push(...log.entries);
    change(other.entries);
    return other;
  };

  it('stops for good at a second history of the same size, with evidence that convinces others', async () => {
    await (await open()).advance();
    served = fork((entries) => entries.splice(-1, 1, new Uint8Array(32))).source;
    const ledger = await open();
    await expectCode(() => ledger.advance(), 'log-forked');
    const [alarm] = await createAlarmTable(database).list();
    expect(verifyMisbehavior(alarm?.evidence, log.policy)).to.equal('two-roots');
    served = log.source;
    await expectCode(() => ledger.advance(), 'acting-stopped');
    alarms = await openAlarmBook([createAlarmTable(database)], () => 0);
    const again = await open();
    await expectCode(() => again.requireActing(), 'acting-stopped');
  });

  it('stops at a longer history that does not extend its own', async () => {
    await (await open()).advance();
    served = fork((entries) => {
      entries[3] = new Uint8Array(32);
      entries.push(new Uint8Array(32));
    }).source;
    const ledger = await open();
    const size = ledger.size;
    await expectCode(() => ledger.advance(), 'log-forked');
    expect([ledger.size, codes()]).to.deep.equal([size, ['log-forked']]);
    await expectCode(() => ledger.requireActing(), 'acting-stopped');
  });

  it('is not stopped by one answer that was garbled on its way', async () => {
    let garbled = false;
    served = {
      ...log.source,
      entryBundle: async (index, width) => {
        const bytes = await log.source.entryBundle(index, width);
        if (!garbled) bytes.set([1], bytes.length - 1);
        garbled = true;
        return bytes;
      },
    };
    const ledger = await open();
    await ledger.advance();
    expect([ledger.size, codes()]).to.deep.equal([s.entries.length, []]);
  });

  it('refuses to start from a copy that was changed', async () => {
    await (await open()).advance();
    await database.query('update ledger_entry set bytes = $1 where index = 2', [Buffer.alloc(32)]);
    await expectCode(() => open(), 'ledger-damaged');
    await database.query('delete from ledger_entry where index = 2');
    await expectCode(() => open(), 'ledger-damaged');
  });

  it('takes no unsigned entry: dropped, swapped or added ones do not give the root', async () => {
    for (const change of [
      (entries: Uint8Array[]) => entries.splice(2, 1),
      (entries: Uint8Array[]) => entries.splice(2, 2, entries[3] ?? new Uint8Array(), entries[2] ?? new Uint8Array()),
      (entries: Uint8Array[]) => entries.splice(2, 0, new Uint8Array(32)),
    ]) {
      const changed = fork(change);
      served = { ...changed.source, checkpoint: () => Promise.resolve(log.note()) };
      alarms = await openAlarmBook([], () => 0);
      const ledger = await open();
      let refused = '';
      await ledger.advance().catch((error: unknown) => (refused = (error as { code: string }).code));
      expect(refused).to.be.oneOf(['log-forked', 'tile-malformed']);
      expect(ledger.size).to.equal(0);
    }
  });
});
