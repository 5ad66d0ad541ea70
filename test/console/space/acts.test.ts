import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex } from '../../../common/encodings.ts';
import { toSignableBytes } from '../../../common/canonical-json.ts';
import { decisionOf } from '../../../console/src/format/decision.ts';
import { createRoot } from '../../../console/src/space/person.ts';
import { valueOf } from '../../../console/src/space/acts/owner.ts';
import { parseResult } from '../../../labeling/result.ts';
import { reportHash } from '../../../privacy/deidentification/report.ts';
import type { CommandAnswer } from '../../../provenance/command/answer.ts';
import { provePossession } from '../../../provenance/identity/certificate.ts';
import type { SpaceState } from '../../../provenance/space/state.ts';
import { openStage, type Stage } from '../../support/device.ts';
import { verifyInvitation } from '../../../provenance/identity/invitation.ts';
import { connectorRequest } from '../../support/enrolment.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { CONFIGURATION, RESULT } from '../../support/scripted-lot.ts';
import { PROTECTION } from '../support/sample-data.ts';
import { attachConnector } from '../../support/tiny-connector.ts';

const TITLE = { zh: '行动计划条款', en: 'Action plan clauses' };
const PROFILE = {
  title: TITLE,
  rows: 2,
  columns: [
    { name: 'text', filled: 2, distinct: 2, longest: 40, withheld: false },
    { name: 'departments', filled: 2, distinct: 2, longest: 10, withheld: true },
  ],
};

/** Everybody of one stage, at devices of their own. */
const openPeople = async (stage: Stage) => {
  const { log, lot } = stage;
  const open = (actor: typeof lot.keeper): Promise<TestPerson> =>
    openPerson(log, actor, actor.org === lot.owner.org ? lot.owner : lot.firm);
  return { keeper: await open(lot.keeper), officer: await open(lot.officer), labeler: await open(lot.labelers[0]) };
};

/** The owner's connector: registers datasets with a real commitment, and serves what the gateway would relay of them. */
const attachRegistrar = (stage: Stage): void => {
  const { log, lot } = stage;
  const { space } = log;
  attachConnector(log, lot.connector, lot.keeper, ({ command, given }): CommandAnswer => {
    if (command !== 'register-dataset') return { ok: false, code: 'command-unknown', details: {} };
    const id = String(given['dataset']);
    const { opening, commitment } = space.seal('profile', id, PROFILE);
    const { id: event, index } = space.log('dataset-registered', lot.connector, {
      subject: { id, commitment },
      body: { rows: 2, columns: 2, withheld: 1, root: '0'.repeat(64) },
    });
    log.handlers.push((path) =>
      path === `/api/datasets/${id}` ? { id, org: lot.owner.org, registered: index, profile: opening, events: [] } : undefined,
    );
    return { ok: true, value: { event, index } };
  });
};

const stateOf = async ({ client }: TestPerson, log: Stage['log']): Promise<SpaceState> => {
  log.publish();
  return (await client.follow()).state;
};

