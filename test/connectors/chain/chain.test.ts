import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import type { EventDraft, EventGate } from '../../../connectors/chain/chain.ts';
import { toHex } from '../../../common/encodings.ts';
import { toLogEntry } from '../../../provenance/event/entry.ts';
import { eventId, parseSignedEventJson } from '../../../provenance/event/signing.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { verifyMisbehavior } from '../../../provenance/log/misbehavior.ts';
import { signReceipt, verifyReceipt, type Receipt } from '../../../provenance/log/receipt.ts';
import { expectCode } from '../../support/expect-code.ts';
import { TEST_KEYS, TEST_POLICY } from '../../support/gateway-log.ts';
import { keyOf } from '../../support/log.ts';
import { startOwnLog, type OwnLog } from '../../support/own-log.ts';
import type { Actor } from '../../support/scripted-space.ts';

const leafOf = (signed: unknown): Uint8Array => leafHash(toLogEntry(parseSignedEventJson(signed)));
const NEVER = new AbortController().signal;
const soon = (): AbortSignal => AbortSignal.timeout(5000);

describe('the own chain of events', () => {
  let log: OwnLog;
  let root: Actor;
  let database: DataSource;
  let gateway: OwnLog['gateway'];
  let honest: EventGate;

  const witness = (at?: number): Promise<void> => log.witness(at);
  const advance = (): Promise<void> => log.own.ledger.advance();
  const work = (): Promise<void> => log.own.chain.work();
  const find = (id: string) => log.own.chain.find(id);
  const settle = (id: string) => log.own.chain.settle(id, soon());

  const draft = (): EventDraft => ({
    type: 'dataset-registered',
    subject: { kind: 'dataset', id: log.script.newId(), commitment: 'ab'.repeat(32) },
    refs: [],
    body: { rows: 1, columns: 1, withheld: 0, root: 'cd'.repeat(32) },
  });
  const commit = (one = draft()): Promise<string> => log.own.chain.commit(one, () => Promise.resolve(), NEVER);
  const sentIds = async (): Promise<readonly string[]> => {
    const rows = await gateway.database.query<{ id: string }[]>('select id from event where key = $1 order by seq', [
      toHex(log.connector.key.publicKey),
    ]);
    return rows.map(({ id }) => id);
  };
  const codes = (): readonly string[] => log.alarms.list().map(({ code }) => code);

  beforeEach(async () => {
    log = await startOwnLog((script) => {
      root = script.join('owner');
      return script.certify(root, ['connector']);
    });
    ({ database, gateway, honest } = log);
  });
  afterEach(() => log.close());

  it('signs, stores and only then sends; its event has a receipt at once and later a place in the own copy', async () => {
    const id = await commit();
    expect([(await find(id))?.state, await sentIds()]).to.deep.equal(['pending', []]);
    await work();
    const { index } = await settle(id);
    expect((await find(id))?.state).to.equal('acknowledged');
    expect(await sentIds()).to.deep.equal([id]);
    await witness();
    await advance();
    await work();
    expect(await find(id)).to.include({ state: 'included', index });
    expect(log.own.ledger.own(id)?.index).to.equal(index);
  });

  it('writes what belongs to an event with it, or neither', async () => {
    await database.query('create table kept (event text)');
    const id = await log.own.chain.commit(
      draft(),
      async (manager, event) => void (await manager.query('insert into kept values ($1)', [event])),
      NEVER,
    );
    const fails = log.own.chain.commit(draft(), () => Promise.reject(new Error('no')), soon());
    await work();
    await fails.catch(() => undefined);
    expect(await database.query('select event from kept')).to.deep.equal([{ event: id }]);
    expect(await database.query('select seq from chain_event')).to.have.length(1);
  });

  it('sends the same event again after a crash between signing, sending and storing the receipt', async () => {
    const id = await commit();
    await log.reopen();
    log.through({
      submit: async (submission) => {
        await honest.submit(submission);
        throw new Error('connection lost');
      },
    });
    await work().catch(() => undefined);
    await log.reopen();
    log.through(honest);
    await work();
    expect((await settle(id)).id).to.equal(id);
    expect(await sentIds()).to.deep.equal([id]);
    expect(gateway.counts.get('known')).to.equal(1);
  });

  it('never signs two events for one place, whatever fails and whoever asks', async () => {
    let away = true;
    log.through({ submit: (submission) => (away ? Promise.reject(new Error('away')) : honest.submit(submission)) });
    const commits = Array.from({ length: 5 }, () => commit());
    await commits[0];
    await work().catch(() => undefined);
    away = false;
    for (const one of commits) {
      const id = await one;
      await work();
      await settle(id);
    }
    const rows = await database.query<{ seq: string; id: string; prev: string }[]>(
      `select seq, id, signed::json #>> '{event,prev}' as prev from chain_event order by seq`,
    );
    expect(rows.map(({ seq }) => Number(seq))).to.deep.equal([0, 1, 2, 3, 4]);
    expect(rows.slice(1).map(({ prev }) => prev)).to.deep.equal(rows.slice(0, -1).map(({ id }) => id));
    expect(await sentIds()).to.deep.equal(rows.map(({ id }) => id));
  });

  it('goes on behind a refused event by saying that its place stays empty', async () => {
    await work();
    const first = await commit();
    await work();
    log.through({ submit: () => Promise.resolve({ refusal: { code: 'document-missing', details: {} } }) });
    const refused = await commit();
    await work();
    await expectCode(() => settle(refused), 'document-missing');
    log.through(honest);
    const next = await commit();
    await work();
    await settle(next);
    const ids = await sentIds();
    expect([ids[0], ids[2], ids.length]).to.deep.equal([first, next, 3]);
    expect(ids).to.not.include(refused);
    await witness();
    await advance();
    expect([log.own.ledger.own(next)?.seq, log.own.ledger.own(next)?.ignored]).to.deep.equal([3, undefined]);
  });

  it('believes the log, not the gateway that says it refused what it logged', async () => {
    log.through({
      submit: async (submission) => {
        await honest.submit(submission);
        return { refusal: { code: 'document-missing', details: {} } };
      },
    });
    const id = await commit();
    await work();
    expect((await find(id))?.state).to.equal('refused');
    await witness();
    await advance();
    await work();
    expect((await find(id))?.state).to.equal('included');
    expect((await settle(id)).id).to.equal(id);
  });

  it('signs nothing that would not count', async () => {
    const registered = draft();
    await commit(registered);
    await work();
    await witness();
    await advance();
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
      log.through({
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
      });
      const id = await commit();
      await expectCode(() => work(), 'receipt-wrong');
      expect((await find(id))?.state).to.equal('pending');
      expect(log.alarms.list().map(({ code, details }) => [code, details['fault']])).to.deep.equal([['receipt-wrong', fault]]);
      log.through(honest);
      await work();
      await settle(id);
    });

  it('proves a broken promise: another event stands at the promised place', async () => {
    log.through({
      submit: async ({ signed }) => {
        // The log gives the receipt and logs something else.
        const receipt: Receipt = { index: log.own.ledger.size, leaf: leafOf(signed), time: log.clock(), deadline: log.clock() + 60_000 };
        const other = log.script.log('delegations-listed', root, { subject: { id: root.org }, body: { number: 9, delegates: [] } });
        await gateway.events.submit({ signed: other.signed });
        return { id: eventId(signed.event), index: receipt.index, receipt: signReceipt(TEST_KEYS.name, receipt, keyOf('receipt')) };
      },
    });
    const id = await commit();
    await work();
    expect((await find(id))?.state).to.equal('acknowledged');
    log.through(honest);
    await witness();
    await advance();
    await expectCode(() => work(), 'event-dropped');
    const [alarm] = log.alarms.list();
    expect(verifyMisbehavior(alarm?.evidence, TEST_POLICY)).to.equal('receipt-broken');
    await witness();
    await advance();
    await work();
    expect((await find(id))?.state).to.equal('included');
  });

  it('proves a late promise: witnesses saw no such place after the deadline', async () => {
    log.through({
      submit: ({ signed }) => {
        const receipt: Receipt = { index: log.own.ledger.size, leaf: leafOf(signed), time: log.clock(), deadline: log.clock() + 60_000 };
        return Promise.resolve({
          id: eventId(signed.event),
          index: receipt.index,
          receipt: signReceipt(TEST_KEYS.name, receipt, keyOf('receipt')),
        });
      },
    });
    await commit();
    await work();
    await work();
    expect(codes()).to.deep.equal([]);
    log.at(Date.now() + 120_000);
    await witness(log.clock());
    await advance();
    await work();
    const [alarm] = log.alarms.list();
    expect([alarm?.code, alarm?.details['why']]).to.deep.equal(['event-dropped', 'late']);
    expect(verifyMisbehavior(alarm?.evidence, TEST_POLICY)).to.equal('receipt-late');
  });

  it('stops when the log holds own events that its store does not know', async () => {
    await commit();
    await work();
    await witness();
    await database.query('delete from chain_event');
    await advance();
    await expectCode(() => work(), 'acting-stopped');
    expect(codes()).to.deep.equal(['chain-behind']);
    await expectCode(() => commit(), 'acting-stopped');
  });

  it('does not take the gateway’s word that another event has its place', async () => {
    log.through({ submit: () => Promise.resolve({ refusal: { code: 'chain-forked', details: {} } }) });
    const id = await commit();
    await expectCode(() => work(), 'chain-forked');
    expect([(await find(id))?.state, codes()]).to.deep.equal(['pending', []]);
    log.through(honest);
    await work();
    await settle(id);
  });
});
