import { expect } from 'chai';
import { toSignableBytes } from '../../common/canonical-json.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { commitTo } from '../../console/src/space/commit.ts';
import { labelClause } from '../../demo/walk/scripted-labels.ts';
import { headerHash } from '../../privacy/sealing/header.ts';
import { sealLabel } from '../../privacy/sealing/label.ts';
import { wrapBatchKey } from '../../privacy/sealing/wrap.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import type { Lot } from '../../provenance/space/state.ts';
import { expectCode } from '../support/expect-code.ts';
import { createForger } from '../support/hostile-events.ts';
import { relayLease, seeLease, type SealedLease } from '../support/hostile-leases.ts';
import { answerJson, type Rule } from '../support/hostile-layer.ts';
import { createHostileLog } from '../support/hostile-log.ts';
import { startHostileSpace, type Device, type HostileSpace } from '../support/hostile-space.ts';
import { openLot, openProject, openWorker, takeNext, type Worker } from '../support/labeling-team.ts';
import { until } from '../support/until.ts';

describe('a gateway that lets an outsider label', function () {
  this.timeout(240_000);
  let space: HostileSpace;
  let owner: Worker;
  let officer: Worker;
  let wang: Worker;
  /** Certified and cleared, and on no roster. */
  let li: Worker;
  let project = '';
  let id = '';
  let lease: SealedLease;

  const lotOf = (): Lot => wang.client.ledger().state.lots.get(id) ?? expect.fail('no lot');

  before(async () => {
    space = await startHostileSpace();
    owner = await openWorker(space, 'zhou.min');
    officer = await openWorker(space, 'shen.li');
    wang = await openWorker(space, 'wang.lin');
    li = await openWorker(space, 'li.xiang');
    project = await openProject(space, owner, officer, ['wang.lin'], 'g3');
    id = await openLot(owner, project, [0, 1]);
    await wang.client.ledger().until((state) => state.lots.get(id), 30_000);
    await until('a label of the roster', () => takeNext(wang, id).catch(() => false), 60_000);
    ({ lease } = await seeLease(space, wang, id));
  });
  after(async () => {
    for (const worker of [owner, officer, wang, li]) await worker?.leave();
    await space?.close();
  });

  /** What a labeler's own code can make of an item whose header somebody gave it. */
  const makeLabel = ({ keyring }: Pick<Device, 'keyring'>) => {
    const { opened } = lotOf();
    const { body } = opened.signed.event;
    const { item, sealed: delivered } = lease;
    const { commitment } = body.items.find((one) => one.id === item) ?? expect.fail('no item');
    const { opening, commitment: result } = commitTo({ random: randomBytes }, 'annotation', item, [...labelClause('教育局负责')]);
    const place = { space: space.people.space, lot: id, item, author: keyring.key, lotEvent: opened.id };
    const { sealed, hash } = sealLabel(
      toSignableBytes(opening),
      { place, readers: { lot: body.lotKey ?? '', author: keyring.openingKey } },
      randomBytes,
    );
    return {
      subject: { kind: 'item' as const, id: item, commitment },
      refs: [opened.id],
      body: {
        lot: id,
        revision: 0,
        method: 'manual' as const,
        result,
        sealed: { header: headerHash(delivered.signed.header), label: hash },
      },
      sealed,
    };
  };

  it('shows her no item, and her browser seals no label', async () => {
    const sent: string[] = [];
    const rule: Rule = (passing, forward) => {
      if (passing.path === '/api/events') sent.push(passing.body.toString('utf8'));
      return relayLease(li.name, lease)(passing, forward);
    };
    await space.layer.during(rule, async () => {
      const error = await li.person.labeler.takeItem(id).then(
        () => expect.fail('it was opened'),
        (reason: unknown) => reason as { readonly code: string; readonly details: Readonly<Record<string, unknown>> },
      );
      expect(error.code).to.equal('item-withheld');
      expect(error.details['reason']).to.equal('recipient-not-on-roster');
      const label = { lot: id, item: lease.item, result: labelClause('教育局负责') };
      await expectCode(() => li.person.labeler.annotate(label, { hold: 0 }), 'item-text-gone');
    });
    expect(sent.join('\n')).to.not.include(li.keyring.key);
  });

  it('cannot make an honest one log what her own code seals', async () => {
    const { sealed, ...draft } = makeLabel(li);
    const documents = [{ kind: 'sealed-label' as const, sealed }];
    await expectCode(() => li.person.outbox.act({ type: 'annotation-signed', ...draft, documents }), 'not-on-roster');
  });

  // The last one: the witnesses have seen a log that the real one does not go on from.
  it('by a roster and a log of its own has no label of hers counted, and the connector names it', async () => {
    const { keyring: operator } = await space.sessionOf('chen.li');
    const city = await space.keyOf('city-hall');
    const firm = space.rootOf('firm').org;
    const forger = createForger(space.people.space, space.newId);
    const { certificate } = space.personOf('li.xiang');
    const members = [{ certificate, key: li.keyring.key, duty: 'labeler' as const }];
    const by = { org: space.rootOf('city-hall').org, key: operator.signing, seq: 5000 };
    const roster = forger.entry(by, 'roster-signed', { kind: 'project', id: project }, { number: 9, members });
    const entries = [...(await space.entries()), roster];
    const log = (author: Worker) => {
      const { subject, body, refs, sealed } = makeLabel(author);
      const signed = forger.sign({ org: firm, key: author.keyring.signing, seq: 5000 }, 'annotation-signed', subject, body, refs);
      const salt = toHex(randomBytes(32));
      entries.push(toLogEntry(signed, parseHex(salt)));
      return { signed, salt, index: entries.length - 1, sealed };
    };
    const [hers, honest] = [log(li), log(wang)];
    const served = createHostileLog(space.operator.name, space.operator.checkpoint, entries);
    const closings: { readonly labels: number }[] = [];
    let [handed, looks] = [[hers], 0];
    const rule: Rule = async (passing, forward) => {
      if (passing.reader !== city) return served.serve(passing);
      if (passing.path === '/api/connector/tasks') return answerJson({ commands: [], lots: [{ id, ready: true }], releases: [] });
      if (passing.path === '/api/events') {
        const { signed } = JSON.parse(passing.body.toString('utf8')) as { signed: { event: { body: { labels: number } } } };
        closings.push(signed.event.body);
        return answerJson({ code: 'not-ready' }, 503);
      }
      if (passing.path !== `/api/lots/${id}/annotations`) return served.serve(passing);
      looks += 1;
      const { annotations } = JSON.parse((await forward()).body.toString('utf8')) as { annotations: unknown[] };
      return answerJson({ annotations: [...annotations, ...handed] });
    };
    const written = space.logOf('connector-city-hall').length;
    await space.layer.during(rule, async () => {
      await space.troubled('connector-city-hall', 'not-on-roster', written);
      expect(space.logOf('connector-city-hall').slice(written)).to.include('"code":"work-refused"');
      const before = looks;
      await until('a connector that has looked again', () => looks > before + 2, 30_000);
      expect(closings).to.deep.equal([]);
      // Nothing else kept it from counting: one of the roster, logged and handed over in the same way, closes the lot.
      handed = [hers, honest];
      await until('a closing', () => closings.length > 0, 60_000);
      expect(closings[0]).to.include({ labels: 2 });
      const reader = await space.device('li.xiang', { name: 'reader' });
      await reader.client.follow();
      expect(reader.client.ledger().point.size).to.equal(entries.length);
      expect(reader.client.ledger().watch.ignored.map(({ index }) => index)).to.include(entries.indexOf(roster));
      const { wrap } = lease.wrap;
      const place = { space: space.people.space, project, lot: id, batch: wrap.purpose === 'batch-key' ? wrap.batch : '' };
      const signing = { connector: space.operator.receipt, random: randomBytes };
      const own = { ...lease, wrap: wrapBatchKey(randomBytes(32), place, reader.keyring.openingKey, signing) };
      await space.layer.during(relayLease('reader', own), () => expectCode(() => reader.person.labeler.takeItem(id), 'item-withheld'));
    });
  });
});
