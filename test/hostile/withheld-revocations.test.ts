import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { PROJECT } from '../../demo/space/project.ts';
import { labelClause } from '../../demo/walk/scripted-labels.ts';
import { createForger } from '../support/hostile-events.ts';
import { expectCode } from '../support/expect-code.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { createHostileLog } from '../support/hostile-log.ts';
import { relayLease, seeLease } from '../support/hostile-leases.ts';
import { answerJson, type LayerAnswer, type Rule } from '../support/hostile-layer.ts';
import { startHostileSpace, type HostileSpace } from '../support/hostile-space.ts';
import { openLot, openProject, openWorker, type Worker } from '../support/labeling-team.ts';
import { createMovingClock } from '../support/moving-clock.ts';
import { until } from '../support/until.ts';

/** A witnessed checkpoint shows for ten minutes that nobody was revoked. */
const BEYOND = 11 * 60_000;
/** Milliseconds in which a connector would have sealed several times. */
const ROUNDS = 6000;

describe('a gateway that withholds who was removed', function () {
  this.timeout(300_000);
  const folder = makeFolder('clock');
  const clock = createMovingClock(folder);
  let space: HostileSpace;
  let owner: Worker;
  let officer: Worker;
  let wang: Worker;
  let li: Worker;
  let city = '';
  let project = '';

  before(async () => {
    space = await startHostileSpace({ gatewayEnv: clock.env, memberEnv: clock.env, clock: clock.now });
    owner = await openWorker(space, 'zhou.min', clock.now);
    officer = await openWorker(space, 'shen.li', clock.now);
    wang = await openWorker(space, 'wang.lin', clock.now);
    li = await openWorker(space, 'li.xiang', clock.now);
    project = await openProject(space, owner, officer, ['wang.lin', 'li.xiang'], 'g3');
    city = await space.keyOf('city-hall');
  });
  after(async () => {
    for (const worker of [owner, officer, wang, li]) await worker?.leave();
    await space?.close();
    removeFolder(folder);
  });

  const signRoster = async (logins: readonly string[]): Promise<void> => {
    const members = logins.map((login) => ({ certificate: space.personOf(login).certificate, duty: 'labeler' as const }));
    const { event } = await owner.person.owner.signRoster(project, members);
    await owner.client.ledger().until((state) => (state.projects.get(project)?.roster?.id === event ? true : undefined));
  };
  const revoke = async (administrator: string, key: string): Promise<void> => {
    const { client, person } = await space.device(administrator, { name: administrator, clock: clock.now });
    await client.follow();
    await person.administrator.revoke(key, 'left');
    await owner.client.ledger().until((state) => state.certificates.get(key)?.revokedAt);
  };
  /** The log stands still for one reader: it gets again the checkpoints that it got first. */
  const frozenFor = (reader: string): Rule => {
    const kept = new Map<string, LayerAnswer>();
    return async (passing, forward) => {
      if (passing.reader !== reader || !/^\/log\/checkpoint(?:\/newest)?$/.test(passing.path)) return undefined;
      const answer = kept.get(passing.path) ?? (await forward());
      if (answer.status === 200) kept.set(passing.path, answer);
      return answer;
    };
  };
  /** Everybody else sees a log that goes on, witnessed after the clock was moved. */
  const advance = async (): Promise<void> => {
    const before = clock.now();
    await clock.advance(BEYOND);
    await until('fresh witnesses', async () => (await owner.client.follow()).point.witnessedAt * 1000 > before + BEYOND / 2, 60_000);
  };

  /** What the connector would seal for whom: bodies of its wraps, none of which arrives. */
  const stopWraps = (wraps: string[]): Rule => {
    return ({ method, path, body }) => {
      if (method !== 'PUT' || !path.endsWith('/wraps')) return undefined;
      wraps.push(body.toString('utf8'));
      return answerJson({ code: 'not-ready' }, 503);
    };
  };

  it('from a labeler’s browser: that her items are sealed anew; ten minutes later she seals no label, and then opens no old one', async () => {
    await signRoster(['wang.lin', 'li.xiang']);
    const lot = await openLot(owner, project, [0, 1]);
    await until('an item', () => wang.person.labeler.takeItem(lot).catch(() => undefined), 60_000);
    const { lease } = await seeLease(space, wang, lot);
    const { item } = lease;
    const take = () => wang.person.labeler.takeItem(lot);
    const resealed = () => until('an event', () => owner.client.ledger().state.lots.get(lot)?.versions.get(item), 60_000);
    await space.layer.during(relayLease(wang.name, lease), async () => {
      await space.layer.during(frozenFor(wang.name), async () => {
        await wang.client.follow();
        await signRoster(['wang.lin']);
        await resealed();
        const { text } = await take();
        const label = () => wang.person.labeler.annotate({ lot, item, result: labelClause(text) }, { hold: 60_000 });
        await wang.person.outbox.takeBack(await label());
        await clock.advance(BEYOND);
        await wang.client.follow().catch(() => undefined);
        await expectCode(label, 'checkpoint-stale');
      });
      await until('the event', async () => (await wang.client.follow()).state.lots.get(lot)?.versions.get(item), 60_000);
      const refusal = await take().then(
        () => expect.fail('it was opened'),
        (error: unknown) => error as { readonly code: string; readonly details: Readonly<Record<string, unknown>> },
      );
      expect([refusal.code, refusal.details['reason']]).to.deep.equal(['item-refused', 'header-superseded']);
    });
    const { text } = await until('the item as it is sealed now', () => take().catch(() => undefined), 60_000);
    expect(text.length).to.be.greaterThan(0);
  });

  for (const [what, remove] of [
    ['a roster without somebody', () => signRoster(['wang.lin'])],
    ['somebody’s revocation', () => revoke('qian.jin', li.keyring.key)],
  ] as const)
    it(`from the connector: ${what}; ten minutes later nothing is sealed for anybody, and then not for who left`, async () => {
      await signRoster(['wang.lin', 'li.xiang']);
      const { openingKey } = li.keyring;
      const wraps: string[] = [];
      const lot = await space.layer.during(stopWraps(wraps), async () => {
        const opened = await openLot(owner, project, [0, 1]);
        // On the roster it is sealed for her: else nothing below would show anything.
        await until('a wrap for her', () => wraps.some((body) => body.includes(openingKey)), 60_000);
        await space.layer.during(frozenFor(city), async () => {
          await pause(ROUNDS / 2);
          await remove();
          const { length } = space.logOf('connector-city-hall');
          await advance();
          await space.troubled('connector-city-hall', 'checkpoint-stale', length);
          wraps.length = 0;
          await pause(ROUNDS);
          expect(wraps).to.deep.equal([]);
        });
        await until('a wrap for those who stayed', () => wraps.some((body) => body.includes(wang.keyring.openingKey)), 60_000);
        return opened;
      });
      await until('an item', () => wang.person.labeler.takeItem(lot).catch(() => undefined), 60_000);
      expect(wraps.join('\n')).to.not.include(openingKey);
      await expectCode(() => li.person.labeler.takeItem(lot), what.startsWith('a roster') ? 'not-on-roster' : 'forbidden');
    });

  it('from a labeler’s browser: the connector’s revocation; ten minutes later she seals no label to it, and then never', async () => {
    const lot = [...wang.client.ledger().state.lots.keys()].at(-1) ?? '';
    const { item, text } = await until('an item', () => wang.person.labeler.takeItem(lot), 60_000);
    const label = () => wang.person.labeler.annotate({ lot, item, result: labelClause(text) }, { hold: 60_000 });
    await space.layer.during(frozenFor(wang.name), async () => {
      await wang.client.follow();
      await revoke('gao.yuan', city);
      // She cannot know of it within the ten minutes; what she has not sent yet she takes back.
      const order = await label();
      expect(await wang.person.outbox.takeBack(order)).to.include({ type: 'annotation-signed' });
      await clock.advance(BEYOND);
      await wang.client.follow().catch(() => undefined);
      await expectCode(label, 'checkpoint-stale');
    });
    await until('the revocation', async () => (await wang.client.follow()).state.certificates.get(city)?.revokedAt, 60_000);
    await until('fresh witnesses', async () => (await wang.client.follow()).isFresh(), 60_000);
    await expectCode(label, 'recipient-revoked');
    expect((await wang.person.outbox.facts()).records).to.deep.equal([]);
  });

  // The last one: the witnesses have seen a log that the real one does not go on from.
  it('cannot put a lot of its own, with a key of its own, before a labeler', async () => {
    const { opened } = [...wang.client.ledger().state.lots.values()].at(-1) ?? expect.fail('no lot');
    const { keyring: operator } = await space.sessionOf('chen.li');
    const forger = createForger(space.people.space, space.newId);
    const lot = space.newId();
    const by = { org: space.rootOf('city-hall').org, key: operator.signing, seq: 5000 };
    const forged = forger.entry(by, 'lot-opened', { kind: 'lot', id: lot }, { ...opened.signed.event.body, lotKey: operator.openingKey });
    const reader = await space.device('wang.lin', { name: 'reader', clock: clock.now });
    const log = createHostileLog(space.operator.name, space.operator.checkpoint, [...(await space.entries()), forged]);
    await space.layer.during(
      (passing) => (passing.path.startsWith('/log/') ? log.serve(passing) : undefined),
      async () => {
        await until('the witnesses of the forged log', () => log.cosignersOf(log.entries.length).length >= 3, 60_000);
        await reader.client.follow();
      },
    );
    const { state, watch, point } = reader.client.ledger();
    expect(point.size).to.equal(log.entries.length);
    expect(state.lots.has(lot)).to.equal(false);
    expect(watch.ignored.at(-1)?.code).to.be.oneOf(['actor-elsewhere', 'actor-uncertified']);
    const { items } = opened.signed.event.body;
    await expectCode(
      () => reader.person.labeler.annotate({ lot, item: items[0]?.id ?? '', result: labelClause(PROJECT.title.zh) }, { hold: 0 }),
      'subject-unknown',
    );
  });
});
