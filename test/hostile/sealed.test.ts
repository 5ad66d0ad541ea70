import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { valueOf } from '../../console/src/space/acts/owner.ts';
import { commitTo } from '../../console/src/space/commit.ts';
import { toSignableBytes } from '../../common/canonical-json.ts';
import { toBase64, toHex } from '../../common/encodings.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { createOpeningKey } from '../../common/crypto/sealing.ts';
import { writeDispute } from '../../console/src/space/dispute.ts';
import { labelClause } from '../../demo/walk/scripted-labels.ts';
import { createBatch } from '../../privacy/sealing/batch.ts';
import { headerHash } from '../../privacy/sealing/header.ts';
import { openItem } from '../../privacy/sealing/item.ts';
import { sealLabel } from '../../privacy/sealing/label.ts';
import { openBatchKey, wrapBatchKey } from '../../privacy/sealing/wrap.ts';
import { createForger } from '../support/hostile-events.ts';
import { createHostileLog } from '../support/hostile-log.ts';
import { answerJson, type Rule } from '../support/hostile-layer.ts';
import { changeLease, seeLease, type SealedLease } from '../support/hostile-leases.ts';
import { startHostileSpace, type HostileSpace } from '../support/hostile-space.ts';
import { openLot, openProject, openWorker, takeNext, type Worker } from '../support/labeling-team.ts';
import { until } from '../support/until.ts';

