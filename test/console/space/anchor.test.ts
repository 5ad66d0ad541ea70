import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import { createAlarms } from '../../../console/src/space/alarm.ts';
import { createAnchor, rootFingerprint } from '../../../console/src/space/anchor.ts';
import { createHttp } from '../../../console/src/space/http.ts';
import { createMachine, openStage, type Machine, type Stage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { keyOf } from '../../support/log.ts';
import { BASE } from '../../support/tiny-log.ts';

const openAnchor = ({ log, lot }: Stage, { store }: Machine) => {
  const http = createHttp({ fetch: (url, request) => log.fetch(url, request), base: BASE });
  const alarms = createAlarms(store, () => log.now);
  const { org } = lot.firm;
  const rootKey = toHex(lot.firm.key.publicKey);
  return { anchor: createAnchor({ store, http, alarms, space: log.space.space, org }), alarms, rootKey };
};

const codes = async ({ alarms }: ReturnType<typeof openAnchor>) => (await alarms.list()).map(({ code }) => code);

describe('the anchor of trust', () => {
  it('asks for the key letter first', async () => {
    const { anchor } = openAnchor(openStage(), createMachine());
    await expectCode(() => anchor.refresh(), 'root-unconfirmed');
    await expectCode(() => anchor.pinned(), 'root-unconfirmed');
  });

  it('takes the own organisation’s signed list and keeps it for times without a gateway', async () => {
    const stage = openStage();
    const machine = createMachine();
    const { anchor, rootKey } = openAnchor(stage, machine);
    await anchor.confirmRoot(rootKey);
    expect((await anchor.refresh()).policy.k).to.equal(3);
    stage.log.weather = 'lost-request';
    const later = openAnchor(stage, machine).anchor;
    expect((await later.refresh()).number).to.equal(1);
    expect((await later.pinned())?.text).to.equal(stage.log.policyText);
  });

  it('keeps the root that the person confirmed', async () => {
    const { anchor, rootKey } = openAnchor(openStage(), createMachine());
    await anchor.confirmRoot(rootKey);
    await anchor.confirmRoot(rootKey);
    await expectCode(() => anchor.confirmRoot('ab'.repeat(32)), 'root-differs');
    expect(await anchor.root()).to.equal(rootKey);
  });

  it('has no list before the organisation has signed one', async () => {
    const stage = openStage();
    const { anchor, rootKey, alarms } = openAnchor(stage, createMachine());
    await anchor.confirmRoot(rootKey);
    stage.log.handlers.push((path) => {
      if (path.startsWith('/api/pins')) throw new DomainError('pins-unknown', { status: 404 });
      return undefined;
    });
    await expectCode(() => anchor.refresh(), 'pin-list-missing');
    expect(await alarms.list()).to.deep.equal([]);
  });

  it('follows a newer list, and takes an older one for an alarm', async () => {
    const stage = openStage();
    const opened = openAnchor(stage, createMachine());
    const { firm } = stage.lot;
    await opened.anchor.confirmRoot(opened.rootKey);
    stage.log.lies.pins = () => stage.log.pinList(firm, 5);
    expect((await opened.anchor.refresh()).number).to.equal(5);
    stage.log.lies.pins = () => stage.log.pinList(firm, 4);
    expect((await opened.anchor.refresh()).number).to.equal(5);
    expect(await codes(opened)).to.deep.equal(['pin-list-stale']);
  });

  it('finds two lists under one number', async () => {
    const stage = openStage();
    const opened = openAnchor(stage, createMachine());
    await opened.anchor.confirmRoot(opened.rootKey);
    await opened.anchor.refresh();
    stage.log.lies.pins = () => stage.log.pinList(stage.lot.firm, 1, `${stage.log.policyText}# another\n`);
    expect((await opened.anchor.refresh()).text).to.equal(stage.log.policyText);
    expect(await codes(opened)).to.deep.equal(['pin-list-forked']);
  });

  const FORGED: Readonly<Record<string, (stage: Stage) => object>> = {
    'by another root': ({ log, lot }) => log.pinList({ ...lot.firm, key: keyOf('forger') }, 9),
    'of another organisation': ({ log, lot }) => log.pinList(lot.owner, 9),
    'that pins another root for the own organisation': ({ log, lot }) => {
      const text = log.policyText.replace(toHex(lot.firm.key.publicKey), toHex(keyOf('forger').publicKey));
      return log.pinList(lot.firm, 9, text);
    },
    'whose policy lets two histories pass': ({ log, lot }) =>
      log.pinList(lot.firm, 9, log.policyText.replace('group witnesses 3', 'group witnesses 2')),
    'that is no list': () => ({ hello: 1 }),
  };
  for (const [name, forge] of Object.entries(FORGED))
    it(`refuses a list ${name}`, async () => {
      const stage = openStage();
      const opened = openAnchor(stage, createMachine());
      await opened.anchor.confirmRoot(opened.rootKey);
      await opened.anchor.refresh();
      stage.log.lies.pins = () => forge(stage);
      expect((await opened.anchor.refresh()).number).to.equal(1);
      expect(await codes(opened)).to.deep.equal(['pin-list-forged']);
    });

  it('has nothing to fall back on the first time', async () => {
    const stage = openStage();
    const opened = openAnchor(stage, createMachine());
    await opened.anchor.confirmRoot(opened.rootKey);
    stage.log.lies.pins = () => stage.log.pinList({ ...stage.lot.firm, key: keyOf('forger') });
    await expectCode(() => opened.anchor.refresh(), 'signature-invalid');
    expect(await codes(opened)).to.deep.equal(['pin-list-forged']);
  });

  it('shows the fingerprint of the key letter', () =>
    expect(rootFingerprint('00'.repeat(32))).to.equal('66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925'));
});
