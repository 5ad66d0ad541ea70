import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { openAlarmBook, type AlarmBook } from '../../../connectors/alarms/alarm-book.ts';
import { createChain, type Chain, type EventDraft, type EventGate } from '../../../connectors/chain/chain.ts';
import { ENTITIES, MIGRATIONS } from '../../../connectors/database.ts';
import { openLedger, type Ledger } from '../../../connectors/ledger/ledger.ts';
import { createLedgerStore } from '../../../connectors/ledger/store.ts';
import { toHex } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import { toLogEntry } from '../../../provenance/event/entry.ts';
import { eventId, parseSignedEventJson } from '../../../provenance/event/signing.ts';
import { signCosignature } from '../../../provenance/log/cosignature.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { verifyMisbehavior } from '../../../provenance/log/misbehavior.ts';
import { parseNote } from '../../../provenance/log/note.ts';
import { signReceipt, verifyReceipt, type Receipt } from '../../../provenance/log/receipt.ts';
import { openTestDatabase } from '../../support/database.ts';
import { expectCode } from '../../support/expect-code.ts';
import { startTestLog, TEST_KEYS, TEST_POLICY, type TestGatewayLog } from '../../support/gateway-log.ts';
import { keyOf, WITNESSES } from '../../support/log.ts';
import type { Actor } from '../../support/scripted-space.ts';

const leafOf = (signed: unknown): Uint8Array => leafHash(toLogEntry(parseSignedEventJson(signed)));
const NEVER = new AbortController().signal;
const soon = (): AbortSignal => AbortSignal.timeout(5000);