describe('the acts of a data owner and her officer', () => {
  it('lead from a source to a project with its roster', async () => {
    const stage = openStage();
    const { log, lot } = stage;
    attachRegistrar(stage);
    const { keeper, officer } = await openPeople(stage);

    const { dataset, answer } = await keeper.owner.register({ source: 'clauses.tsv', title: TITLE, withhold: ['departments'] });
    expect(valueOf(answer).index).to.be.greaterThan(0);
    await officer.grading.grade({ dataset, level: 'g1', reasons: ['public-document'], matrix: { major: 1, minor: 0 } });
    const request = { dataset, title: TITLE, summary: { zh: '公开的条款', en: 'Public clauses' } };
    const draft = await keeper.owner.draftCatalogueEntry(request);
    expect(JSON.parse(draft.text)).to.deep.equal({ title: TITLE, summary: request.summary, columns: ['text'], level: 'g1' });
    expect(draft.hash).to.equal(toHex(sha256(toSignableBytes(JSON.parse(draft.text)))));
    await keeper.owner.publish(request);

    const instructions = { zh: '', en: '' };
    const opened = await keeper.owner.openProject({
      dataset,
      title: TITLE,
      configuration: CONFIGURATION,
      textColumn: 'text',
      instructions,
    });
    const members = [{ certificate: lot.labelers[0].certificate, duty: 'labeler' as const }];
    await keeper.owner.signRoster(opened.project, members);
    await keeper.owner.signRoster(opened.project, [...members, { certificate: lot.labelers[1].certificate, duty: 'labeler' }]);

    const state = await stateOf(keeper, log);
    expect(state.datasets.get(dataset)?.published).not.to.equal(undefined);
    const roster = state.projects.get(opened.project)?.roster?.signed.event.body;
    expect(roster?.number).to.equal(2);
    expect(roster?.members.map(({ key }) => key)).to.deep.equal(lot.labelers.map(({ key }) => toHex(key.publicKey)));
    expect(await keeper.client.alarms.list()).to.deep.equal([]);
  });

  it('stop at a dataset whose level forbids delivery, with the rule', async () => {
    const stage = openStage();
    attachRegistrar(stage);
    const { keeper, officer } = await openPeople(stage);
    const { dataset } = await keeper.owner.register({ source: 'clauses.tsv', title: TITLE, withhold: [] });
    const instructions = { zh: '', en: '' };
    const project = { dataset, title: TITLE, configuration: CONFIGURATION, textColumn: 'text', instructions };
    const refusal = () => keeper.owner.openProject(project).catch((error: unknown) => decisionOf(error));
    expect(await refusal()).to.include({ rule: 'LV-UNSIGNED', whoCanApprove: 'grading-officer' });
    await officer.grading.grade({ dataset, level: 'g2', reasons: ['personal-information'], matrix: { major: 1, minor: 0 } });
    expect(await refusal()).to.include({ rule: 'LV-G2-OPEN', whoCanApprove: 'nobody' });
    await officer.grading.grade({ dataset, level: 'g1', reasons: ['public-document'], matrix: { major: 1, minor: 0 } });
    await stateOf(keeper, stage.log);
    await keeper.owner.openProject(project);
  });

  it('are refused to whoever has not the role', async () => {
    const stage = openStage();
    const { keeper } = await openPeople(stage);
    const { dataset } = stage.lot;
    const request = { dataset, level: 'g1' as const, reasons: ['public-document' as const], matrix: { major: 1, minor: 0 } };
    await expectCode(() => keeper.grading.grade(request), 'role-missing');
    await expectCode(
      () => keeper.owner.signRoster(stage.lot.project, [{ certificate: log0(stage), duty: 'labeler' }]),
      'roster-member-unfit',
    );
  });

  it('take no report but the one that was registered', async () => {
    const stage = openStage();
    const { log, lot } = stage;
    const dataset = log.space.newId();
    const registered = { from: lot.dataset, plan: 'ab'.repeat(32), report: reportHash(PROTECTION) };
    let shown: object = { report: PROTECTION };
    attachConnector(log, lot.connector, lot.keeper, ({ command, given }): CommandAnswer => {
      expect({ command, given }).to.deep.equal({ command: 'show-protection', given: { dataset } });
      return { ok: true, value: shown as never };
    });
    const source = log.space.replay().state.datasets.get(lot.dataset)?.registered.id ?? '';
    log.space.log('dataset-registered', lot.connector, {
      subject: { id: dataset, commitment: log.space.seal('profile', dataset, PROFILE).commitment },
      body: { rows: 2, columns: 2, withheld: 0, root: '0'.repeat(64), derived: registered },
      refs: [source],
    });
    log.publish();
    const { keeper } = await openPeople(stage);
    await keeper.client.follow();
    const { derivatives } = keeper;
    expect(await derivatives.report(dataset)).to.deep.equal(PROTECTION);
    expect(await derivatives.progress(dataset)).to.equal(undefined);
    shown = { protecting: { step: 'counting', rows: 1, share: 0.5 } };
    expect(await derivatives.progress(dataset)).to.deep.equal({ step: 'counting', rows: 1, share: 0.5 });
    await expectCode(() => derivatives.report(dataset), 'report-differs');
    // One name fewer found than there were.
    const [first, ...rest] = PROTECTION.replaced;
    shown = { report: { ...PROTECTION, replaced: [{ ...first, found: 50 }, ...rest] } };
    await expectCode(() => derivatives.report(dataset), 'report-differs');
    shown = { report: { ...PROTECTION, plan: 'more than a report' } };
    await expectCode(() => derivatives.report(dataset), 'answer-forged');
  });

  it('sign a release only as the lot was closed', async () => {
    const stage = openStage();
    const { log, lot } = stage;
    const { keeper } = await openPeople(stage);
    const lotId = lot.lot.signed.event.subject.id;
    const closing = { cause: 'deadline' as const, labels: 0, reports: 0, left: lot.items.map(({ id }) => id), root: '0'.repeat(64) };
    const closed = log.space.log('lot-closed', lot.connector, { subject: { id: lotId }, body: closing, refs: [lot.lot.id] });
    const prepared = {
      release: log.space.newId(),
      lot: lotId,
      project: lot.project,
      manifest: 'ab'.repeat(32),
      data: 'cd'.repeat(32),
      labels: 0,
      items: 3,
      closed: closed.id,
    };
    log.publish();
    await keeper.client.follow();
    for (const lie of [{ labels: 1 }, { items: 2 }, { closed: lot.lot.id }, { project: lot.dataset }])
      await expectCode(() => keeper.owner.signRelease({ ...prepared, ...lie }), 'answer-forged');
    await keeper.owner.signRelease(prepared);
    expect((await stateOf(keeper, log)).releases.has(prepared.release)).to.equal(true);
    // A further one supersedes the newest.
    const ids = [prepared.release, log.space.newId(), log.space.newId()];
    for (const release of ids.slice(1)) {
      await keeper.owner.signRelease({ ...prepared, release });
      await stateOf(keeper, log);
    }
    const { releases } = await stateOf(keeper, log);
    expect(ids.map((id) => releases.get(id)?.signed.event.body.supersedes)).to.deep.equal([undefined, ids[0], ids[1]]);
  });
});

