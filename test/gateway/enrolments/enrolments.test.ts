import { expect } from 'chai';
import { toSignableBytes, type Json } from '../../../common/canonical-json.ts';
import { hmacSha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import type { Role } from '../../../provenance/event/fields.ts';
import { provePossession, type CertificateRequest } from '../../../provenance/identity/certificate.ts';
import { signInvitation, type Invitation, type Invited } from '../../../provenance/identity/invitation.ts';
import { signCosignature, toWitnessKey } from '../../../provenance/log/cosignature.ts';
import { parseNote, toVerifierKey, type NoteKey } from '../../../provenance/log/note.ts';
import { keyOf } from '../../support/log.ts';
import { hexOf, startTestGateway, type TestGateway } from '../../support/gateway.ts';
import type { Actor } from '../../support/scripted-space.ts';

describe('enrolments', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startTestGateway();
  });
  after(() => gateway.close());

  const requestOf = (actor: Actor, changes: Partial<CertificateRequest> = {}): CertificateRequest => ({
    space: gateway.script.space,
    org: actor.org,
    subject: { kind: 'connector', id: actor.subject },
    key: hexOf(actor),
    openingKey: toHex(actor.opening.publicKey),
    roles: ['connector', 'witness'] as Role[],
    clearance: 'g1',
    ...changes,
  });
  const invite = ({ org, key }: Actor, invited: Partial<Invited>): Invitation =>
    signInvitation({ space: gateway.script.space, org, subject: '', ...invited }, key);
  const enrol = async (actor: Actor, changes: Partial<CertificateRequest> = {}, lie: object = {}) => {
    const request = requestOf(actor, changes);
    const mac = toHex(hmacSha256(parseHex('11'.repeat(16)), toSignableBytes({ request } as unknown as Json)));
    const root = Object.values(gateway.space.roots).find(({ org }) => org === actor.org);
    const invitation = root && invite(root, { subject: request.subject.id, org: request.org });
    const json = { request, possession: provePossession(request, actor.key), invitation, mac, ...lie };
    const { status, json: answer } = await gateway.call('POST', '/api/enrolments', { json });
    return { status, code: answer['code'], state: answer['state'] };
  };

  it('wait for the administrator of their own organisation, who sees them as they came', async () => {
    const { space, script } = gateway;
    const actor = script.newActor(space.roots.owner.org);
    expect(await enrol(actor)).to.deep.include({ status: 201, state: 'pending' });
    expect((await enrol(actor)).status).to.equal(201);
    const { json } = await gateway.call('GET', '/api/enrolments', { by: space.administrator });
    const own = (json['enrolments'] as { request: CertificateRequest }[]).filter(({ request }) => request.key === hexOf(actor));
    expect(own.map(({ request }) => request)).to.deep.equal([requestOf(actor)]);
    expect((await gateway.call('GET', '/api/enrolments', { as: space.administrator })).status).to.equal(200);
    const elsewhere = await gateway.call('GET', '/api/enrolments', { by: space.operator });
    expect(elsewhere.json['enrolments']).to.deep.equal([]);
  });

  it('may read the log and their own state, and nothing else, until they are certified', async () => {
    const { space, script } = gateway;
    const actor = script.newActor(space.roots.owner.org);
    await enrol(actor);
    expect((await gateway.call('GET', '/log/checkpoint', { by: actor })).status).to.equal(200);
    expect((await gateway.call('GET', '/api/enrolments/own', { by: actor })).json).to.deep.equal({ state: 'pending' });
    const beat = { version: '1', size: 0 };
    for (const [method, path, json] of [
      ['POST', '/api/connector/heartbeat', beat],
      ['GET', '/api/connector/tasks', undefined],
      ['GET', `/api/chains/${hexOf(actor)}`, undefined],
      ['POST', '/log/cosignatures', { size: 1, line: 'x'.repeat(20) }],
    ] as const) {
      const refused = await gateway.call(method, path, { by: actor, ...(json && { json }) });
      expect({ path, status: refused.status, code: refused.json['code'] }).to.deep.equal({ path, status: 403, code: 'enrolment-pending' });
    }
    script.certify(space.roots.owner, ['connector', 'witness'], actor);
    await gateway.submit(script.events.at(-1) as never);
    expect((await gateway.call('GET', '/api/enrolments/own', { by: actor })).json).to.deep.equal({ state: 'certified' });
    expect((await gateway.call('POST', '/api/connector/heartbeat', { by: actor, json: beat })).status).to.equal(200);
    expect((await gateway.call('GET', '/api/enrolments', { by: space.administrator })).text).not.to.contain(hexOf(actor));
  });

  it('refuse another space, an organisation that was not admitted, a person, and a key that is not held', async () => {
    const { space, script } = gateway;
    const actor = script.newActor(space.roots.owner.org);
    expect(await enrol(actor, { space: script.newId() })).to.deep.include({ status: 403, code: 'enrolment-foreign' });
    expect(await enrol(actor, { org: script.newId() })).to.deep.include({ status: 403, code: 'enrolment-foreign' });
    expect((await enrol(actor, { subject: { kind: 'person', id: actor.subject } })).code).to.equal('enrolment-unfit');
    expect((await enrol(actor, { roles: ['connector', 'administrator'] })).code).to.equal('enrolment-unfit');
    expect((await enrol(actor, { key: hexOf(space.connector) })).code).to.equal('signature-invalid');
    expect((await enrol(actor, {}, { possession: '00'.repeat(64) })).code).to.equal('signature-invalid');
    expect((await enrol(actor, { openingKey: '00'.repeat(32) })).code).to.equal('key-unacceptable');
    expect((await enrol(actor, {}, { cosigner: 'nonsense+12345678+AAAA' })).code).to.be.oneOf(['note-malformed', 'malformed-encoding']);
    expect((await gateway.call('GET', '/log/checkpoint', { by: actor })).json['code']).to.equal('request-key-unknown');
  });

  it('state the key of a witness once: what was certified is not restated', async () => {
    const { space, script } = gateway;
    const actor = script.newActor(space.roots.owner.org);
    const [first, second] = ['first', 'second'].map((name) => toWitnessKey(`${name}.example/witness`, keyOf(name).publicKey));
    await enrol(actor, {}, { cosigner: toVerifierKey(first as NoteKey) });
    script.certify(space.roots.owner, ['connector', 'witness'], actor);
    await gateway.submit(script.events.at(-1) as never);
    expect(await enrol(actor, {}, { cosigner: toVerifierKey(second as NoteKey) })).to.deep.include({ status: 201, state: 'certified' });
    await gateway.log.publish();
    const note = await gateway.foundation.reader.newest();
    const cosign = async (name: string) => {
      const line = signCosignature(parseNote(note), `${name}.example/witness`, keyOf(name), 1_900_000_000);
      return (await gateway.call('POST', '/log/cosignatures', { by: actor, json: { size: Number(note.split('\n')[1]), line } })).status;
    };
    expect([await cosign('first'), await cosign('second')]).to.deep.equal([200, 422]);
  });

  describe('by strangers', () => {
    const waiting = async (): Promise<readonly string[]> => {
      const { json } = await gateway.call('GET', '/api/enrolments', { by: gateway.space.administrator });
      return (json['enrolments'] as { request: CertificateRequest }[]).map(({ request }) => request.key);
    };
    /** A delegate of the owner, certified and on its newest list. */
    const newDelegate = async (number: number, revoked = false): Promise<Actor> => {
      const { script, space } = gateway;
      const delegate = script.newActor(space.roots.owner.org);
      const certified = {
        subject: { kind: 'delegate' as const, id: delegate.subject },
        key: hexOf(delegate),
        openingKey: toHex(delegate.opening.publicKey),
        roles: ['administrator' as const],
        clearance: 'g1' as const,
      };
      const possession = provePossession({ ...certified, space: script.space, org: delegate.org }, delegate.key);
      script.log('certificate-issued', space.roots.owner, { subject: { id: delegate.certificate }, body: { ...certified, possession } });
      await gateway.submit(script.events.at(-1) as never);
      const body = { number, delegates: [hexOf(delegate)] };
      script.log('delegations-listed', space.roots.owner, { subject: { id: delegate.org }, body });
      await gateway.submit(script.events.at(-1) as never);
      if (revoked) script.revoke(space.roots.owner, delegate);
      if (revoked) await gateway.submit(script.events.at(-1) as never);
      return delegate;
    };

    it('take no place, however many they ask for', async () => {
      const { space, script } = gateway;
      const before = await waiting();
      for (let i = 0; i < 5; i++) {
        const actor = script.newActor(space.roots.owner.org);
        expect(await enrol(actor, {}, { invitation: undefined })).to.deep.include({ status: 403, code: 'enrolment-uninvited' });
        expect((await gateway.call('GET', '/log/checkpoint', { by: actor })).json['code']).to.equal('request-key-unknown');
      }
      expect(await waiting()).to.deep.equal(before);
    });

    it('take no place by an invitation of their own, of another organisation, or of somebody who may not certify', async () => {
      const { space, script } = gateway;
      const before = await waiting();
      const [gone, current] = [await newDelegate(1, true), await newDelegate(2)];
      for (const [inviter, code] of [
        [script.newActor(space.roots.owner.org), 'actor-uncertified'],
        [space.roots.firm, 'actor-uncertified'],
        [space.connector, 'issuer-not-delegated'],
        [space.administrator, 'issuer-not-delegated'],
        [space.operator, 'actor-elsewhere'],
        [gone, 'actor-revoked'],
      ] as const) {
        const actor = script.newActor(space.roots.owner.org);
        const invitation = invite({ ...inviter, org: actor.org }, { subject: actor.subject });
        expect(await enrol(actor, {}, { invitation })).to.deep.include({ status: 403, code });
      }
      expect(await waiting()).to.deep.equal(before);
      const actor = script.newActor(space.roots.owner.org);
      expect((await enrol(actor, {}, { invitation: invite(current, { subject: actor.subject }) })).state).to.equal('pending');
    });

    it('take no place by an invitation for another machine, organisation or space, or one that was changed', async () => {
      const { space, script } = gateway;
      const before = await waiting();
      const { owner, firm } = space.roots;
      const actor = script.newActor(owner.org);
      const genuine = invite(owner, { subject: actor.subject });
      for (const invitation of [
        invite(owner, { subject: script.newId() }),
        invite(owner, { subject: actor.subject, org: firm.org }),
        invite(owner, { subject: actor.subject, space: script.newId() }),
        { ...genuine, key: hexOf(firm) },
        { ...genuine, signature: '00'.repeat(64) },
      ])
        expect(await enrol(actor, {}, { invitation })).to.deep.include({ status: 422, code: 'signature-invalid' });
      expect(await waiting()).to.deep.equal(before);
    });

    it('who got hold of an invitation take that one place and no more', async () => {
      const { space, script } = gateway;
      const before = await waiting();
      const machine = script.newActor(space.roots.owner.org);
      const keys = Array.from({ length: 5 }, () => ({ ...script.newActor(machine.org), subject: machine.subject }));
      for (const key of keys) expect((await enrol(key)).state).to.equal('pending');
      expect((await waiting()).filter((key) => !before.includes(key))).to.deep.equal([hexOf(keys.at(-1) as Actor)]);
      expect((await gateway.call('GET', '/log/checkpoint', { by: keys[0] as Actor })).json['code']).to.equal('request-key-unknown');
    });

    it('who got hold of an invitation drive out no certified machine', async () => {
      const { space, script } = gateway;
      const machine = script.newActor(space.roots.owner.org);
      await enrol(machine);
      script.certify(space.roots.owner, ['connector', 'witness'], machine);
      await gateway.submit(script.events.at(-1) as never);
      const intruder = { ...script.newActor(machine.org), subject: machine.subject };
      expect((await enrol(intruder)).state).to.equal('pending');
      expect((await gateway.call('GET', '/api/enrolments/own', { by: machine })).json).to.deep.equal({ state: 'certified' });
    });
  });

  it('of machines that are certified already need no invitation', async () => {
    const { space, script } = gateway;
    const machine = script.newActor(space.roots.owner.org);
    await enrol(machine);
    script.certify(space.roots.owner, ['connector', 'witness'], machine);
    await gateway.submit(script.events.at(-1) as never);
    expect((await enrol(machine, {}, { invitation: undefined })).state).to.equal('certified');
  });

  it('fill no more than their place', async () => {
    const { script, space } = gateway;
    for (let i = 0; i < 200; i++) {
      const actor = script.newActor(space.roots.firm.org);
      await gateway.database.query('insert into enrolment (key, org, request, requested_at) values ($1, $2, $3, 0)', [
        hexOf(actor),
        actor.org,
        '{}',
      ]);
    }
    expect(await enrol(script.newActor(space.roots.firm.org))).to.deep.include({ status: 429, code: 'enrolments-full' });
  });
});