describe('the own chain of events', () => {
  let gateway: TestGatewayLog;
  let database: DataSource;
  let root: Actor;
  let connector: Actor;
  let ledger: Ledger;
  let chain: Chain;
  let alarms: AlarmBook;
  /** Between the chain and the gateway; a hostile one answers otherwise. */
  let gate: EventGate;
  let now = Date.now();

  const honest: EventGate = {
    submit: async (submission) => {
      try {
        return await gateway.events.submit(submission);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return { refusal: { code: error.code, details: error.details } };
      }
    },
  };

  /** Publishes what is logged and has three witnesses cosign it. */
  const witness = async (at = Date.now()): Promise<void> => {
    await gateway.log.publish();
    const note = parseNote(await gateway.reader.newest());
    const size = Number(note.text.split('\n')[1]);
    for (const name of WITNESSES.slice(0, 3)) {
      const line = signCosignature(note, `${name}.example/witness`, keyOf(`witness ${name}`), Math.floor(at / 1000));
      await gateway.cosignatures.add(size, line, []);
    }
  };

  const open = async (): Promise<void> => {
    const { space, premises, newId } = gateway.script;
    const pins = { number: 1, policy: TEST_POLICY, rootOf: premises.roots };
    const ownKey = toHex(connector.key.publicKey);
    const store = createLedgerStore(database);
    ledger = await openLedger({ space, ownKey, pins: () => pins, store, source: gateway.source, alarms, clock: () => now });
    const identity = { key: connector.key, space, org: connector.org, clock: () => now, newId };
    chain = createChain({ database, ledger, gate: { submit: (one) => gate.submit(one) }, alarms, policy: () => TEST_POLICY, ...identity });
  };

  const draft = (): EventDraft => ({
    type: 'dataset-registered',
    subject: { kind: 'dataset', id: gateway.script.newId(), commitment: 'ab'.repeat(32) },
    refs: [],
    body: { rows: 1, columns: 1, withheld: 0, root: 'cd'.repeat(32) },
  });
  const commit = (one = draft()): Promise<string> => chain.commit(one, () => Promise.resolve(), NEVER);
  const sentIds = async (): Promise<readonly string[]> => {
    const rows = await gateway.database.query<{ id: string }[]>('select id from event where key = $1 order by seq', [
      toHex(connector.key.publicKey),
    ]);
    return rows.map(({ id }) => id);
  };
  const codes = (): readonly string[] => alarms.list().map(({ code }) => code);

  beforeEach(async () => {
    now = Date.now();
    gateway = await startTestLog();
    root = gateway.script.join('owner');
    connector = gateway.script.certify(root, ['connector']);
    await gateway.sendAll();
    await witness();
    database = await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS });
    alarms = await openAlarmBook([], () => now);
    gate = honest;
    await open();
    await ledger.advance();
  });
  afterEach(async () => {
    await gateway.close();
    await database.destroy();
  });

  it('signs, stores and only then sends; its event has a receipt at once and later a place in the own copy', async () => {
    const id = await commit();
    expect([(await chain.find(id))?.state, await sentIds()]).to.deep.equal(['pending', []]);
    await chain.work();
    const { index } = await chain.settle(id, soon());
    expect((await chain.find(id))?.state).to.equal('acknowledged');
    expect(await sentIds()).to.deep.equal([id]);
    await witness();
    await ledger.advance();
    await chain.work();
    expect(await chain.find(id)).to.include({ state: 'included', index });
    expect(ledger.own(id)?.index).to.equal(index);
  });

  it('writes what belongs to an event with it, or neither', async () => {
    await database.query('create table kept (event text)');
    const id = await chain.commit(
      draft(),
      async (manager, event) => void (await manager.query('insert into kept values ($1)', [event])),
      NEVER,
    );
    const fails = chain.commit(draft(), () => Promise.reject(new Error('no')), soon());
    await chain.work();
    await fails.catch(() => undefined);
    expect(await database.query('select event from kept')).to.deep.equal([{ event: id }]);
    expect(await database.query('select seq from chain_event')).to.have.length(1);
  });

  it('sends the same event again after a crash between signing, sending and storing the receipt', async () => {
    const id = await commit();
    await open();
    gate = {
      submit: async (submission) => {
        await honest.submit(submission);
        throw new Error('connection lost');
      },
    };
    await chain.work().catch(() => undefined);
    await open();
    gate = honest;
    await chain.work();
    expect((await chain.settle(id, soon())).id).to.equal(id);
    expect(await sentIds()).to.deep.equal([id]);
    expect(gateway.counts.get('known')).to.equal(1);
  });

  it('never signs two events for one place, whatever fails and whoever asks', async () => {
    let away = true;
    gate = { submit: (submission) => (away ? Promise.reject(new Error('away')) : honest.submit(submission)) };
    const commits = Array.from({ length: 5 }, () => commit());
    await commits[0];
    await chain.work().catch(() => undefined);
    away = false;
    for (const one of commits) {
      const id = await one;
      await chain.work();
      await chain.settle(id, soon());
    }
    const rows = await database.query<{ seq: string; id: string; prev: string }[]>(
      `select seq, id, signed::json #>> '{event,prev}' as prev from chain_event order by seq`,
    );
    expect(rows.map(({ seq }) => Number(seq))).to.deep.equal([0, 1, 2, 3, 4]);
    expect(rows.slice(1).map(({ prev }) => prev)).to.deep.equal(rows.slice(0, -1).map(({ id }) => id));
    expect(await sentIds()).to.deep.equal(rows.map(({ id }) => id));
  });

  it('goes on behind a refused event by saying that its place stays empty', async () => {
    await chain.work();
    const first = await commit();
    await chain.work();
    gate = { submit: () => Promise.resolve({ refusal: { code: 'document-missing', details: {} } }) };
    const refused = await commit();
    await chain.work();
    await expectCode(() => chain.settle(refused, soon()), 'document-missing');
    gate = honest;
    const next = await commit();
    await chain.work();
    await chain.settle(next, soon());
    const ids = await sentIds();
    expect([ids[0], ids[2], ids.length]).to.deep.equal([first, next, 3]);
    expect(ids).to.not.include(refused);
    await witness();
    await ledger.advance();
    expect([ledger.own(next)?.seq, ledger.own(next)?.ignored]).to.deep.equal([3, undefined]);
  });

  it('believes the log, not the gateway that says it refused what it logged', async () => {
    gate = {
      submit: async (submission) => {
        await honest.submit(submission);
        return { refusal: { code: 'document-missing', details: {} } };
      },
    };
    const id = await commit();
    await chain.work();
    expect((await chain.find(id))?.state).to.equal('refused');
    await witness();
    await ledger.advance();
    await chain.work();
    expect((await chain.find(id))?.state).to.equal('included');
    expect((await chain.settle(id, soon())).id).to.equal(id);
  });

  it('signs nothing that would not count', async () => {
    const registered = draft();
    await commit(registered);
    await chain.work();
    await witness();
    await ledger.advance();
    await expectCode(() => commit(registered), 'already-there');
    expect(await database.query('select seq from chain_event')).to.have.length(1);
  });

  const wrong: Record<string, [string, (receipt: Receipt) => Partial<Receipt> & { readonly index?: number }, string?]> = {
    'for another leaf': ['other-leaf', () => ({ leaf: new Uint8Array(32) })],
    'for another index': ['other-index', ({ index }) => ({ index: index + 1 })],
    backdated: ['other-time', ({ time }) => ({ time: time - 3_600_000, deadline: time - 3_540_000 })],
    postdated: ['other-time', ({ time }) => ({ time: time + 3_600_000, deadline: time + 3_660_000 })],
    'with a promise that never ends': ['late-deadline', ({ time }) => ({ deadline: time + 86_400_000 })],
    'by another key': ['receipt-forged', () => ({}), 'another key'],
  };
  for (const [what, [fault, change, key = 'receipt']] of Object.entries(wrong))
    it(`takes no receipt ${what}, raises an alarm, and keeps sending`, async () => {
      gate = {
        submit: async (submission) => {
          const answer = await honest.submit(submission);
          if ('refusal' in answer) return answer;
          const receipt = verifyReceipt(answer.receipt, TEST_POLICY);
          const forged = signReceipt(TEST_KEYS.name, { ...receipt, ...change(receipt) }, keyOf(key));
          // A key id is a hint only: the forger writes the right one.
          const id = Buffer.from(answer.receipt.split(' ').at(-1) ?? '', 'base64').subarray(0, 4);
          const line = Buffer.from(forged.split(' ').at(-1) ?? '', 'base64');
          line.set(id);
          return { ...answer, receipt: forged.replace(/[^ ]+\n$/, `${line.toString('base64')}\n`) };
        },
      };
      const id = await commit();
      await expectCode(() => chain.work(), 'receipt-wrong');
      expect((await chain.find(id))?.state).to.equal('pending');
      expect(alarms.list().map(({ code, details }) => [code, details['fault']])).to.deep.equal([['receipt-wrong', fault]]);
      gate = honest;
      await chain.work();
      await chain.settle(id, soon());
    });

  it('proves a broken promise: another event stands at the promised place', async () => {
    gate = {
      submit: async ({ signed }) => {
        // The log gives the receipt and logs something else.
        const receipt: Receipt = { index: ledger.size, leaf: leafOf(signed), time: now, deadline: now + 60_000 };
        const other = gateway.script.log('delegations-listed', root, { subject: { id: root.org }, body: { number: 9, delegates: [] } });
        await gateway.events.submit({ signed: other.signed });
        return { id: eventId(signed.event), index: receipt.index, receipt: signReceipt(TEST_KEYS.name, receipt, keyOf('receipt')) };
      },
    };
    const id = await commit();
    await chain.work();
    expect((await chain.find(id))?.state).to.equal('acknowledged');
    gate = honest;
    await witness();
    await ledger.advance();
    await expectCode(() => chain.work(), 'event-dropped');
    const [alarm] = alarms.list();
    expect(verifyMisbehavior(alarm?.evidence, TEST_POLICY)).to.equal('receipt-broken');
    await witness();
    await ledger.advance();
    await chain.work();
    expect((await chain.find(id))?.state).to.equal('included');
  });

  it('proves a late promise: witnesses saw no such place after the deadline', async () => {
    gate = {
      submit: ({ signed }) => {
        const receipt: Receipt = { index: ledger.size, leaf: leafOf(signed), time: now, deadline: now + 60_000 };
        return Promise.resolve({
          id: eventId(signed.event),
          index: receipt.index,
          receipt: signReceipt(TEST_KEYS.name, receipt, keyOf('receipt')),
        });
      },
    };
    await commit();
    await chain.work();
    await chain.work();
    expect(codes()).to.deep.equal([]);
    now += 120_000;
    await witness(now);
    await ledger.advance();
    await chain.work();
    const [alarm] = alarms.list();
    expect([alarm?.code, alarm?.details['why']]).to.deep.equal(['event-dropped', 'late']);
    expect(verifyMisbehavior(alarm?.evidence, TEST_POLICY)).to.equal('receipt-late');
  });

  it('stops when the log holds own events that its store does not know', async () => {
    await commit();
    await chain.work();
    await witness();
    await database.query('delete from chain_event');
    await ledger.advance();
    await expectCode(() => chain.work(), 'acting-stopped');
    expect(codes()).to.deep.equal(['chain-behind']);
    await expectCode(() => commit(), 'acting-stopped');
  });

  it('does not take the gateway’s word that another event has its place', async () => {
    gate = { submit: () => Promise.resolve({ refusal: { code: 'chain-forked', details: {} } }) };
    const id = await commit();
    await expectCode(() => chain.work(), 'chain-forked');
    expect([(await chain.find(id))?.state, codes()]).to.deep.equal(['pending', []]);
    gate = honest;
    await chain.work();
    await chain.settle(id, soon());
  });
});
