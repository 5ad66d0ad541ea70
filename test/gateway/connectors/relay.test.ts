import { expect } from 'chai';
import type { ConnectorTasks } from '../../../api/connectors.ts';
import { startTestGateway, believePersons, type TestGateway } from '../../support/gateway.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';

describe('the relay between people and connectors', () => {
  let gateway: TestGateway;
  let lots: ConnectorTasks['lots'] = [];
  before(async () => {
    gateway = await startTestGateway({
      createParts: async (foundation) => ({ ...(await believePersons(foundation)), openLots: () => Promise.resolve(lots) }),
    });
  });
  after(() => gateway.close());
  afterEach(() => {
    lots = [];
  });

  const ask = async (by: Actor, command = 'list-sources', value: object = {}, connector = gateway.space.connector) => {
    const { script } = gateway;
    const id = script.newId();
    const { opening, commitment } = script.seal('command', id, value as never);
    const body = { connector: connector.certificate, command } as never;
    const event = script.sign('command-issued', by, { subject: { id, commitment }, body }) as unknown as LoggedEvent;
    const answer = await gateway.submit(event, [{ kind: 'command', opening }]);
    if (answer.status === 201) script.append(event);
    return { event, opening, status: answer.status, code: answer.json['code'] };
  };
  const tasks = async (wait = 0, by = gateway.space.connector): Promise<ConnectorTasks> =>
    (await gateway.call('GET', `/api/connector/tasks?wait=${wait}`, { by })).json as unknown as ConnectorTasks;
  const answer = (event: LoggedEvent, sealed: string, by = gateway.space.connector) =>
    gateway.call('POST', `/api/commands/${event.id}/answer`, { by, json: { sealed } });

  it('hands a command with its arguments to the connector that it is for, until that has answered', async () => {
    const { keeper } = gateway.space;
    const { event, opening } = await ask(keeper, 'profile-source', { source: 'clauses.tsv' });
    const { commands } = await tasks();
    expect(commands.map(({ signed, salt, arguments: given }) => ({ signed, salt, given }))).to.deep.equal([
      { signed: event.signed, salt: event.salt, given: opening },
    ]);
    const pending = await gateway.call('GET', `/api/commands/${event.id}/answer`, { as: keeper });
    expect({ status: pending.status, code: pending.json['code'] }).to.deep.equal({ status: 404, code: 'answer-pending' });
    expect((await answer(event, 'c2VhbGVk')).status).to.equal(200);
    expect((await tasks()).commands).to.deep.equal([]);
    expect((await gateway.call('GET', `/api/commands/${event.id}/answer`, { as: keeper })).json).to.deep.equal({ sealed: 'c2VhbGVk' });
    expect((await gateway.call('GET', `/api/commands/${event.id}/answer`, { by: keeper })).status).to.equal(200);
  });

  it('wakes a waiting connector at once', async () => {
    const begun = performance.now();
    const waiting = tasks(20);
    await gateway.call('GET', '/health');
    const { event } = await ask(gateway.space.keeper);
    expect((await waiting).commands.map(({ signed }) => signed)).to.deep.equal([event.signed]);
    expect(performance.now() - begun).to.be.lessThan(2500);
    await answer(event, 'AAAA');
  });

  it('hands out the same tasks no sooner than after a second, and others at once', async () => {
    lots = [{ id: gateway.script.newId(), ready: true }];
    await tasks(5);
    const begun = performance.now();
    expect((await tasks(5)).lots).to.deep.equal(lots);
    expect(performance.now() - begun).to.be.within(500, 3000);
    lots = [...lots, { id: gateway.script.newId(), ready: true }];
    const later = performance.now();
    expect((await tasks(5)).lots.length).to.equal(2);
    expect(performance.now() - later).to.be.lessThan(500);
  });

  it('ends a wait when the gateway stops', async () => {
    const other = await startTestGateway();
    const waiting = other.call('GET', '/api/connector/tasks?wait=25', { by: other.space.connector });
    await other.call('GET', '/health');
    const begun = performance.now();
    await other.close();
    await waiting.catch(() => undefined);
    expect(performance.now() - begun).to.be.lessThan(4000);
  });

  it('takes the first answer only, and only from the connector that was asked', async () => {
    const { space, script } = gateway;
    const second = script.certify(space.roots.owner, ['connector']);
    await gateway.submit(script.events.at(-1) as LoggedEvent);
    const { event } = await ask(space.keeper);
    expect((await answer(event, 'AAAA', second)).json['code']).to.equal('command-foreign');
    expect((await answer(event, 'AAAA')).status).to.equal(200);
    expect((await answer(event, 'AAAA')).status).to.equal(200);
    const other = await answer(event, 'BBBB');
    expect({ status: other.status, code: other.json['code'] }).to.deep.equal({ status: 409, code: 'command-answered' });
    expect((await answer({ ...event, id: 'ab'.repeat(32) }, 'AAAA')).json['code']).to.equal('command-unknown');
  });

  it('gives an answer to nobody but the person who asked', async () => {
    const { event } = await ask(gateway.space.keeper);
    await answer(event, 'AAAA');
    for (const who of [gateway.space.officer, gateway.space.labeler, gateway.space.connector]) {
      const { status, json } = await gateway.call('GET', `/api/commands/${event.id}/answer`, { as: who });
      expect({ status, code: json['code'] }).to.deep.equal({ status: 403, code: 'command-foreign' });
    }
  });

  it('refuses arguments that do not fit, do not open the commitment, or are missing', async () => {
    const { keeper } = gateway.space;
    expect(await ask(keeper, 'profile-source', {})).to.deep.include({ status: 422, code: 'command-arguments-unfit' });
    expect((await ask(keeper, 'list-sources', { source: 'clauses.tsv' })).code).to.equal('command-arguments-unfit');
    const id = gateway.script.newId();
    const { opening, commitment } = gateway.script.seal('command', id, { source: 'a' });
    const body = { connector: gateway.space.connector.certificate, command: 'profile-source' } as const;
    const event = gateway.script.sign('command-issued', keeper, { subject: { id, commitment }, body }) as unknown as LoggedEvent;
    expect((await gateway.submit(event)).json['code']).to.equal('document-missing');
    const forged = { kind: 'command', opening: { ...opening, value: { source: 'b' } } };
    expect((await gateway.submit(event, [forged])).json['code']).to.equal('commitment-not-opened');
  });

  it("refuses a command to another organisation's connector, and one by a labeler", async () => {
    const { space } = gateway;
    const foreign = gateway.space.witnesses[0]?.actor ?? space.connector;
    expect((await ask(space.keeper, 'list-sources', {}, foreign)).code).to.equal('subject-foreign');
    expect((await ask(space.labeler)).code).to.equal('role-missing');
  });

  it('shows a private event to its author and the connector that it is for, and to nobody else', async () => {
    const { space } = gateway;
    const { event } = await ask(space.keeper);
    for (const by of [space.keeper, space.connector])
      expect((await gateway.call('GET', `/api/events/${event.id}`, { by })).json).to.deep.include({
        signed: event.signed,
        salt: event.salt,
      });
    for (const by of [space.officer, space.labeler, space.operator]) {
      const { status, json } = await gateway.call('GET', `/api/events/${event.id}`, { by });
      expect({ status, code: json['code'] }).to.deep.equal({ status: 403, code: 'event-withheld' });
    }
    await answer(event, 'AAAA');
  });

  it('lists connectors to their own people with their age, and all of them to the operator', async () => {
    const { space } = gateway;
    await gateway.call('POST', '/api/connector/heartbeat', { by: space.connector, json: { version: '0.1.0', size: 4 } });
    const own = (await gateway.call('GET', '/api/connectors', { as: space.keeper })).json['connectors'] as Record<string, unknown>[];
    expect(own.every(({ org }) => org === space.roots.owner.org)).to.equal(true);
    const beating = own.find(({ certificate }) => certificate === space.connector.certificate);
    expect(beating).to.include({ version: '0.1.0', size: 4 });
    expect(beating?.['age']).to.be.within(0, 5000);
    const all = (await gateway.call('GET', '/api/connectors', { as: space.operator })).json['connectors'] as unknown[];
    expect(all.length).to.equal(6);
  });
});
