import { expect } from 'chai';
import { toSignableBytes, type Json } from '../../../common/canonical-json.ts';
import { hmacSha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import type { Role } from '../../../provenance/event/fields.ts';
import { provePossession, type CertificateRequest } from '../../../provenance/identity/certificate.ts';
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
  const enrol = async (actor: Actor, changes: Partial<CertificateRequest> = {}, lie: object = {}) => {
    const request = requestOf(actor, changes);
    const mac = toHex(hmacSha256(parseHex('11'.repeat(16)), toSignableBytes({ request } as unknown as Json)));
    const json = { request, possession: provePossession(request, actor.key), mac, ...lie };
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
