import { expect } from 'chai';
import { createParts } from '../../../gateway/parts.ts';
import { accountOf, openAccount } from '../../support/accounts.ts';
import { createBrowser, signIn } from '../../support/cookie-browser.ts';
import type { Actor } from '../../support/scripted-space.ts';
import { hexOf, startTestGateway, type TestGateway } from '../../support/gateway.ts';

describe('accounts', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startTestGateway({ createParts });
  });
  after(() => gateway.close());

  const newPerson = async (): Promise<Actor> => {
    const { script, roots } = gateway.space;
    const person = script.certify(roots.owner, ['data-owner']);
    await gateway.submit(script.events.at(-1) ?? expect.fail());
    return person;
  };
  const saltOf = async (login: string) => (await gateway.call('GET', `/api/accounts/${login}/salt`)).json['salt'];
  const put = async (
    login: string,
    by = gateway.space.administrator,
    json: object = accountOf(gateway.space.keeper, '王芳', 'ab'.repeat(32)),
  ) => {
    const { status, json: answer } = await gateway.call('PUT', `/api/accounts/${login}`, { by, json });
    return { status, code: answer['code'] };
  };

  it('give a login its salt, and one that nobody has a salt of its own that stays the same', async () => {
    const secret = await openAccount(gateway, 'wang.fang', gateway.space.keeper, gateway.space.administrator);
    expect(await saltOf('wang.fang')).to.equal(Buffer.from(secret, 'hex').subarray(0, 16).toString('base64'));
    const unknown = await saltOf('nobody');
    expect(Buffer.from(String(unknown), 'base64').length).to.equal(16);
    expect(await saltOf('nobody')).to.equal(unknown);
    expect(await saltOf('nobody.else')).not.to.equal(unknown);
    expect((await gateway.call('GET', '/api/accounts/A%20B/salt')).status).to.equal(400);
  });

  it("give a person the wraps that lie under her words, and nobody else's", async () => {
    const secret = await openAccount(gateway, 'own.keys', await newPerson(), gateway.space.administrator);
    const browser = createBrowser(gateway.url);
    expect((await browser.call('GET', '/api/keys')).status).to.equal(401);
    await signIn(browser, 'own.keys', secret);
    expect((await browser.call('GET', '/api/keys')).json).to.deep.equal({ wrap: accountOf(gateway.space.keeper, '', secret).wrap });
  });

  it('are written by a signature of an administrator alone', async () => {
    const { keeper, connector } = gateway.space;
    expect(await put('some.one', keeper)).to.deep.equal({ status: 403, code: 'forbidden' });
    expect(await put('some.one', connector)).to.deep.equal({ status: 403, code: 'forbidden' });
    const unsigned = await gateway.call('PUT', '/api/accounts/some.one', { json: accountOf(keeper, 'x', 'ab'.repeat(32)) });
    expect(unsigned.status).to.equal(401);
    const secret = await openAccount(gateway, 'admin.person', gateway.space.administrator, gateway.space.administrator);
    const browser = createBrowser(gateway.url);
    await signIn(browser, 'admin.person', secret);
    const bySession = await browser.call('PUT', '/api/accounts/some.one', { json: accountOf(keeper, 'x', 'ab'.repeat(32)) });
    expect(bySession.status).to.equal(403);
    expect((await browser.call('DELETE', '/api/accounts/admin.person')).status).to.equal(403);
  });

  it('are refused when they are malformed, all faults at once', async () => {
    const { json, status } = await gateway.call('PUT', '/api/accounts/some.one', {
      by: gateway.space.administrator,
      json: { ...accountOf(gateway.space.keeper, '', 'ab'.repeat(32)), verifier: 'x' },
    });
    expect({ status, code: json['code'] }).to.deep.equal({ status: 400, code: 'request-malformed' });
    const { violations } = json['details'] as { readonly violations: readonly { readonly pointer: string }[] };
    expect(violations.map(({ pointer }) => pointer)).to.have.members(['/name', '/verifier']);
  });

  it('of one organisation are not overwritten, erased or taken over by the administrator of another', async () => {
    const { operator, labeler } = gateway.space;
    const keeper = await newPerson();
    const secret = await openAccount(gateway, 'owned.login', keeper, gateway.space.administrator);
    expect(await put('owned.login', operator, accountOf(operator, 'x', 'cd'.repeat(32)))).to.deep.equal({
      status: 409,
      code: 'login-taken',
    });
    const erased = await gateway.call('DELETE', '/api/accounts/owned.login', { by: operator });
    expect({ status: erased.status, code: erased.json['code'] }).to.deep.equal({ status: 404, code: 'account-unknown' });
    expect(await put('thief', operator, accountOf(labeler, 'x', 'cd'.repeat(32)))).to.deep.equal({
      status: 403,
      code: 'account-key-foreign',
    });
    expect(await put('second.login', gateway.space.administrator, accountOf(keeper, 'x', 'cd'.repeat(32)))).to.deep.equal({
      status: 409,
      code: 'account-key-taken',
    });
    const browser = createBrowser(gateway.url);
    await signIn(browser, 'owned.login', secret);
    expect((await browser.call('GET', '/api/session')).json).to.include({ login: 'owned.login', key: hexOf(keeper) });
  });

  it('end their sessions when the words change', async () => {
    const { administrator } = gateway.space;
    const keeper = await newPerson();
    const secret = await openAccount(gateway, 'new.words', keeper, administrator);
    const browser = createBrowser(gateway.url);
    await signIn(browser, 'new.words', secret);
    await openAccount(gateway, 'new.words', keeper, administrator);
    expect((await browser.call('GET', '/api/session')).status).to.equal(401);
  });

  it('can be erased: name, login, wraps and sessions go, and no table of the gateway keeps them', async () => {
    const { labeler, administrator } = gateway.space;
    const leaver = await newPerson();
    const secret = await openAccount(gateway, 'erased.login', leaver, administrator, '欧阳无忌');
    const browser = createBrowser(gateway.url);
    await signIn(browser, 'erased.login', secret);
    const named = async () => JSON.stringify((await browser.call('GET', '/api/people')).json);
    expect(await named()).to.contain('欧阳无忌');
    expect((await gateway.call('DELETE', '/api/accounts/erased.login', { by: labeler })).status).to.equal(403);
    expect((await gateway.call('DELETE', '/api/accounts/erased.login', { by: administrator })).status).to.equal(204);
    expect((await browser.call('GET', '/api/session')).status).to.equal(401);
    const tables = await gateway.database.query<{ name: string }[]>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    for (const { name } of tables) {
      const rows = await gateway.database.query<{ row: string }[]>(`select t::text as row from "${name}" t`);
      expect(
        rows.filter(({ row }) => /欧阳无忌|erased\.login/.test(row)),
        name,
      ).to.deep.equal([]);
    }
    expect(gateway.lines.filter((line) => /欧阳无忌|erased\.login/.test(JSON.stringify(line)))).to.deep.equal([]);
  });
});
