import { expect } from 'chai';
import { lotKey } from '../../api/sealed.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { openLabel } from '../../privacy/sealing/label.ts';
import type { SealedLabel } from '../../privacy/sealing/messages.ts';
import { openLotKey, wrapLotKey } from '../../privacy/sealing/wrap.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import { expectCode } from '../support/expect-code.ts';
import { createForger } from '../support/hostile-events.ts';
import { createHostileLog } from '../support/hostile-log.ts';
import type { Rule } from '../support/hostile-layer.ts';
import { startHostileSpace, type HostileSpace } from '../support/hostile-space.ts';
import { openLot, openProject, openWorker, takeNext, type Worker } from '../support/labeling-team.ts';
import { until } from '../support/until.ts';

describe('a gateway that wants the labels of a closed lot', function () {
  this.timeout(240_000);
  let space: HostileSpace;
  let owner: Worker;
  let officer: Worker;
  let wang: Worker;
  /** Reviewer of the roster. */
  let zhao: Worker;
  let project = '';
  let lot = '';
  const [wraps, labels]: [string[], { readonly signed: SignedEvent<'annotation-signed'>; readonly sealed: SealedLabel }[]] = [[], []];

  before(async () => {
    space = await startHostileSpace();
    owner = await openWorker(space, 'zhou.min');
    officer = await openWorker(space, 'shen.li');
    wang = await openWorker(space, 'wang.lin');
    zhao = await openWorker(space, 'zhao.qian');
    project = await openProject(space, owner, officer, ['wang.lin'], 'g3');
    await owner.person.owner.signRoster(project, [
      { certificate: space.personOf('wang.lin').certificate, duty: 'labeler' },
      { certificate: space.personOf('zhao.qian').certificate, duty: 'reviewer' },
    ]);
    lot = await openLot(owner, project, [0, 1]);
    await wang.client.ledger().until((state) => state.lots.get(lot), 30_000);
    space.layer.meddle(({ path, body }) => {
      if (path.endsWith('/wraps')) wraps.push(body.toString('utf8'));
      if (path === '/api/events' && body.includes('sealed-label')) {
        const { signed, documents } = JSON.parse(body.toString('utf8')) as {
          signed: SignedEvent<'annotation-signed'>;
          documents: { sealed: SealedLabel }[];
        };
        labels.push(...documents.map(({ sealed }) => ({ signed, sealed })));
      }
      return undefined;
    });
    await until('a label', () => takeNext(wang, lot).catch(() => false), 60_000);
  });
  after(async () => {
    for (const worker of [owner, officer, wang, zhao]) await worker?.leave();
    await space?.close();
  });
  const keyFor = async ({ client }: Worker) => (await client.http.ask(lotKey, { path: `/api/lots/${lot}/key` })).wrap;
  const openedOf = () => wang.client.ledger().state.lots.get(lot)?.opened ?? expect.fail('no lot');
  const toPlace = () => ({ space: space.people.space, project, lot });
  const toPremise = () => ({ connector: openedOf().signed.event.actor.key, lotKey: openedOf().signed.event.body.lotKey ?? '' });

  it('finds its key with the reviewer of the roster, once it is closed, and with nobody else', async () => {
    expect(wraps.join('\n')).to.not.include('"lot-key"');
    await expectCode(() => keyFor(zhao), 'lot-not-sealed-for');
    while (await takeNext(wang, lot)) continue;
    const wrap = await until('a key', () => keyFor(zhao).catch(() => undefined), 90_000);
    const sent = wraps.filter((body) => body.includes('"lot-key"')).join('\n');
    expect(sent.match(/"recipient":"[0-9a-f]{64}"/g)).to.deep.equal([`"recipient":"${zhao.keyring.openingKey}"`]);
    await expectCode(() => keyFor(wang), 'forbidden');
    const key = openLotKey(wrap, toPlace(), zhao.keyring.opening, toPremise());
    expect(labels.length).to.be.greaterThan(1);
    for (const { signed, sealed } of labels) {
      const { subject, actor, body } = signed.event;
      const place = { space: space.people.space, lot, item: subject.id, author: actor.key, lotEvent: openedOf().id };
      const premise = {
        place,
        readers: { lot: toPremise().lotKey, author: wang.keyring.openingKey },
        hash: body.sealed?.label ?? '',
      };
      expect(new TextDecoder().decode(openLabel(sealed, 'lot', key, premise).content)).to.include('"choices"');
    }
  });

  it('cannot give her a key of its own, nor that of another lot', async () => {
    const { opening, openingKey } = zhao.keyring;
    const own = wrapLotKey(randomBytes(32), toPlace(), openingKey, { connector: space.operator.receipt, random: randomBytes });
    await expectCode(() => openLotKey(own, toPlace(), opening, toPremise()), 'wrap-signature-invalid');
    const wrap = await keyFor(zhao);
    await expectCode(() => openLotKey(wrap, { ...toPlace(), lot: space.newId() }, opening, toPremise()), 'wrap-foreign');
    await expectCode(() => openLotKey(wrap, toPlace(), wang.keyring.opening, toPremise()), 'wrap-foreign');
  });

  // The last one: the witnesses have seen a log that the real one does not go on from.
  it('gets it sealed for nobody whom it names a reviewer on a roster of its own', async () => {
    const outsider = space.personOf('li.xiang');
    const { keyring: operator } = await space.sessionOf('chen.li');
    const { keyring } = await space.sessionOf('li.xiang');
    const city = await space.keyOf('city-hall');
    const forger = createForger(space.people.space, space.newId);
    const members = [{ certificate: outsider.certificate, key: outsider.key, duty: 'reviewer' as const }];
    const by = { org: space.rootOf('city-hall').org, key: operator.signing, seq: 5000 };
    const forged = forger.entry(by, 'roster-signed', { kind: 'project', id: project }, { number: 9, members });
    const log = createHostileLog(space.operator.name, space.operator.checkpoint, [...(await space.entries()), forged]);
    const sizes: number[] = [];
    const rule: Rule = (passing) => {
      if (passing.reader === city && passing.path.endsWith('/heartbeat'))
        sizes.push((JSON.parse(passing.body.toString('utf8')) as { size: number }).size);
      return log.serve(passing);
    };
    await space.layer.during(rule, async () => {
      await until('a connector that has read on for a while', () => sizes.filter((size) => size === log.entries.length).length > 1, 60_000);
    });
    expect(wraps.join('\n')).to.not.include(keyring.openingKey);
  });
});