/** A certificate that nobody holds. */
const log0 = ({ log }: Stage): string => log.space.newId();

describe('the acts of a labeler', () => {
  const lease = (stage: Stage, text?: string): void => {
    const { log, lot } = stage;
    const [first] = lot.items;
    log.handlers.push((path) => {
      const opening = text === undefined ? first?.opening : { ...first?.opening, value: text };
      return path.endsWith('/leases') ? { item: first?.id, opening, until: log.now + 600_000 } : undefined;
    });
  };

  it('take an item, label it, correct it, and leave a draft behind', async () => {
    const stage = openStage();
    const { log, lot } = stage;
    lease(stage);
    const { labeler } = await openPeople(stage);
    const lotId = lot.lot.signed.event.subject.id;
    const item = await labeler.labeler.takeItem(lotId);
    expect(item).to.include({ text: '市数据局牵头', position: 0, lot: lotId });
    await labeler.drafts.save(item.item, RESULT);
    expect((await labeler.drafts.read(item.item))?.value).to.deep.equal(RESULT);
    const result = parseResult(RESULT);
    const order = await labeler.labeler.annotate({ lot: lotId, item: item.item, result }, { hold: 0 });
    await labeler.drafts.drop(item.item);
    await labeler.outbox.step();
    const [record] = (await labeler.outbox.facts()).records;
    expect(record).to.include({ order, topic: `item/${item.item}` });
    const event = record?.outgoing?.id ?? '';
    await labeler.labeler.annotate({ lot: lotId, item: item.item, result: [], replaces: { event, revision: 0 } }, { hold: 0 });
    await labeler.outbox.step();
    const second = log.seen.at(-1)?.event;
    expect(second?.refs).to.deep.equal([lot.lot.id, event]);
    expect(second?.body).to.include({ revision: 1 });
    expect(await labeler.drafts.topics()).to.deep.equal([]);
    await labeler.labeler.report(lotId, lot.items[1]?.id ?? '', 'empty', { hold: 0 });
    await labeler.outbox.step();
    expect(log.acknowledged.length).to.equal(3);
  });

  it('show nothing that does not open what the owner committed to', async () => {
    const stage = openStage();
    lease(stage, '市数据局不牵头');
    const { labeler } = await openPeople(stage);
    await expectCode(() => labeler.labeler.takeItem(stage.lot.lot.signed.event.subject.id), 'opening-differs');
    const [alarm] = await labeler.client.alarms.list();
    expect(alarm?.code).to.equal('opening-differs');
  });

  it('take nothing while the outbox is full', async () => {
    const stage = openStage();
    lease(stage);
    const { labeler } = await openPeople(stage);
    const lotId = stage.lot.lot.signed.event.subject.id;
    await labeler.labeler.report(lotId, stage.lot.items[0]?.id ?? '', 'empty');
    stage.log.now += 24 * 3_600_000;
    await expectCode(() => labeler.labeler.takeItem(lotId), 'outbox-full');
  });

  it('know their own labels from those that the gateway only says are theirs', async () => {
    const stage = openStage();
    const { log, lot } = stage;
    const { labeler } = await openPeople(stage);
    const lotId = lot.lot.signed.event.subject.id;
    const item = lot.items[0]?.id ?? '';
    await labeler.labeler.report(lotId, item, 'empty', { hold: 0 });
    await labeler.outbox.step();
    const [record] = (await labeler.outbox.facts()).records;
    const { signed, id, salt } = record?.outgoing ?? {};
    const own = { item, event: id, signed, salt, index: record?.acknowledged?.index };
    const foreign = { item, event: lot.lot.id, signed: lot.lot.signed, salt: 'ab'.repeat(32), index: lot.lot.index };
    log.handlers.push((path) => (path.endsWith('/mine') ? { labels: [own, foreign] } : undefined));
    expect((await labeler.labeler.mine(lotId)).map(({ event }) => event)).to.deep.equal([id]);
  });
});

