import { expect } from 'chai';
import { randomBytes } from '../../common/crypto/random.ts';
import { parseBase64 } from '../../common/encodings.ts';
import { labelClause } from '../../demo/walk/scripted-labels.ts';
import { openItem } from '../../privacy/sealing/item.ts';
import { openBatchKey, wrapBatchKey } from '../../privacy/sealing/wrap.ts';
import type { FetchedItem } from '../../console/src/space/acts/labeler.ts';
import { expectCode } from '../support/expect-code.ts';
import { relayLease, seeLease, type SealedLease } from '../support/hostile-leases.ts';
import { startHostileSpace, type Device, type HostileSpace } from '../support/hostile-space.ts';
import { openLot, openProject, openWorker, type Worker } from '../support/labeling-team.ts';
import { until } from '../support/until.ts';

describe('a gateway that goes on serving what was sealed before the level was raised', function () {
  this.timeout(240_000);
  let space: HostileSpace;
  let owner: Worker;
  let officer: Worker;
  /** Cleared for g3. */
  let wang: Worker;
  /** Cleared for g1 alone. */
  let nan: Device;
  let project = '';
  let lot = '';
  /** What each was handed while the data were g1. */
  const old = new Map<string, SealedLease>();
  /** Bodies that went to the gateway since the level was raised. */
  const [items, wraps]: [string[], string[]] = [[], []];

  /** Fetched and not opened while the data were g1. */
  let fetched: FetchedItem;
  /** Whatever the device asks for, it is handed this. */
  const served = async (device: Device, lease: unknown, act: () => Promise<unknown>): Promise<unknown> =>
    await space.layer.during(relayLease(device.name, lease), act);
  const withheldFrom = async (device: Device, lease: SealedLease): Promise<unknown> => {
    const error = (await served(device, lease, () => device.person.labeler.takeItem(lot)).then(
      () => expect.fail('it was opened'),
      (reason: unknown) => reason,
    )) as { readonly code: string; readonly details: Readonly<Record<string, unknown>> };
    expect(error.code).to.equal('item-withheld');
    return error.details['reason'];
  };

  before(async () => {
    space = await startHostileSpace();
    owner = await openWorker(space, 'zhou.min');
    officer = await openWorker(space, 'shen.li');
    wang = await openWorker(space, 'wang.lin');
    const hired = await space.hire('qian.jin', 'nan', { roles: ['labeler'], clearance: 'g1' });
    nan = await hired.device({ name: 'nan' });
    project = await openProject(space, owner, officer, ['wang.lin'], 'g1', 'sealed');
    await owner.client.ledger().until((state) => state.certificates.get(hired.keyring.key), 30_000);
    const people = [space.personOf('wang.lin').certificate, hired.certificate];
    await owner.person.owner.signRoster(
      project,
      people.map((certificate) => ({ certificate, duty: 'labeler' as const })),
    );
    lot = await openLot(owner, project, [0, 1, 2, 3]);
    for (const device of [nan, wang]) {
      await device.client.follow();
      await until('items that are sealed for her', () => device.person.labeler.takeItem(lot).catch(() => undefined), 60_000);
      old.set(device.name, (await seeLease(space, device, lot)).lease);
    }
    fetched = await wang.person.labeler.fetchItem(lot);
    const { dataset } = owner.client.ledger().state.projects.get(project)?.opened.signed.event.body ?? expect.fail('no project');
    space.layer.meddle((passing) => {
      if (passing.path.endsWith('/sealed-items')) items.push(passing.body.toString('utf8'));
      if (passing.path.endsWith('/wraps')) wraps.push(passing.body.toString('utf8'));
      return undefined;
    });
    await officer.person.grading.grade({ dataset, level: 'g3', reasons: ['public-document'], matrix: { major: 1, minor: 0 } });
    await until(
      'items that are sealed anew',
      async () => (await seeLease(space, wang, lot).catch(() => undefined))?.lease.sealed.signed.header.version === 2,
      60_000,
    );
  });
  after(async () => {
    for (const worker of [owner, officer, wang]) await worker?.leave();
    await space?.close();
  });
  const oldOf = (device: Device): SealedLease => old.get(device.name) ?? expect.fail('no lease');

  it('gets everything that is not done anew, under the new level, and a key for nobody who is not cleared', async () => {
    expect(items.join('\n').match(/"version":2/g)).to.have.length(4);
    expect(items.join('\n')).to.not.include('"level":"g1"');
    expect(wraps.join('\n')).to.include(wang.keyring.openingKey);
    expect(wraps.join('\n')).to.not.include(nan.keyring.openingKey);
    const { lease, text } = await seeLease(space, wang, lot);
    expect(lease.sealed.signed.header).to.include({ level: 'g3', version: 2 });
    expect(text.length).to.be.greaterThan(0);
  });

  it('cannot hand the old items out to her as an honest one would not: her browser opens none', async () => {
    await expectCode(() => nan.person.labeler.takeItem(lot), 'not-cleared');
    expect(await withheldFrom(nan, oldOf(nan))).to.equal('recipient-not-cleared');
    const { lease } = await seeLease(space, wang, lot);
    for (const wrap of [oldOf(nan).wrap, lease.wrap]) expect(await withheldFrom(nan, { ...lease, wrap })).to.equal('recipient-not-cleared');
    const { batch } = lease.sealed.signed.header;
    const own = wrapBatchKey(randomBytes(32), { space: space.people.space, project, lot, batch }, nan.keyring.openingKey, {
      connector: space.operator.receipt,
      random: randomBytes,
    });
    expect(await withheldFrom(nan, { ...lease, wrap: own })).to.equal('recipient-not-cleared');
  });

  it('cannot open to her, by whatever code of her own, what was sealed since', async () => {
    const { lease } = await seeLease(space, wang, lot);
    const { opened } = wang.client.ledger().state.lots.get(lot) ?? expect.fail('no lot');
    const { actor, body } = opened.signed.event;
    const place = { space: space.people.space, project, lot };
    const { opening } = nan.keyring;
    const oldBatch = oldOf(nan).sealed.signed.header.batch;
    const key = openBatchKey(oldOf(nan).wrap, { ...place, batch: oldBatch }, opening, actor.key);
    const { header } = lease.sealed.signed;
    await expectCode(() => openBatchKey(oldOf(nan).wrap, { ...place, batch: header.batch }, opening, actor.key), 'wrap-foreign');
    const { commitment = '' } = body.items.find(({ id }) => id === header.item) ?? {};
    const premise = { connector: actor.key, expected: { ...place, item: header.item, commitment } };
    const box = parseBase64(lease.sealed.box);
    await expectCode(() => openItem({ signed: lease.sealed.signed, box }, key, premise), 'item-key-differs');
  });

  it('cannot have the old items opened by who is cleared either: her browser names it, and keeps the evidence', async () => {
    const earlier = oldOf(wang);
    await wang.client.ledger().until((state) => state.lots.get(lot)?.versions.get(earlier.item), 30_000);
    const error = (await served(wang, earlier, () => wang.person.labeler.takeItem(lot)).then(
      () => expect.fail('it was opened'),
      (reason: unknown) => reason,
    )) as { readonly code: string; readonly details: Readonly<Record<string, unknown>> };
    expect([error.code, error.details['reason']]).to.deep.equal(['item-refused', 'header-superseded']);
    const [alarm] = (await wang.alarms.list()).map(({ evidence }) => evidence as Record<string, unknown>);
    expect(alarm).to.deep.include({ reason: 'header-superseded', item: earlier.item, header: earlier.sealed.signed });
  });

  it('does not keep an honest one from work: what was fetched before is fetched again, and the lot closes', async () => {
    expect(await fetched.open()).to.include({ item: fetched.item, level: 'g3' });
    const rest = async (): Promise<boolean> => {
      const next = await wang.person.labeler.takeItem(lot).catch(() => undefined);
      if (next !== undefined) {
        expect(next.level).to.equal('g3');
        await wang.person.labeler.annotate({ lot, item: next.item, result: labelClause(next.text) }, { hold: 0 });
      }
      return wang.client.ledger().state.lots.get(lot)?.closed !== undefined;
    };
    await until('a closed lot', rest, 120_000);
    const closed = wang.client.ledger().state.lots.get(lot)?.closed?.signed.event.body;
    expect(closed).to.include({ cause: 'complete', labels: 4 });
  });
});
