import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toSignableBytes } from '../../../common/canonical-json.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import type { Role } from '../../../provenance/event/fields.ts';
import { openStage, type Stage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import type { Actor } from '../../support/scripted-space.ts';

const openKeeper = ({ log, lot }: Stage): Promise<TestPerson> => openPerson(log, lot.keeper, lot.owner);
const alarmsOf = async ({ client }: TestPerson) => (await client.alarms.list()).map(({ code }) => code);
const serve = ({ log }: Stage, path: string, answer: object): void =>
  void log.handlers.unshift((asked) => (asked === path ? answer : undefined));

const listed = (actor: Actor, roles: readonly Role[], name: string) => ({
  key: toHex(actor.key.publicKey),
  name,
  person: actor.subject,
  org: actor.org,
  roles,
});

describe('the directory', () => {
  const honest = ({ lot }: Stage) => [listed(lot.labelers[0], ['labeler'], '王琳'), listed(lot.labelers[1], ['labeler'], '李想')];

  it('gives names to the certificates of the log', async () => {
    const stage = openStage();
    serve(stage, '/api/people', { people: honest(stage) });
    const keeper = await openKeeper(stage);
    const people = await keeper.directory.people();
    expect(people.map(({ name, certificate }) => [name, certificate.id])).to.deep.equal([
      ['王琳', stage.lot.labelers[0].certificate],
      ['李想', stage.lot.labelers[1].certificate],
    ]);
    expect(await alarmsOf(keeper)).to.deep.equal([]);
  });

  it('changes nothing by a swapped key: the roster names the certified one, and the swap is an alarm', async () => {
    const stage = openStage();
    const { log, lot } = stage;
    const intruder = log.space.newActor(lot.firm.org);
    const [first, second] = honest(stage);
    serve(stage, '/api/people', { people: [{ ...first, key: toHex(intruder.key.publicKey) }, second] });
    const keeper = await openKeeper(stage);
    expect((await keeper.directory.people()).map(({ name }) => name)).to.deep.equal(['李想']);
    expect(await alarmsOf(keeper)).to.deep.equal(['directory-differs']);
    await keeper.owner.signRoster(lot.project, [{ certificate: lot.labelers[0].certificate, duty: 'labeler' }]);
    const signed = log.seen.at(-1)?.event;
    expect(JSON.stringify(signed)).to.include(toHex(lot.labelers[0].key.publicKey)).and.not.to.include(toHex(intruder.key.publicKey));
  });

  it('cannot give one person’s name to another’s key, or add a role', async () => {
    for (const lie of [
      ({ lot }: Stage) => ({ ...listed(lot.labelers[0], ['labeler'], '王琳'), person: lot.labelers[1].subject }),
      ({ lot }: Stage) => listed(lot.labelers[0], ['labeler', 'reviewer'], '王琳'),
      ({ lot }: Stage) => ({ ...listed(lot.labelers[0], ['labeler'], '王琳'), org: lot.owner.org }),
    ]) {
      const stage = openStage();
      serve(stage, '/api/people', { people: [lie(stage)] });
      const keeper = await openKeeper(stage);
      expect(await keeper.directory.people()).to.deep.equal([]);
      expect(await alarmsOf(keeper)).to.deep.equal(['directory-differs']);
    }
  });

  it('cannot show another root for a pinned organisation', async () => {
    const stage = openStage();
    const { log, lot } = stage;
    const names = { zh: '公司', en: 'Firm' };
    const organisation = { id: lot.firm.org, role: 'firm', names, rootKey: toHex(log.space.newActor(lot.firm.org).key.publicKey) };
    serve(stage, '/api/organisations', { organisations: [organisation] });
    const keeper = await openKeeper(stage);
    expect(await keeper.directory.organisations()).to.deep.equal([]);
    expect(await alarmsOf(keeper)).to.deep.equal(['directory-differs']);
  });

  it('cannot pass off another certificate as a connector’s', async () => {
    const stage = openStage();
    const { lot } = stage;
    const key = toHex(lot.connector.key.publicKey);
    const connector = { certificate: lot.connector.certificate, key, org: lot.owner.org, roles: ['connector', 'witness'] };
    serve(stage, '/api/connectors', { connectors: [connector, { ...connector, certificate: lot.keeper.certificate }] });
    const keeper = await openKeeper(stage);
    expect((await keeper.directory.connectors()).map(({ certified }) => certified.id)).to.deep.equal([lot.connector.certificate]);
    expect(await alarmsOf(keeper)).to.deep.equal(['directory-differs']);
  });
});

describe('documents that the gateway relays', () => {
  const project = ({ lot }: Stage) => ({
    id: lot.project,
    org: lot.owner.org,
    dataset: lot.dataset,
    opening: lot.document,
    events: [],
    lots: [],
  });

  it('are shown when they open what was signed', async () => {
    const stage = openStage();
    serve(stage, `/api/projects/${stage.lot.project}`, project(stage));
    serve(stage, '/api/projects', { projects: [project(stage)] });
    const keeper = await openKeeper(stage);
    expect((await keeper.reading.project(stage.lot.project)).shown.opening).to.deep.equal(stage.lot.document);
    expect((await keeper.reading.projects()).length).to.equal(1);
  });

  it('are refused with a word changed', async () => {
    const stage = openStage();
    const changed = structuredClone(project(stage)) as unknown as { opening: { value: { textColumn: string } } };
    changed.opening.value.textColumn = 'departments';
    serve(stage, `/api/projects/${stage.lot.project}`, changed);
    const keeper = await openKeeper(stage);
    await expectCode(() => keeper.reading.project(stage.lot.project), 'opening-differs');
    expect(await alarmsOf(keeper)).to.deep.equal(['opening-differs']);
  });

  it('leave out what the log does not hold', async () => {
    const stage = openStage();
    serve(stage, '/api/projects', { projects: [{ ...project(stage), id: stage.log.space.newId() }] });
    const keeper = await openKeeper(stage);
    expect(await keeper.reading.projects()).to.deep.equal([]);
  });
});

describe('a release as the gateway serves it', () => {
  const publish = async (stage: Stage) => {
    const { log, lot } = stage;
    const lotId = lot.lot.signed.event.subject.id;
    const left = lot.items.map(({ id }) => id);
    const closing = { cause: 'deadline' as const, labels: 0, reports: 0, left, root: '0'.repeat(64) };
    const closed = log.space.log('lot-closed', lot.connector, { subject: { id: lotId }, body: closing, refs: [lot.lot.id] });
    const id = log.space.newId();
    const data = toUtf8('{}\n');
    const manifest = {
      v: 1 as const,
      release: id,
      space: log.space.space,
      project: lot.project,
      lot: lotId,
      dataset: lot.dataset,
      level: 'g1' as const,
      configuration: 'ab'.repeat(32),
      data: { sha256: toHex(sha256(data)), bytes: 3, lines: 1 },
      croissant: { sha256: toHex(sha256(toUtf8('{"a":1}\n'))), bytes: 8 },
      completeness: { items: 3, labeled: 0, reported: 0, left: 3 },
      checkpoint: { size: 1, root: 'ab'.repeat(32) },
      labels: [],
    };
    const hashes = { manifest: toHex(sha256(toSignableBytes(manifest))), data: toHex(sha256(data)) };
    const body = { project: lot.project, lot: lotId, ...hashes, labels: 0, items: 3 };
    const { index } = log.space.log('release-signed', lot.keeper, { subject: { id }, body, refs: [closed.id] });
    log.publish();
    return { shown: { id, project: lot.project, lot: lotId, index, labels: 0, items: 3, manifest }, data };
  };

  it('is shown with the manifest and data that were signed', async () => {
    const stage = openStage();
    const { shown, data } = await publish(stage);
    serve(stage, `/api/releases/${shown.id}`, shown);
    serve(stage, '/api/releases', { releases: [shown] });
    serve(stage, `/api/releases/${shown.id}/data`, data);
    serve(stage, `/api/releases/${shown.id}/croissant`, toUtf8('{"a":1}\n'));
    serve(stage, `/api/releases/${shown.id}/items/x/evidence`, toUtf8('{"bundle":1}\n'));
    const { auditor } = await openKeeper(stage);
    expect((await auditor.release(shown.id)).manifest).to.deep.equal(shown.manifest);
    expect((await auditor.releases()).length).to.equal(1);
    expect(await auditor.data(shown.id)).to.deep.equal(data);
    expect(await auditor.croissant(shown.id)).to.deep.equal(toUtf8('{"a":1}\n'));
    expect(await auditor.evidence(shown.id, 'x')).to.equal('{"bundle":1}\n');
  });

  it('is refused with other metadata than was signed', async () => {
    const stage = openStage();
    const { shown } = await publish(stage);
    serve(stage, `/api/releases/${shown.id}`, shown);
    serve(stage, `/api/releases/${shown.id}/croissant`, toUtf8('{"a":2}\n'));
    const keeper = await openKeeper(stage);
    await expectCode(() => keeper.auditor.croissant(shown.id), 'opening-differs');
    expect(await alarmsOf(keeper)).to.deep.equal(['opening-differs']);
  });

  it('is refused with another manifest or other data', async () => {
    const stage = openStage();
    const { shown } = await publish(stage);
    serve(stage, `/api/releases/${shown.id}`, { ...shown, manifest: { ...shown.manifest, configuration: 'cd'.repeat(32) } });
    serve(stage, `/api/releases/${shown.id}/data`, toUtf8('{ }\n'));
    const keeper = await openKeeper(stage);
    await expectCode(() => keeper.auditor.release(shown.id), 'opening-differs');
    await expectCode(() => keeper.auditor.data(shown.id), 'opening-differs');
    expect(await alarmsOf(keeper)).to.deep.equal(['opening-differs', 'opening-differs']);
  });
});
