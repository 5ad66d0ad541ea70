import { expect } from 'chai';
import { createParts } from '../../../gateway/parts.ts';
import { openAccount } from '../../support/accounts.ts';
import { answerSignIn, beginSignIn, createBrowser, signIn } from '../../support/cookie-browser.ts';
import { hexOf, startTestGateway, type TestGateway } from '../../support/gateway.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';
import { readVectorJson } from '../../support/vectors.ts';

const HOUR = 3_600_000;

describe('signing in', () => {
  let gateway: TestGateway;
  let secret = '';
  let other = '';
  let now = Date.now();
  before(async () => {
    gateway = await startTestGateway({ createParts, clock: () => now });
    secret = await openAccount(gateway, 'wang.fang', gateway.space.keeper, gateway.space.administrator, '王芳');
    other = await openAccount(gateway, 'li.lei', gateway.space.officer, gateway.space.administrator, '李雷');
  });
  after(() => gateway.close());
  beforeEach(() => {
    now = Date.now();
  });

  const whoIs = async (browser: ReturnType<typeof createBrowser>): Promise<unknown> =>
    (await browser.call('GET', '/api/session')).json['login'];
  const answerOf = ({ status, json }: { readonly status: number; readonly json: Readonly<Record<string, unknown>> }) => ({
    status,
    code: json['code'],
  });

  it('opens a session and goes to the page that was asked for', async () => {
    const browser = createBrowser(gateway.url);
    expect(await signIn(browser, 'wang.fang', secret, '/datasets?x=1')).to.equal('/datasets?x=1');
    const { status, json } = await browser.call('GET', '/api/session');
    expect(status).to.equal(200);
    const { keeper } = gateway.space;
    expect(json).to.deep.equal({
      login: 'wang.fang',
      name: '王芳',
      person: keeper.subject,
      org: keeper.org,
      key: hexOf(keeper),
      roles: ['data-owner'],
      certificate: keeper.certificate,
    });
  });

  it('names the address that it really listens on as its issuer, and no more than it needs', async () => {
    const { json } = await createBrowser(gateway.url).call('GET', '/oidc/.well-known/openid-configuration');
    expect(json).to.include({ issuer: `${gateway.url}/oidc`, authorization_endpoint: `${gateway.url}/oidc/auth` });
    expect(json['response_types_supported']).to.deep.equal(['code']);
    expect(json['code_challenge_methods_supported']).to.deep.equal(['S256']);
    expect(json).not.to.have.any.keys('registration_endpoint', 'introspection_endpoint', 'device_authorization_endpoint');
  });

  it('leads a browser that came under another host name to the one that its cookies are for', async () => {
    const elsewhere = gateway.url.replace('localhost', '127.0.0.1');
    const { status, location } = await createBrowser(elsewhere).call('GET', '/auth/login?to=/work');
    expect({ status, location }).to.deep.equal({ status: 303, location: `${gateway.url}/auth/login?to=%2Fwork` });
  });

  describe('in two tabs of one browser', () => {
    const { steps } = readVectorJson<{ readonly steps: readonly string[] }>('cases/37-two-tabs.json');
    const pageOf = (step = ''): string => /GET (\S+)/.exec(step)?.[1] ?? '';

    it('leads each to the page that it asked for, however they overlap', async () => {
      const browser = createBrowser(gateway.url);
      const [a, b] = [await beginSignIn(browser, pageOf(steps[0])), await beginSignIn(browser, pageOf(steps[1]))];
      const [fromA, fromB] = [await answerSignIn(browser, a, 'wang.fang', secret), await answerSignIn(browser, b, 'wang.fang', secret)];
      expect((await browser.call('GET', fromA)).location).to.equal('/labelling');
      expect(await whoIs(browser)).to.equal('wang.fang');
      expect((await browser.call('GET', fromB)).location).to.equal('/reviews');
      expect(await whoIs(browser)).to.equal('wang.fang');
    });

    it('leads back to the page when a used answer is visited again, and keeps the session', async () => {
      const browser = createBrowser(gateway.url);
      const answer = await answerSignIn(browser, await beginSignIn(browser, '/reviews'), 'wang.fang', secret);
      await browser.call('GET', answer);
      const session = JSON.stringify([...browser.jar]);
      expect((await browser.call('GET', answer)).location).to.equal('/reviews');
      expect(JSON.stringify([...browser.jar])).to.equal(session);
      expect(await whoIs(browser)).to.equal('wang.fang');
    });

    it('answers a state that was never issued with one sentence and a link, and makes no session', async () => {
      const browser = createBrowser(gateway.url);
      for (const state of ['x'.repeat(43), '', 'short', `${'y'.repeat(42)}%00`]) {
        const { status, text, headers } = await browser.call('GET', `/auth/callback?state=${state}&code=abc`);
        expect(status, state).to.equal(400);
        expect(headers.get('content-type')).to.match(/^text\/html/);
        expect(text).to.contain('href="/auth/login"').and.not.contain('<script');
      }
      expect([...browser.jar]).to.deep.equal([]);
      const script = await gateway.call('GET', `/auth/callback?state=${'x'.repeat(43)}&code=abc`);
      expect(answerOf(script)).to.deep.equal({ status: 400, code: 'sign-in-unknown' });
    });

    it('answers a sign-in page that has ended with a sentence and a link, too', async () => {
      const { status, text } = await createBrowser(gateway.url).call('GET', '/oidc/auth/ended');
      expect(status).to.equal(400);
      expect(text).to.contain('href="/auth/login"').and.not.contain('<script');
    });

    it('lets the second tab sign in as somebody else, whose session then is the only one', async () => {
      const browser = createBrowser(gateway.url);
      const [a, b] = [await beginSignIn(browser, '/a'), await beginSignIn(browser, '/b')];
      await browser.call('GET', await answerSignIn(browser, a, 'wang.fang', secret));
      const before = [...browser.jar.values()].find(({ name }) => name === 'xinbiao.session');
      await browser.call('GET', await answerSignIn(browser, b, 'li.lei', other));
      expect(await whoIs(browser)).to.equal('li.lei');
      const stale = createBrowser(gateway.url);
      if (before !== undefined) stale.jar.set('stale', before);
      expect((await stale.call('GET', '/api/session')).status).to.equal(401);
    });
  });

  describe('against somebody who', () => {
    it('hands over an answer of his own sign-in, refuses the other browser and signs nobody in there', async () => {
      const [attacker, victim] = [createBrowser(gateway.url), createBrowser(gateway.url)];
      const answer = await answerSignIn(attacker, await beginSignIn(attacker), 'li.lei', other);
      await beginSignIn(victim);
      expect((await victim.call('GET', answer)).status).to.equal(400);
      expect((await victim.call('GET', '/api/session')).status).to.equal(401);
    });

    it('takes the code of one sign-in into another, refuses it', async () => {
      const [one, two] = [createBrowser(gateway.url), createBrowser(gateway.url)];
      const stolen = new URL(await answerSignIn(one, await beginSignIn(one), 'wang.fang', secret)).searchParams.get('code');
      const own = new URL(await answerSignIn(two, await beginSignIn(two), 'li.lei', other));
      own.searchParams.set('code', stolen ?? '');
      const answer = await two.call('GET', own.href);
      expect(answer.status).to.equal(400);
      expect(answer.text).to.contain('sign-in-failed');
      expect(await whoIs(two)).to.equal(undefined);
    });

    it('replays a used answer without a session, refuses it', async () => {
      const browser = createBrowser(gateway.url);
      const answer = await answerSignIn(browser, await beginSignIn(browser), 'wang.fang', secret);
      const cookies = new Map(browser.jar);
      await browser.call('GET', answer);
      await browser.call('POST', '/auth/logout');
      expect((await browser.call('GET', answer)).status).to.equal(400);
      for (const [key, cookie] of cookies) browser.jar.set(key, cookie);
      expect((await browser.call('GET', answer)).status).to.equal(400);
      expect(await whoIs(browser)).to.equal(undefined);
    });

    it('answers the sign-in page of another browser, or from another site, refuses both', async () => {
      const [victim, attacker] = [createBrowser(gateway.url), createBrowser(gateway.url)];
      const uid = await beginSignIn(victim);
      const json = { login: 'li.lei', secret: other };
      expect(answerOf(await attacker.call('POST', `/api/interactions/${uid}`, { json }))).to.deep.equal({
        status: 404,
        code: 'interaction-unknown',
      });
      expect((await attacker.call('GET', `/api/interactions/${uid}`)).status).to.equal(404);
      const foreign = await victim.call('POST', `/api/interactions/${uid}`, { json, from: 'https://evil.example' });
      expect(answerOf(foreign)).to.deep.equal({ status: 403, code: 'origin-refused' });
      expect((await victim.call('GET', `/api/interactions/${uid}`)).json).to.deep.equal({ uid, prompt: 'login' });
    });

    it('acts by the cookie from another site, refuses it and keeps the session', async () => {
      const browser = createBrowser(gateway.url);
      await signIn(browser, 'wang.fang', secret);
      for (const from of ['https://evil.example', 'null', gateway.url.replace('localhost', 'evil.example')]) {
        const refused = await browser.call('POST', '/auth/logout', { from });
        expect(answerOf(refused), from).to.deep.equal({ status: 403, code: 'origin-refused' });
      }
      expect(await whoIs(browser)).to.equal('wang.fang');
    });

    it('wants to be led elsewhere afterwards, refuses the address', async () => {
      const browser = createBrowser(gateway.url);
      for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example'])
        expect((await browser.call('GET', `/auth/login?${new URLSearchParams({ to })}`)).status, to).to.equal(400);
    });

    it('asks the identity provider without PKCE or for another address, refuses both', async () => {
      const browser = createBrowser(gateway.url);
      const ask = async (changes: Record<string, string>) => {
        const query = { client_id: 'gateway', response_type: 'code', scope: 'openid', redirect_uri: `${gateway.url}/auth/callback` };
        return await browser.call('GET', `/oidc/auth?${new URLSearchParams({ ...query, ...changes })}`);
      };
      expect((await ask({})).location).to.contain('error=invalid_request');
      const challenge = { code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' };
      expect((await ask(challenge)).location).to.contain('/interaction/');
      expect((await ask({ ...challenge, redirect_uri: 'https://evil.example/' })).status).to.equal(400);
      expect((await ask({ ...challenge, code_challenge_method: 'plain' })).location).to.contain('error=invalid_request');
    });
  });

  describe('with a wrong secret', () => {
    const attempt = async (login: string, given: string) => {
      const browser = createBrowser(gateway.url);
      const uid = await beginSignIn(browser);
      return await browser.call('POST', `/api/interactions/${uid}`, { json: { login, secret: given } });
    };

    it('says the same whether anybody has the login or not', async () => {
      const [known, unknown] = [await attempt('wang.fang', other), await attempt('nobody', other)];
      expect(answerOf(known)).to.deep.equal({ status: 401, code: 'sign-in-refused' });
      expect({ ...known.json, instance: '' }).to.deep.equal({ ...unknown.json, instance: '' });
    });

    it('lets the login rest after ten, says how long, and takes the right secret again afterwards', async () => {
      for (const login of ['li.lei', 'nobody.either']) {
        const answers = await Promise.all(Array.from({ length: 14 }, () => attempt(login, secret)));
        const limited = answers.filter(({ status }) => status === 429);
        expect(limited.length, login).to.equal(4);
        for (const { json } of limited) {
          expect(json['code']).to.equal('sign-in-limited');
          expect((json['details'] as { readonly retryAfter: number }).retryAfter).to.be.within(1, 900);
        }
      }
      expect((await attempt('li.lei', other)).status).to.equal(429);
      expect((await attempt('wang.fang', secret)).status).to.equal(200);
      now += HOUR / 4 + 1;
      expect((await attempt('li.lei', other)).status).to.equal(200);
    });
  });

  describe('a session', () => {
    it('stands in a cookie that scripts cannot read and other sites cannot send along, and as a hash in the database', async () => {
      const browser = createBrowser(gateway.url);
      await signIn(browser, 'wang.fang', secret);
      const cookie = [...browser.jar.values()].find(({ name }) => name === 'xinbiao.session');
      expect(cookie).to.include({ path: '/', httpOnly: true, sameSite: 'lax' });
      const rows = await gateway.database.query<{ row: string }[]>('select session::text as row from session');
      expect(rows.length).to.be.greaterThan(0);
      expect(rows.some(({ row }) => row.includes(cookie?.value ?? '-'))).to.equal(false);
    });

    it('ends after twelve hours, and at once when its owner signs out', async () => {
      const browser = createBrowser(gateway.url);
      await signIn(browser, 'wang.fang', secret);
      now += 12 * HOUR - 1000;
      expect(await whoIs(browser)).to.equal('wang.fang');
      now += 2000;
      expect((await browser.call('GET', '/api/session')).status).to.equal(401);
      now = Date.now();
      await signIn(browser, 'wang.fang', secret);
      const kept = new Map(browser.jar);
      expect((await browser.call('POST', '/auth/logout')).status).to.equal(204);
      expect([...browser.jar.values()].map(({ name }) => name)).not.to.include('xinbiao.session');
      for (const [key, cookie] of kept) browser.jar.set(key, cookie);
      expect((await browser.call('GET', '/api/session')).status).to.equal(401);
    });

    it('asks for the words again after signing out', async () => {
      const browser = createBrowser(gateway.url);
      await signIn(browser, 'wang.fang', secret);
      await browser.call('POST', '/auth/logout');
      const { path } = await browser.follow('/auth/login', (at) => at.startsWith('/interaction/'));
      expect(path).to.match(/^\/interaction\//);
    });

    it('reads nothing any more once the certificate is revoked', async () => {
      const { script, roots } = gateway.space;
      const leaver = script.certify(roots.owner, ['data-owner']);
      await gateway.submit(script.events.at(-1) ?? expect.fail());
      const words = await openAccount(gateway, 'leaver', leaver, gateway.space.administrator);
      const browser = createBrowser(gateway.url);
      await signIn(browser, 'leaver', words);
      expect((await browser.call('GET', '/api/datasets')).status).to.equal(200);
      await gateway.submit(script.revoke(roots.owner, leaver) as LoggedEvent);
      expect(answerOf(await browser.call('GET', '/api/datasets'))).to.deep.equal({ status: 403, code: 'certificate-required' });
      const { json } = await browser.call('GET', '/api/session');
      expect(json).to.deep.include({ login: 'leaver', roles: [] }).and.not.have.property('certificate');
    });

    it("gives no rights of another person whose key the account's administrator wrote down", async () => {
      const { script, roots, administrator } = gateway.space;
      const stranger = script.newActor(roots.firm.org);
      const impostor = { ...stranger, subject: script.newId() };
      const words = await openAccount(gateway, 'impostor', impostor, administrator);
      script.certify(roots.firm, ['labeler'], stranger);
      await gateway.submit(script.events.at(-1) ?? expect.fail());
      const browser = createBrowser(gateway.url);
      await signIn(browser, 'impostor', words);
      expect((await browser.call('GET', '/api/session')).json).to.deep.include({ roles: [] });
      expect(answerOf(await browser.call('GET', '/api/datasets'))).to.deep.equal({ status: 403, code: 'certificate-required' });
    });
  });
});
