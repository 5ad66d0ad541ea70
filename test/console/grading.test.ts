import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { startBrowser, type TestBrowser } from '../support/browser.ts';
import { servePages, type PageServer } from './support/page-server.ts';
import { DATASETS } from './support/sample-data.ts';

describe('the suggestion of a level on the grading page', function () {
  this.timeout(60_000);
  let chromium: TestBrowser;
  let server: PageServer;
  let page: Page;

  before(async () => {
    [chromium, server] = await Promise.all([startBrowser(), servePages()]);
    page = await chromium.browser.newPage();
  });
  after(async () => {
    await chromium?.close();
    await server?.close();
  });

  const open = async (locale: string): Promise<void> => {
    await page.goto(`${server.url}/beacon.svg`);
    await page.evaluate(
      (preferences) => localStorage.setItem('xinbiao.preferences', preferences),
      JSON.stringify({ role: 'grading-officer', locale, theme: 'light' }),
    );
    await page.goto(`${server.url}/grading?dataset=${DATASETS[1]?.id}`);
    await page.waitForSelector('.grade-suggestion');
  };
  const text = async (selector: string): Promise<string> => await page.innerText(selector);
  const suggested = (): Promise<string> => text('section:has(.grade-suggestion) > header');
  const assess = async (degrees: readonly string[]): Promise<void> => {
    const selects = await page.$$('.impacts select');
    expect(selects).to.have.length(6);
    for (const [at, degree] of degrees.entries()) await selects[at]?.selectOption({ label: degree });
  };

  it('is important until every impact is assessed, then what the findings demand, and follows the officer', async () => {
    await open('zh-CN');
    expect(await suggested()).to.include('重要');
    expect(await text('.grounds'))
      .to.include('尚未评估对国家安全的影响')
      .and.to.include('1 个单元格含姓名');
    await assess(Array.from({ length: 5 }, () => '无危害'));
    expect(await suggested()).to.include('重要');
    await assess(Array.from({ length: 6 }, () => '无危害'));
    expect(await suggested()).to.include('4');
    expect(await text('.grounds')).to.include('姓名与固定电话同在一个数据集');
    expect(await text('.grounds')).not.to.include('尚未评估');
    await assess(['严重危害']);
    expect(await suggested()).to.include('核心');
  });

  it('leaves the choice to the officer: nothing is chosen for her', async () => {
    await open('zh-CN');
    await assess(Array.from({ length: 6 }, () => '无危害'));
    expect(await page.$$('input[name=level]:checked')).to.have.length(0);
    expect(await page.isDisabled('.grade-form button[type=submit]')).to.equal(true);
  });

  it('says the rules that fired and those that did not in English as well', async () => {
    await open('en');
    await assess(Array.from({ length: 6 }, () => 'no harm'));
    expect(await text('.grounds')).to.include('1 of 61 cells of “text” hold names');
    await page.click('.grade-suggestion summary');
    expect(await text('.grade-suggestion details'))
      .to.include('Every field was examined')
      .and.to.include('All six objects were assessed');
    expect(await text('.grade-suggestion')).not.to.match(/[{}]|undefined|\p{Script=Han}/u);
  });
});
