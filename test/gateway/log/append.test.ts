import { expect } from 'chai';
import type { EntityManager } from 'typeorm';
import type { Acceptance } from '../../../gateway/events/acceptance.ts';
import type { Logged } from '../../../provenance/space/state.ts';
import { signEvent } from '../../../provenance/event/signing.ts';
import { verifyReceipt } from '../../../provenance/log/receipt.ts';
import { leafHash, treeRoot } from '../../../provenance/log/merkle.ts';
import { toLogEntry } from '../../../provenance/event/entry.ts';
import type { Submission } from '../../../gateway/log/batch.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import { expectCode } from '../../support/expect-code.ts';
import { startTestLog, TEST_POLICY, type TestGatewayLog } from '../../support/gateway-log.ts';
import { createScriptedSpace, type Actor, type LoggedEvent } from '../../support/scripted-space.ts';

const asEvent = (logged: unknown): LoggedEvent => logged as LoggedEvent;

/** As the service hands it to the sequencer. */
const toSubmission = ({ id, signed, salt }: LoggedEvent): Submission => ({
  id,
  signed,
  documents: [],
  entry: toLogEntry(signed, salt === undefined ? undefined : parseHex(salt)),
  ...(salt !== undefined && { salt }),
});

describe('appending to the log', () => {
  let gateway: TestGatewayLog;
  let owner: Actor;
  let connector: Actor;
  let admin: Actor;

  beforeEach(async () => {
    gateway = await startTestLog();
    const { script } = gateway;
    owner = script.join('owner');
    connector = script.certify(owner, ['connector']);
    admin = script.certify(owner, ['administrator']);
    await gateway.sendAll();
  });
  afterEach(() => gateway.close());

  /** A private event of the administrator; not logged by the script. */
  const command = (by: Actor = admin, envelope: object = {}): LoggedEvent => {
    const id = gateway.script.newId();
    const { commitment } = gateway.script.seal('command', id, {});
    const body = { connector: connector.certificate, command: 'list-sources' } as const;
    return asEvent(gateway.script.sign('command-issued', by, { subject: { id, commitment }, body, envelope }));
  };
  const submitAppended = async (logged: LoggedEvent) => {
    const answer = await gateway.submit(logged);
    gateway.script.append(logged);
    return answer;
  };

  it('gives an index and a receipt that holds the leaf', async () => {
    const logged = command();
    const { index, receipt, known, id } = await submitAppended(logged);
    const promise = verifyReceipt(receipt, TEST_POLICY);
    expect({ index, known, id }).to.deep.equal({ index: 3, known: false, id: logged.id });
    expect(promise.index).to.equal(3);
    expect(toHex(promise.leaf)).to.equal(toHex(leafHash(gateway.script.entries[3] ?? new Uint8Array())));
    expect(promise.deadline - promise.time).to.equal(60_000);
  });

  it('answers the same event with the same index and receipt', async () => {
    const logged = command();
    const first = await submitAppended(logged);
    expect(await gateway.submit(logged)).to.deep.equal({ ...first, known: true });
    expect(gateway.history.frontier().size).to.equal(4);
  });

  it('keeps the first salt of an event that comes again with another', async () => {
    const logged = command();
    const first = await submitAppended(logged);
    const again = await gateway.submit({ ...logged, salt: toHex(gateway.script.random(32)) });
    expect(again).to.deep.equal({ ...first, known: true });
  });

  it('takes two copies of an event that arrive together once', async () => {
    const logged = command();
    const [first, second] = await Promise.all([gateway.submit(logged), gateway.submit(logged)]);
    expect(second.receipt).to.equal(first.receipt);
    expect(first.known).to.not.equal(second.known);
    expect(gateway.history.frontier().size).to.equal(4);
  });

  it('refuses another event at a place of a chain that is taken', async () => {
    await submitAppended(command());
    await expectCode(() => gateway.submit(command(admin, { seq: 0, prev: '0'.repeat(64) })), 'chain-forked');
    await expectCode(() => gateway.submit(command(admin, { prev: 'ab'.repeat(32) })), 'chain-forked');
  });

  it('refuses an event whose predecessor is missing', async () => {
    await expectCode(() => gateway.submit(command(admin, { seq: 1, prev: 'ab'.repeat(32) })), 'chain-gap');
  });

  it('lets a device that lost its chain go on only by saying so', async () => {
    const { script } = gateway;
    await submitAppended(command());
    const head = gateway.script.events.at(-1)?.id ?? '';
    const chain = { subject: { id: script.newId() }, envelope: { seq: 7, prev: head } };
    await expectCode(() => gateway.submit(command(admin, chain.envelope)), 'chain-gap');
    const resume = (lastKnownSeq: number) => asEvent(script.sign('chain-resumed', admin, { ...chain, body: { lastKnownSeq } }));
    await expectCode(() => gateway.submit(resume(3)), 'chain-gap');
    const resumed = resume(0);
    expect((await submitAppended(resumed)).index).to.equal(4);
    await expectCode(() => gateway.submit(command(admin, { seq: 1, prev: head })), 'chain-forked');
    expect((await submitAppended(command(admin, { seq: 8, prev: resumed.id }))).index).to.equal(5);
    expect(await gateway.store.head(toHex(admin.key.publicKey))).to.include({ seq: 8 });
  });

  it('refuses one bad event in a batch without harm to its neighbors', async () => {
    const others = Array.from({ length: 5 }, () => gateway.script.certify(owner, ['administrator']));
    for (const logged of gateway.script.events.slice(3)) await gateway.submit(logged);
    const good = others.map((other) => command(other));
    const stranger = command(gateway.script.newActor(owner.org));
    const results = await Promise.allSettled(
      [good[0], good[1], stranger, good[2], good[3], good[4]].map((e) => gateway.submit(asEvent(e))),
    );
    expect(results.map(({ status }) => status)).to.deep.equal([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect((results[2] as PromiseRejectedResult).reason).to.have.property('code', 'actor-uncertified');
    const indexes = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.index] : []));
    expect(indexes.toSorted((a, b) => a - b)).to.deep.equal([8, 9, 10, 11, 12]);
  });

  it('lets an event of a batch rest on one before it in the same batch', async () => {
    const { script } = gateway;
    const second = script.certify(owner, ['administrator']);
    const batch = [command(), asEvent(script.events[3]), command(second)];
    // The first is committed alone, while the others come together behind it.
    const answers = await Promise.all(batch.map((logged) => gateway.log.sequencer.append(toSubmission(logged))));
    expect(answers.map(({ index }) => index)).to.deep.equal([3, 4, 5]);
  });

  it('goes on after a restart with the same log', async () => {
    await submitAppended(command());
    const { script, database } = gateway;
    await gateway.log.close();
    const next = await startTestLog({ script, database });
    expect(next.history.frontier().size).to.equal(4);
    const logged = command();
    const answer = await next.submit(logged);
    script.append(logged);
    expect(answer.index).to.equal(4);
    await next.log.publish();
    expect(await next.reader.newest()).to.contain(Buffer.from(treeRoot(script.entries.map(leafHash))).toString('base64'));
    await next.close();
  });

  it('stops a sequencer whose epoch another one took, and signs one history', async () => {
    const { script, database } = gateway;
    const next = await startTestLog({ script, database });
    await next.submit(command());
    await expectCode(() => gateway.submit(command()), 'sequencer-epoch-lost');
    await expectCode(() => gateway.log.publish(), 'sequencer-epoch-lost');
    expect(gateway.log.sequencer.isLeading()).to.equal(false);
    await next.close();
  });

  describe('against forgery', () => {
    it('refuses a root that the operator did not admit', async () => {
      const forged = createScriptedSpace('forger');
      const root = forged.newActor(forged.newId());
      const event = forged.sign('organisation-joined', root, {
        subject: { id: root.org },
        body: { role: 'owner', rootKey: toHex(root.key.publicKey) },
        envelope: { space: gateway.script.space },
      });
      await expectCode(() => gateway.submit(asEvent(event)), 'root-not-pinned');
    });

    it('refuses an event of another space', async () => {
      await expectCode(() => gateway.submit(command(admin, { space: gateway.script.newId() })), 'space-foreign');
    });

    it('refuses a certificate by a key that the root did not delegate', async () => {
      const { script } = gateway;
      const before = script.events.length;
      script.certify(admin, ['labeler']);
      await expectCode(() => gateway.submit(asEvent(script.events[before])), 'issuer-not-delegated');
    });

    it('refuses a revoked key', async () => {
      const { script } = gateway;
      script.revoke(owner, admin);
      await gateway.submit(asEvent(script.events.at(-1)));
      await expectCode(() => gateway.submit(command()), 'actor-revoked');
    });

    it('refuses a changed event, a private one without its salt, a public one with one', async () => {
      const logged = command();
      const lie = { ...logged.signed, event: { ...logged.signed.event, time: 1 } };
      await expectCode(() => gateway.submit(asEvent({ ...logged, signed: lie })), 'signature-invalid');
      await expectCode(() => gateway.submit(asEvent({ signed: logged.signed })), 'salt-malformed');
      await expectCode(() => gateway.submit(asEvent({ ...gateway.script.events[0], salt: logged.salt })), 'salt-malformed');
      await expectCode(() => gateway.submit({ ...logged, salt: 'ab' }), 'salt-malformed');
    });

    it('refuses documents that were not asked for, are missing, or do not open the commitment', async () => {
      await gateway.log.close();
      const claims: Acceptance<'command-issued'> = {
        type: 'command-issued',
        documents: ({ subject }) => [{ kind: 'command', id: subject.id, commitment: subject.commitment ?? '' }],
      };
      const asking = await startTestLog({ script: gateway.script, database: gateway.database, acceptances: [claims] });
      const { script } = gateway;
      const id = script.newId();
      const { opening, commitment } = script.seal('command', id, { source: 'a.tsv' });
      const body = { connector: connector.certificate, command: 'profile-source' } as const;
      const event = asEvent(script.sign('command-issued', admin, { subject: { id, commitment }, body }));
      const document = { kind: 'command', opening } as never;
      const other = { kind: 'command', opening: { ...opening, value: { source: 'b.tsv' } } } as never;
      await expectCode(() => asking.submit(event), 'document-missing');
      await expectCode(() => asking.submit(event, [other]), 'commitment-not-opened');
      await expectCode(() => asking.submit(event, [document, document]), 'document-unexpected');
      expect((await asking.submit(event, [document])).index).to.equal(3);
      const kept = await asking.store.openings([event.id], 'command');
      expect(kept.get(event.id)).to.deep.equal(opening);
      await asking.close();
    });

    it('refuses an event that is longer than a log entry may be', async () => {
      const labelers = Array.from({ length: 201 }, () => ({ certificate: gateway.script.newId(), key: 'ab'.repeat(32), duty: 'labeler' }));
      const draft = { subject: { id: gateway.script.newId() }, body: { number: 1, members: labelers } };
      await expectCode(() => gateway.script.sign('roster-signed', admin, draft as never), 'event-malformed');
      const event = { ...command().signed.event, refs: Array.from({ length: 17 }, () => 'ab'.repeat(32)) };
      await expectCode(() => signEvent(event as never, admin.key), 'event-malformed');
      await expectCode(() => gateway.submit(asEvent({ signed: { event, signature: '00'.repeat(64) } })), 'event-malformed');
    });
  });

  it("undoes what a refused event's effect wrote, and logs the rest of the batch", async () => {
    await gateway.log.close();
    const { script, database } = gateway;
    const people = [0, 1, 2, 3].map(() => script.certify(owner, ['administrator']));
    const unwelcome = toHex(people[2]?.key.publicKey ?? new Uint8Array());
    const effect = {
      type: 'command-issued',
      effect: async (manager: EntityManager, { signed }: Logged) => {
        const { key } = signed.event.actor;
        await manager.query('insert into chain (key, seq, id) values ($1, 0, $1)', [`written by ${key}`]);
        if (key === unwelcome) await manager.query('insert into chain (key, seq, id) values ($1, 0, $1)', [`written by ${key}`]);
      },
    };
    const next = await startTestLog({ script, database, acceptances: [effect as never] });
    for (const logged of script.events.slice(3)) await next.submit(logged);
    const results = await Promise.allSettled(people.map((person) => next.log.sequencer.append(toSubmission(command(person)))));
    expect(results.map(({ status }) => status)).to.deep.equal(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    const rows = await database.query<unknown[]>("select key from chain where key like 'written%'");
    expect(rows.length).to.equal(3);
    expect(next.history.frontier().size).to.equal(10);
    await next.close();
  });
});
