import { expect } from 'chai';
import { signPinList } from '../../../provenance/identity/pin-list.ts';
import { writePolicy } from '../../../provenance/log/policy-text.ts';
import { toVerifierKey } from '../../../provenance/log/note.ts';
import { hexOf, startTestGateway, type TestGateway } from '../../support/gateway.ts';
import { termsOf } from '../../support/log.ts';
import { until } from '../../support/until.ts';
import type { Actor } from '../../support/scripted-space.ts';

describe('pin lists', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startTestGateway();
  });
  after(() => gateway.close());

  const put = async (number: number, { root, policy, org = root.org }: { root: Actor; policy?: string; org?: string }) => {
    const space = gateway.script.space;
    const list = { v: 1 as const, space, org, number, policy: policy ?? writePolicy({ ...termsOf(3), space }) };
    const { status, json } = await gateway.call('PUT', `/api/pins/${org}`, { json: signPinList(list, root.key) });
    return { status, code: json['code'] };
  };

  it('are kept as their organisation signed them, the newest alone', async () => {
    const root = gateway.space.roots.owner;
    expect((await gateway.call('GET', `/api/pins/${root.org}`)).json['code']).to.equal('pin-list-unknown');
    expect((await put(1, { root })).status).to.equal(200);
    expect((await put(3, { root })).status).to.equal(200);
    expect((await put(3, { root })).status).to.equal(200);
    const { json } = await gateway.call('GET', `/api/pins/${root.org}`);
    expect(json['list']).to.have.property('number', 3);
  });

  it('refuse a lower number, and another list of the same number', async () => {
    const root = gateway.space.roots.firm;
    await put(5, { root });
    expect(await put(4, { root })).to.deep.equal({ status: 409, code: 'pin-list-stale' });
    const other = writePolicy({ ...termsOf(4), space: gateway.script.space });
    expect(await put(5, { root, policy: other })).to.deep.equal({ status: 409, code: 'pin-list-taken' });
  });

  it('refuse whoever is not the root of that organisation', async () => {
    const { owner, firm } = gateway.space.roots;
    expect(await put(9, { root: firm, org: owner.org })).to.deep.equal({ status: 422, code: 'signature-invalid' });
    expect((await put(9, { root: gateway.space.administrator })).code).to.equal('signature-invalid');
    const stranger = gateway.script.newActor(gateway.script.newId());
    expect(await put(9, { root: stranger })).to.deep.equal({ status: 403, code: 'organisation-not-admitted' });
  });

  it('refuse a policy under which two histories could both be witnessed', async () => {
    const root = gateway.space.roots.owner;
    const unsafe = writePolicy(termsOf(3)).replace('group witnesses 3', 'group witnesses 2');
    expect(await put(11, { root, policy: unsafe })).to.deep.equal({ status: 422, code: 'policy-unsafe' });
    expect((await put(11, { root, policy: 'log nonsense\n' })).code).to.equal('policy-malformed');
  });

  it('count what witnesses signed before the operator listed them', async () => {
    const other = await startTestGateway();
    const { space, script } = other;
    for (const { name, actor } of space.witnesses) {
      const key = termsOf(3).witnesses.find((witness) => witness.name === name)?.key;
      await other.database.query('insert into enrolment (key, org, request, requested_at) values ($1, $2, $3, 0)', [
        hexOf(actor),
        actor.org,
        JSON.stringify({ request: { key: hexOf(actor), space: script.space }, cosigner: key && toVerifierKey(key) }),
      ]);
    }
    await other.witness();
    expect(await other.foundation.cosignatures.newest()).to.equal(undefined);
    await other.publishPolicy();
    await until('the recount', async () => (await other.foundation.cosignatures.newest())?.times.size === 4);
    await other.close();
  });
});