describe('the acts of an administrator', () => {
  const openAdministrator = async (stage: Stage): Promise<TestPerson> => {
    const { log, lot } = stage;
    const administrator = log.space.newActor(lot.owner.org);
    const certified = {
      subject: { kind: 'delegate' as const, id: administrator.subject },
      key: toHex(administrator.key.publicKey),
      openingKey: toHex(administrator.opening.publicKey),
      roles: ['administrator' as const],
      clearance: 'g1' as const,
    };
    const possession = provePossession({ ...certified, space: log.space.space, org: lot.owner.org }, administrator.key);
    log.space.log('certificate-issued', lot.owner, { subject: { id: administrator.certificate }, body: { ...certified, possession } });
    const delegates = [certified.key];
    log.space.log('delegations-listed', lot.owner, { subject: { id: lot.owner.org }, body: { number: 1, delegates } });
    log.publish();
    return await openPerson(log, administrator, lot.owner);
  };

  it('enrol a connector that holds the file, and no other', async () => {
    const stage = openStage();
    const { log, lot } = stage;
    const administrator = await openAdministrator(stage);
    const file = await administrator.administrator.createEnrolment({
      gateway: 'http://gateway.example',
      rootKey: toHex(lot.owner.key.publicKey),
      roles: ['connector', 'witness'],
      cosigner: 'log.example/witness/new',
    });
    const invited = { space: log.space.space, org: lot.owner.org, subject: file.connector.subject };
    expect(file.invitation?.key).to.equal(administrator.key);
    verifyInvitation(invited, file.invitation ?? expect.fail());
    const genuine = connectorRequest(log.space, file, file.secret);
    const forged = connectorRequest(log.space, file, 'ab'.repeat(32));
    log.handlers.push((path) =>
      path === '/api/enrolments'
        ? { enrolments: [genuine, forged].map((request) => ({ ...request, requestedAt: log.now, state: 'pending' })) }
        : undefined,
    );
    expect((await administrator.administrator.enrolments()).map(({ proven }) => proven)).to.deep.equal([true, false]);
    await expectCode(() => administrator.administrator.certifyConnector(forged), 'enrolment-unproven');
    const moved = { ...genuine, request: { ...genuine.request, org: lot.firm.org } };
    await expectCode(() => administrator.administrator.certifyConnector(moved), 'enrolment-unproven');
    await administrator.administrator.certifyConnector(genuine);
    const certificate = (await stateOf(administrator, log)).certificates.get(genuine.request.key);
    expect(certificate?.id).to.equal(file.connector.certificate);
  });

  it('revoke with effect at the next act', async () => {
    const stage = openStage();
    const { log, lot } = stage;
    const administrator = await openAdministrator(stage);
    const officer = await openPerson(log, lot.officer, lot.owner);
    await administrator.administrator.revoke(officer.key, 'left');
    const { dataset } = lot;
    const request = { dataset, level: 'g1' as const, reasons: ['public-document' as const], matrix: { major: 1, minor: 0 } };
    await expectCode(() => officer.grading.grade(request), 'actor-revoked');
    expect((await stateOf(administrator, log)).certificates.get(officer.key)?.revokedAt).to.be.a('number');
  });

  it('sign the calls that open accounts', async () => {
    const stage = openStage();
    const administrator = await openAdministrator(stage);
    let headers: Record<string, string> = {};
    const { fetch } = stage.log;
    Object.assign(stage.log, {
      fetch: (...given: Parameters<typeof fetch>) => {
        if (given[1].method === 'PUT') ({ headers } = given[1]);
        return fetch(...given);
      },
    });
    stage.log.handlers.push((path) => (path === '/api/accounts/zhou.min' ? {} : undefined));
    const wrap = { v: 1 as const, profile: 'roaming' as const, salt: '', nonce: '', ciphertext: '' };
    const account = {
      name: '周敏',
      person: log0(stage),
      key: administrator.key,
      salt: '',
      verifier: '',
      wrap: { signing: wrap, opening: wrap },
    };
    await administrator.administrator.putAccount('zhou.min', account);
    expect(Object.keys(headers).map((name) => name.toLowerCase())).to.include.members(['signature', 'signature-input', 'content-digest']);
  });
});

