import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createMachine } from '../support/device.ts';
import { expectCode } from '../support/expect-code.ts';
import { answerJson, answerText, type Rule } from '../support/hostile-layer.ts';
import { createHostileLog, type HostileLog } from '../support/hostile-log.ts';
import { startHostileSpace, type Device, type HostileSpace } from '../support/hostile-space.ts';
import { until } from '../support/until.ts';
import { parseNote, toNoteSource } from '../../provenance/log/note.ts';
import { signPinList, type PinList } from '../../provenance/identity/pin-list.ts';

const VERIFY = path.resolve(import.meta.dirname, '../../scripts/verify.ts');

describe('a gateway that serves another history', function () {
  this.timeout(180_000);
  let space: HostileSpace;
  before(async () => {
    space = await startHostileSpace();
  });
  after(() => space?.close());

  const opened = async (login: string, name: string): Promise<Device> => {
    const device = await space.device(login, { name });
    await device.client.follow();
    return device;
  };
  /** The real log with its last but one entry in other words, signed by the real key. */
  const fork = async (): Promise<HostileLog> => {
    const entries = await space.entries();
    entries[entries.length - 2] = new TextEncoder().encode('{"another":"history"}');
    return createHostileLog(space.operator.name, space.operator.checkpoint, entries);
  };
  const servedTo =
    (reader: string, log: HostileLog): Rule =>
    (passing) =>
      passing.reader === reader ? log.serve(passing) : undefined;
  /** This checkpoint is the only one that this reader gets. */
  const onlyCheckpoint =
    (reader: string, note: string): Rule =>
    (passing) =>
      passing.reader === reader && /^\/log\/checkpoint(?:\/newest)?$/.test(passing.path) ? answerText(note) : undefined;
  const codesOf = async ({ alarms }: Device): Promise<string[]> => (await alarms.list()).map(({ code }) => code);

  it('to one browser finds no quorum there', async () => {
    const device = await opened('zhou.min', 'forked');
    const { point } = device.client.ledger();
    await space.layer.during(servedTo('forked', await fork()), () => expectCode(() => device.client.follow(), 'quorum-missing'));
    expect(device.client.ledger().point).to.equal(point);
    await space.grow();
    expect((await device.client.follow()).point.size).to.be.greaterThan(point.size);
  });

  it('under the real witnesses’ signatures is caught by the browser', async () => {
    const device = await opened('zhou.min', 'pasted');
    const [forged, real] = [await fork(), device.client.ledger().point.note];
    const pasted = toNoteSource({
      text: parseNote(forged.newest()).text,
      signatures: [...parseNote(forged.newest()).signatures, ...parseNote(real).signatures.slice(1)],
    });
    await space.layer.during(onlyCheckpoint('pasted', pasted), () => expectCode(() => device.client.follow(), 'signature-invalid'));
    expect(await codesOf(device)).to.deep.equal(['log-unverified']);
  });

  it('under the real checkpoint is caught by the browser, which believes nothing more', async () => {
    const device = await space.device('zhou.min', { name: 'other entries' });
    const forged = await fork();
    const rule: Rule = (passing) =>
      passing.path.startsWith('/log/tile/') ? servedTo('other entries', forged)(passing, () => expect.fail()) : undefined;
    await space.layer.during(rule, () => expectCode(() => device.client.follow(), 'log-forked'));
    expect(await codesOf(device)).to.deep.equal(['log-forked']);
    expect(device.client.ledger().health).to.equal('contradicted');
    await expectCode(() => device.client.follow(), 'log-contradicted');
  });

  it('to a witness is refused, and convicted by its own two signatures', async () => {
    const auditor = await space.keyOf('auditor');
    const forged = await fork();
    await until('the witness', () => space.witnessState('auditor').size === forged.entries.length);
    const { evidence } = await space.layer.during(servedTo(auditor, forged), () => space.alarmed('auditor', 'log-forked'));
    expect(space.judge(evidence)).to.equal('two-roots');
    expect(forged.cosignersOf(forged.entries.length)).to.deep.equal([]);
    // Anybody can check it, with the policy file alone.
    const { supervisor } = space;
    const { layout } = supervisor;
    const file = path.join(layout.members, 'fork.json');
    fs.writeFileSync(file, JSON.stringify(evidence));
    const { status, stdout } = spawnSync(process.execPath, [VERIFY, file, '--policy', layout.policy, '--lang', 'en'], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).to.deep.equal({ status: 4, stdout: 'proven: the log signed two roots for one size\n' });
    // Its administrator has looked into it, and moves the record away.
    await supervisor.process('witness-auditor').stop();
    fs.rmSync(path.join(layout.memberProcess('auditor'), 'alarms'), { recursive: true });
    await space.supervisor.startMember('auditor').ready;
    await space.grow();
    await until('the witness at work', () => space.witnessState('auditor').size > forged.entries.length);
  });

  it('that is an older one is caught by browser, witness and connector, and changes nothing', async () => {
    const device = await opened('wang.lin', 'rolled back');
    const old = device.client.ledger().point;
    await space.grow();
    const { point } = await device.client.follow();
    await space.layer.during(onlyCheckpoint('rolled back', old.note), () => expectCode(() => device.client.follow(), 'log-rolled-back'));
    expect(await codesOf(device)).to.deep.equal(['log-rolled-back']);
    expect(device.client.ledger().point).to.equal(point);
    for (const slug of ['auditor', 'firm'])
      await space.layer.during(onlyCheckpoint(await space.keyOf(slug), old.note), () => space.alarmed(slug, 'log-rolled-back'));
    await space.grow();
    expect((await device.client.follow()).health).to.equal('verified');
  });

  it('that has come to a standstill is not fresh enough to act upon after ten minutes', async () => {
    let now = Date.now();
    const device = await space.device('wang.lin', { name: 'standstill', clock: () => now });
    const ledger = await device.client.follow();
    const { note } = ledger.point;
    now += 11 * 60_000;
    await space.layer.during(onlyCheckpoint('standstill', note), () => device.client.follow());
    expect(ledger.isFresh()).to.equal(false);
    expect(ledger.health).to.equal('unwitnessed');
  });

  it('or an old or forged pin list changes nobody’s trust', async () => {
    const { org, key: root } = space.rootOf('firm');
    const first = (await (await fetch(`${space.layer.url}/api/pins/${org}`)).json()) as { list: PinList; signature: string };
    const machine = createMachine();
    const device = await space.device('li.xiang', { name: 'pins', machine });
    const second = signPinList({ ...first.list, number: 2 }, root);
    const put = await fetch(`${space.layer.url}/api/pins/${org}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(second),
    });
    expect(put.status, await put.text()).to.be.lessThan(300);
    await device.client.follow();
    expect((await device.client.anchor.pinned())?.number).to.equal(2);
    const forged = signPinList({ ...first.list, number: 3 }, space.rootOf('data-group').key);
    const serve =
      (list: unknown): Rule =>
      ({ method, path: at }) =>
        method === 'GET' && at === `/api/pins/${org}` ? answerJson(list) : undefined;
    await space.supervisor.process('connector-firm').stop();
    await space.supervisor.startMember('firm').ready;
    for (const [list, alarm, trouble] of [
      [first, 'pin-list-stale', 'pin-list-stale'],
      [forged, 'pin-list-forged', 'signature-invalid'],
    ] as const)
      await space.layer.during(serve(list), async () => {
        const written = space.logOf('connector-firm').length;
        await device.client.follow();
        expect(await codesOf(device)).to.include(alarm);
        expect((await device.client.anchor.pinned())?.number).to.equal(2);
        await space.supervisor.process('connector-firm').stop();
        await space.supervisor.startMember('firm').ready;
        await space.troubled('connector-firm', trouble, written);
      });
  });

  it('to a connector stops it, with the evidence in its folder', async () => {
    const hotline = await space.keyOf('hotline');
    const forged = await fork();
    const { evidence } = await space.layer.during(servedTo(hotline, forged), () => space.alarmed('hotline', 'log-forked'));
    expect(space.judge(evidence)).to.equal('two-roots');
    expect(forged.cosignersOf(forged.entries.length)).to.deep.equal([]);
    await space.troubled('connector-hotline', 'acting-stopped');
    await space.grow();
  });
});
