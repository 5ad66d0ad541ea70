import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowserSpace, type BrowserSpace } from '../support/browser-space.ts';
import { pageFaults } from '../support/page-standards.ts';

const LOGIN = 'zhou.min';

describe('signing in from two tabs of one browser', function () {
  this.timeout(240_000);
  let space: BrowserSpace;
  let device: BrowserContext;
  let words: string;
  /** Addresses of the identity provider's answers, in the order in which they came. */
  const answers: string[] = [];

  before(async () => {
    space = await openBrowserSpace();
    ({ words = '' } = space.people.people.find(({ login }) => login === LOGIN) ?? {});
    device = await space.device();
    device.on('request', (request) => {
      if (new URL(request.url()).pathname === '/auth/callback') answers.push(request.url());
    });
  });
  after(() => space?.close());

  /** Asks for a page while signed out, and stops at the sign-in. */
  const begin = async (address: string): Promise<Page> => {
    const page = await device.newPage();
    await page.goto(address);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL(/\/interaction\//);
    await page.getByLabel('账号').waitFor();
    return page;
  };
  const finish = async (page: Page, isKnown: boolean): Promise<void> => {
    await page.getByLabel('账号').fill(LOGIN);
    await page.getByLabel('六个词', { exact: true }).fill(words);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    if (!isKnown) await page.getByRole('button', { name: '一致，确认' }).click();
    await page.getByText('本设备签名密钥可用').waitFor();
    await page.getByRole('button', { name: /^以.+进入/ }).click();
  };
  const session = async (): Promise<string | undefined> => (await device.cookies()).find(({ name }) => name.endsWith('session'))?.value;
  const isSignedIn = async (page: Page): Promise<boolean> =>
    (await page.evaluate(async () => (await fetch('/api/session')).status)) === 200;
  let [a, b]: Page[] = [];

  it('leads each to the page that it asked for', async () => {
    [a, b] = [await begin('/ledger'), await begin('/me')];
    await finish(a, false);
    await a.waitForURL((url) => url.pathname === '/ledger');
    await finish(b, true);
    await b.waitForURL((url) => url.pathname === '/me');
    expect([await isSignedIn(a), await isSignedIn(b)]).to.deep.equal([true, true]);
    await a.reload();
    await a.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(a.url()).pathname).to.equal('/ledger');
    expect(answers.length).to.equal(2);
  });

  it('lets the browser go back over everything without an error page, and keeps the session', async () => {
    const tab = b ?? expect.fail('no tab');
    const before = await session();
    for (let step = 0; step < 6 && (await tab.goBack()) !== null; step++) {
      await tab.getByRole('heading', { level: 1 }).first().waitFor();
      await tab.waitForFunction("document.querySelector('[aria-busy=true]') === null");
      expect(await tab.locator('.error-note').count(), tab.url()).to.equal(0);
      expect(new URL(tab.url()).pathname).to.not.match(/^\/(?:auth|oidc|interaction)\b/);
    }
    expect(await session()).to.equal(before);
    expect(await isSignedIn(tab)).to.equal(true);
  });

  it('leads from a used answer to the page that was asked for, and keeps the session', async () => {
    const tab = b ?? expect.fail('no tab');
    const before = await session();
    const answer = await tab.goto(answers.at(-1) ?? '');
    expect(answer?.status()).to.equal(200);
    await tab.getByText('本设备签名密钥可用').waitFor();
    await tab.getByRole('button', { name: /^以.+进入/ }).click();
    await tab.waitForURL((url) => url.pathname === '/me');
    expect(await session()).to.equal(before);
    expect(await isSignedIn(tab)).to.equal(true);
  });

  it('answers a state that was never issued with one sentence and a way to start again, and makes no session', async () => {
    const stranger = await space.device();
    const page = await stranger.newPage();
    const answer = await page.goto(`/auth/callback?state=${'x'.repeat(43)}&code=abc`);
    expect(answer?.status()).to.equal(400);
    await page.getByText('这次登录已失效', { exact: false }).waitFor();
    expect(await pageFaults(page)).to.deep.equal([]);
    expect(await stranger.cookies()).to.deep.equal([]);
    await page.getByRole('link', { name: '重新登录' }).click();
    await page.waitForURL(/\/interaction\//);
    await page.getByLabel('账号').waitFor();
    await stranger.close();
  });

  it('says at a sign-in that has ended how to start again', async () => {
    const stranger = await space.device();
    const page = await stranger.newPage();
    await page.goto('/interaction/never-begun');
    await page.getByText('这次登录已超时。').waitFor();
    expect(await pageFaults(page)).to.deep.equal([]);
    await page.getByRole('link', { name: '重新登录' }).click();
    await page.waitForURL((url) => url.pathname === '/enter');
    await stranger.close();
  });
});