describe('the acts of a root', () => {
  const openRoot = async (stage: Stage) => {
    const { log, lot } = stage;
    const { client } = await openPerson(log, lot.firm, lot.firm);
    return { client, root: createRoot(client, lot.firm.key, lot.firm.opening) };
  };

  it('list delegates under the next number, on a chain that this device never saw', async () => {
    const stage = openStage();
    const { client, root } = await openRoot(stage);
    const key = toHex(stage.lot.labelers[0].key.publicKey);
    await root.listDelegates([key]);
    await root.listDelegates([]);
    stage.log.publish();
    const { state } = await client.follow();
    expect(state.organisations.get(stage.lot.firm.org)?.delegations.map(({ number, delegates }) => [number, delegates])).to.deep.equal([
      [1, [key]],
      [2, []],
    ]);
    expect(stage.log.seen[0]?.event.type).to.equal('chain-resumed');
  });

  it('sign pin lists, but none whose policy lets two histories pass', async () => {
    const stage = openStage();
    const { client, root } = await openRoot(stage);
    const { log, lot } = stage;
    let published: unknown;
    log.handlers.push((path, body) => {
      if (path !== `/api/pins/${lot.firm.org}` || body === undefined) return undefined;
      published = body;
      return {};
    });
    await expectCode(() => root.signPins(2, log.policyText.replace('group witnesses 3', 'group witnesses 2')), 'policy-unsafe');
    expect(published).to.equal(undefined);
    await root.signPins(2, log.policyText);
    log.lies.pins = () => published as object;
    expect((await client.anchor.refresh()).number).to.equal(2);
  });
});
