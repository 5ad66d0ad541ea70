import { expect } from 'chai';
import * as path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { startBrowser, type TestBrowser } from '../../support/browser.ts';
import { STORE_CONTRACT } from '../../contract-suites/key-value-store.ts';
import { servePages, type PageServer } from '../support/page-server.ts';
import type { StorePage } from './page/main.ts';

type PageWindow = typeof globalThis & { readonly page: StorePage };

describe('the stores and locks of a real browser', function realBrowser() {
  this.timeout(120_000);
  let [chromium, server]: [TestBrowser | undefined, PageServer | undefined] = [undefined, undefined];
  let context: BrowserContext;
  let page: Page;

  const open = async (): Promise<Page> => {
    const opened = await context.newPage();
    await opened.goto(server?.url ?? '');
    await opened.waitForFunction(() => 'page' in globalThis);
    return opened;
  };

  before(async () => {
    [chromium, server] = await Promise.all([startBrowser(), servePages(path.join(import.meta.dirname, 'page'))]);
    context = await chromium.browser.newContext();
    page = await open();
  });
  after(async () => {
    await chromium?.close();
    await server?.close();
  });

  for (const kind of ['plain', 'sealed'])
    for (const title of Object.keys(STORE_CONTRACT))
      it(`IndexedDB, ${kind}, ${title}`, async () => {
        const run = ([of, name]: readonly [string, string]): Promise<string> => (globalThis as PageWindow).page.contract(of, name);
        expect(await page.evaluate(run, [kind, title] as const)).to.equal('passed');
      });

  it('keep values, and the key that opens them, over a reload', async () => {
    for (const kind of ['plain', 'sealed'])
      await page.evaluate((of) => (globalThis as PageWindow).page.write(of, 'chain/x', { used: 7 }), kind);
    await page.reload();
    await page.waitForFunction(() => 'page' in globalThis);
    for (const kind of ['plain', 'sealed'])
      expect(await page.evaluate((of) => (globalThis as PageWindow).page.read(of, 'chain/x'), kind)).to.deep.equal({ used: 7 });
  });

  it('let one tab have the bench, until another takes it or the first is closed', async () => {
    const other = await open();
    expect(await page.evaluate(() => (globalThis as PageWindow).page.hold('bench', false))).to.equal('held');
    expect(await other.evaluate(() => (globalThis as PageWindow).page.isFree('bench'))).to.equal(false);
    expect(await other.evaluate(() => (globalThis as PageWindow).page.hold('bench', true))).to.equal('held');
    await page.waitForFunction(() => document.title === 'lost');
    expect(await page.evaluate(() => (globalThis as PageWindow).page.isFree('bench'))).to.equal(false);
    await other.close();
    await page.waitForFunction(() => (globalThis as PageWindow).page.isFree('bench'));
  });
});