describe('a gateway that meddles with sealed work', function () {
  this.timeout(240_000);
  let space: HostileSpace;
  let owner: Worker;
  let officer: Worker;
  let wang: Worker;
  let li: Worker;
  let project = '';
  let lot = '';
  before(async () => {
    space = await startHostileSpace();
    owner = await openWorker(space, 'zhou.min');
    officer = await openWorker(space, 'shen.li');
    wang = await openWorker(space, 'wang.lin');
    li = await openWorker(space, 'li.xiang');
    project = await openProject(space, owner, officer, ['wang.lin', 'li.xiang'], 'g3');
    lot = await openLot(owner, project, [0, 1, 2, 3]);
    await wang.client.ledger().until((state) => state.lots.get(lot), 30_000);
    await until('items that are sealed for her', () => wang.person.labeler.takeItem(lot).catch(() => undefined), 60_000);
  });
  after(async () => {
    for (const worker of [owner, officer, wang, li]) await worker?.leave();
    await space?.close();
  });

  const leaseOf = async (worker: Worker, held: readonly string[] = []): Promise<SealedLease> =>
    (await seeLease(space, worker, lot, held)).lease;
  const refused = async (change: (lease: SealedLease) => unknown): Promise<unknown> => {
    let reason: unknown;
    await space.layer.during(changeLease(wang.name, change), () =>
      wang.person.labeler.takeItem(lot).then(
        () => expect.fail('it was opened'),
        (error: unknown) => {
          expect((error as { code: string }).code).to.equal('item-refused');
          reason = (error as { details: Record<string, unknown> }).details['reason'];
        },
      ),
    );
    expect((await wang.alarms.list()).some(({ evidence }) => (evidence as Record<string, unknown>)['reason'] === reason)).to.equal(true);
    return reason;
  };

  it('sees neither texts nor answers: not in what passes, not in its database, files and logs', async () => {
    const { text, item } = await wang.person.labeler.takeItem(lot);
    const { name } = wang;
    const bodies: string[] = [];
    await space.layer.during(
      async (passing, forward) => {
        const answer = await forward();
        if (passing.reader === name || passing.path === '/api/events')
          bodies.push(passing.body.toString('utf8'), answer.body.toString('utf8'));
        return answer;
      },
      async () => {
        const again = await wang.person.labeler.takeItem(lot);
        expect(again).to.include({ item, text });
        await wang.person.labeler.annotate({ lot, item, result: labelClause(text) }, { hold: 0 });
        await until('a sent label', async () => (await wang.person.outbox.facts()).waiting === 0);
      },
    );
    const passed = bodies.join('\n');
    expect(passed).to.include('sealed-label');
    for (const secret of [text, text.slice(0, 8), '牵头部门']) expect(passed).to.not.include(secret);
    const root = space.supervisor.layout.gateway;
    const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => path.join(root, file));
    const holding = files.filter((file) => fs.statSync(file).isFile() && fs.readFileSync(file).includes(text.slice(0, 12)));
    expect(holding).to.deep.equal([]);
  });

  it('by another item, another ciphertext, another header or another wrap is refused by name', async () => {
    const first = await leaseOf(wang);
    const second = await leaseOf(wang, [first.item]);
    const other = await leaseOf(li);
    const { wrap } = first.wrap;
    const place = { space: space.people.space, project, lot, batch: wrap.purpose === 'batch-key' ? wrap.batch : '' };
    const own = wrapBatchKey(randomBytes(32), place, wrap.recipient, { connector: space.operator.receipt, random: randomBytes });
    for (const [change, code] of [
      [(lease: SealedLease) => ({ ...lease, sealed: second.sealed }), 'header-foreign'],
      [(lease: SealedLease) => ({ ...lease, sealed: { ...lease.sealed, box: second.sealed.box } }), 'item-ciphertext-differs'],
      [(lease: SealedLease) => ({ ...lease, wrap: other.wrap }), 'wrap-foreign'],
      [(lease: SealedLease) => ({ ...lease, wrap: own }), 'wrap-signature-invalid'],
      [
        (lease: SealedLease) => ({
          ...lease,
          sealed: { ...lease.sealed, signed: { ...lease.sealed.signed, header: { ...lease.sealed.signed.header, version: 7 } } },
        }),
        'header-signature-invalid',
      ],
    ] as const)
      expect(await refused(change), code).to.equal(code);
  });

  it('by an item that it made up whole, text, header and wrap under one key of its own, is refused by name', async () => {
    const lease = await leaseOf(wang);
    const { item, version, row, ...head } = lease.sealed.signed.header;
    const connector = space.operator.receipt;
    const batch = createBatch({ head, items: [item], key: randomBytes(32), connector, random: randomBytes });
    const said = toSignableBytes('教育局不负责');
    const { signed, box } = batch.seal({ item, version, row, salt: randomBytes(32), content: said });
    const wrap = batch.wrapFor(lease.wrap.wrap.recipient);
    // Nothing is wrong with it but whose it is: for somebody who took that key for the connector's it would open.
    const key = toHex(connector.publicKey);
    const batchKey = openBatchKey(wrap, head, wang.keyring.opening, key);
    const { space: where, project: of, lot: within } = head;
    const premise = { connector: key, expected: { space: where, project: of, ...(within !== undefined && { lot: within }), item } };
    expect(openItem({ signed, box }, batchKey, premise).content).to.deep.equal(said);
    const made = { signed, box: toBase64(box) };
    expect(await refused((seen) => ({ ...seen, sealed: made, wrap }))).to.equal('wrap-signature-invalid');
    // Under the connector's own wrap the header is looked at.
    expect(await refused((seen) => ({ ...seen, sealed: made }))).to.equal('header-signature-invalid');
    expect((await wang.person.labeler.takeItem(lot)).text).to.not.equal('教育局不负责');
  });

  it('by the header of another lot is refused by name', async () => {
    const earlier = await leaseOf(wang);
    const again = await openLot(owner, project, [0, 1]);
    await wang.client.ledger().until((state) => state.lots.get(again), 30_000);
    const before = lot;
    await until('another lot that is sealed', () => wang.person.labeler.takeItem(again).catch(() => undefined), 60_000);
    lot = again;
    try {
      expect(await refused((lease) => ({ ...earlier, item: lease.item }))).to.equal('wrap-foreign');
      expect(await refused((lease) => ({ ...lease, sealed: earlier.sealed }))).to.equal('wrap-foreign');
    } finally {
      lot = before;
    }
  });

  it('by one labeler’s labels shown to another shows none of them, and says whose they are not', async () => {
    const mine = await wang.person.labeler.mine(lot);
    expect(mine.length).to.be.greaterThan(0);
    expect(mine.every(({ opening }) => opening !== undefined)).to.equal(true);
    const served = mine.map((label) => ({ ...label, opening: undefined }));
    const rule: Rule = (passing) =>
      passing.reader === li.name && passing.path === `/api/lots/${lot}/mine` ? answerJson({ labels: served }) : undefined;
    expect(await space.layer.during(rule, () => li.person.labeler.listed(lot))).to.deep.equal({ mine: [], foreign: mine.length });
    const named = (await li.alarms.list()).filter(({ code }) => code === 'label-foreign');
    expect(named.map(({ evidence }) => (evidence as { readonly event: string }).event)).to.have.members(mine.map(({ event }) => event));
    // What was sealed for another is no evidence against the gateway and stays hers.
    expect(JSON.stringify(named)).to.not.include('"box"');
  });

  it('stands aside for honest work: the lot closes and is released at the owner’s alone', async () => {
    for (const worker of [wang, li]) while (await takeNext(worker, lot)) continue;
    await owner.client.ledger().until((state) => state.lots.get(lot)?.closed, 90_000);
    const prepared = valueOf(await owner.person.owner.prepareRelease(lot));
    expect(prepared.labels).to.equal(4);
    await owner.person.owner.signRelease(prepared);
    const folder = path.join(space.supervisor.layout.memberProcess('city-hall'), 'release', prepared.release);
    const lines = fs.readFileSync(path.join(folder, 'data.jsonl'), 'utf8').trim().split('\n');
    expect(lines).to.have.length(4);
  });

  it('and a labeler who seals garbage cannot hold the lot up: it is declared, labeled anew, and closed', async () => {
    const small = await openLot(owner, project, [0, 1]);
    await wang.client.ledger().until((state) => state.lots.get(small), 30_000);
    await until('sealed items', () => wang.person.labeler.takeItem(small).catch(() => undefined), 60_000);
    const honest = lot;
    lot = small;
    const { item, sealed } = await leaseOf(wang).finally(() => (lot = honest));
    const { opened } = wang.client.ledger().state.lots.get(small) ?? expect.fail('no lot');
    const { commitment } = opened.signed.event.body.items.find(({ id }) => id === item) ?? { commitment: '' };
    const { opening, commitment: result } = commitTo({ random: randomBytes }, 'annotation', item, [...labelClause('教育局负责')]);
    const place = { space: space.people.space, lot: small, item, author: wang.keyring.key, lotEvent: opened.id };
    const readers = { lot: toHex(createOpeningKey(randomBytes(32)).publicKey), author: wang.keyring.openingKey };
    const garbage = sealLabel(toSignableBytes(opening), { place, readers }, randomBytes);
    const { id } = await wang.person.outbox.act({
      type: 'annotation-signed',
      subject: { kind: 'item', id: item, commitment },
      refs: [opened.id],
      body: {
        lot: small,
        revision: 0,
        method: 'manual',
        result,
        sealed: { header: headerHash(sealed.signed.header), label: garbage.hash },
      },
      documents: [{ kind: 'sealed-label', sealed: garbage.sealed }],
    });
    while (await takeNext(li, small)) continue;
    await owner.client.ledger().until((state) => (state.lots.get(small)?.unreadable.has(id) === true ? true : undefined), 90_000);
    const auditor = await openWorker(space, 'wu.zheng');
    const shown = (await wang.person.labeler.mine(small)).find((own) => own.event === id) ?? expect.fail('no label');
    const file = { v: 1, kind: 'label-dispute', space: space.people.space, signed: shown.signed, salt: shown.salt } as const;
    const labelKey = toHex(garbage.labelKey);
    const ruling = await auditor.person.auditor.judge(writeDispute({ ...file, sealed: garbage.sealed, labelKey }));
    expect(ruling).to.include({ finding: 'author-wrapped-garbage', against: 'author', label: id, reason: 'wrap-unopened' });
    const [honestly] = await li.person.labeler.mine(small);
    const object = await li.person.labeler.dispute(small, honestly?.event ?? '');
    expect(await auditor.person.auditor.judge(writeDispute(object))).to.include({ finding: 'not-disputed', against: 'nobody' });
    await auditor.leave();
    await until('the item again', () => takeNext(li, small), 30_000);
    const closed = await owner.client.ledger().until((state) => state.lots.get(small)?.closed, 90_000);
    expect(closed.signed.event.body).to.include({ cause: 'complete', labels: 2 });
  });

  // The last one: the witnesses have seen a log that the real one does not go on from.
  it('cannot have anything sealed for a person whom it puts on a roster of its own', async () => {
    const outsider = space.personOf('zhao.qian');
    const { keyring: operator } = await space.sessionOf('chen.li');
    const city = await space.keyOf('city-hall');
    const forger = createForger(space.people.space, space.newId);
    const members = [{ certificate: outsider.certificate, key: outsider.key, duty: 'labeler' as const }];
    const by = { org: space.rootOf('city-hall').org, key: operator.signing, seq: 5000 };
    const forged = forger.entry(by, 'roster-signed', { kind: 'project', id: project }, { number: 9, members });
    const later = await openLot(owner, project, [2, 3]);
    await owner.client.ledger().until((state) => state.lots.get(later), 30_000);
    const log = createHostileLog(space.operator.name, space.operator.checkpoint, [...(await space.entries()), forged]);
    const [wraps, sizes]: [string[], number[]] = [[], []];
    const rule: Rule = (passing) => {
      if (passing.path.endsWith('/wraps')) wraps.push(passing.body.toString('utf8'));
      if (passing.reader === city && passing.path.endsWith('/heartbeat'))
        sizes.push((JSON.parse(passing.body.toString('utf8')) as { size: number }).size);
      return log.serve(passing);
    };
    await space.layer.during(rule, async () => {
      await until('a connector that has read on for a while', () => sizes.filter((size) => size === log.entries.length).length > 1, 60_000);
    });
    const { openingKey } = (await owner.client.follow().catch(() => undefined))?.state.certificates.get(outsider.key) ?? {};
    expect(wraps.join('\n')).to.not.include(openingKey ?? outsider.key);
  });
});
