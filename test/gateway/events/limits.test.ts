import { expect } from 'chai';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';

describe('what the gateway takes of one event and one key', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startTestGateway({ limits: { actor: { points: 30, seconds: 60 } } });
  });
  after(() => gateway.close());

  const command = (by: Actor) => {
    const id = gateway.script.newId();
    const { opening, commitment } = gateway.script.seal('command', id, {});
    const body = { connector: gateway.space.connector.certificate, command: 'list-sources' } as const;
    const event = gateway.script.sign('command-issued', by, { subject: { id, commitment }, body }) as unknown as LoggedEvent;
    return { event, document: { kind: 'command', opening } };
  };

  it('refuses a body that is longer than any event with its documents', async () => {
    const { status, json } = await gateway.call('POST', '/api/events', { json: { signed: 'x'.repeat(2_000_000) } });
    expect({ status, code: json['code'] }).to.deep.equal({ status: 413, code: 'body-too-large' });
  });

  it('refuses more documents than any event has, and any member that it does not know', async () => {
    const { event, document } = command(gateway.space.keeper);
    const documents = Array.from({ length: 5 }, () => document);
    expect((await gateway.submit(event, documents)).json['code']).to.equal('request-malformed');
    const { json } = await gateway.call('POST', '/api/events', { json: { signed: event.signed, salt: event.salt, index: 7 } });
    expect(json['code']).to.equal('request-malformed');
    expect(JSON.stringify(json)).to.contain('/index');
  });

  it('limits the events of one key, and nobody else can use up its share', async () => {
    const { keeper, officer } = gateway.space;
    const { event, document } = command(keeper);
    const forged = { ...event, signed: { ...event.signed, signature: '00'.repeat(64) } };
    for (let i = 0; i < 40; i++) expect((await gateway.submit(forged, [document])).json['code']).to.equal('signature-invalid');
    for (let i = 0; i < 30; i++) expect((await gateway.submit(event, [document])).status).to.equal(i === 0 ? 201 : 200);
    const limited = await gateway.submit(event, [document]);
    expect({ status: limited.status, code: limited.json['code'] }).to.deep.equal({ status: 429, code: 'too-many-requests' });
    expect(Number(limited.headers.get('retry-after'))).to.be.within(1, 60);
    const other = command(officer);
    expect((await gateway.submit(other.event, [other.document])).status).to.equal(201);
  });
});
