import { WATERMARK } from './support/sample-source.ts';
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { startBrowser, type TestBrowser } from '../support/browser.ts';
import { readVectorJson } from '../support/vectors.ts';
import { axeFaults } from '../support/page-checks.ts';
import { servePages, type PageServer } from './support/page-server.ts';

/** Of the samples: the first text is long, the third is the published case that begins with an emoji. */
const [CASE] = readVectorJson<{ data: { text: string } }[]>('cases/01-emoji-prefix.json');

describe('the workbench in a browser', function () {
  this.timeout(60_000);
  let chromium: TestBrowser;
  let server: PageServer;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    [chromium, server] = await Promise.all([startBrowser(), servePages()]);
  });
  after(async () => {
    await chromium?.close();
    await server?.close();
  });
  beforeEach(async () => {
    context = await chromium.browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' });
    await context.addInitScript(() =>
      localStorage.setItem('xinbiao.preferences', JSON.stringify({ role: 'labeler', locale: 'zh-CN', theme: 'light' })),
    );
    page = await context.newPage();
    await page.goto(`${server.url}/work/lot-1`);
    await page.waitForSelector('.canvas-text:focus');
  });
  afterEach(() => context.close());

  const spans = async (): Promise<readonly string[]> =>
    (await page.locator('.span-table tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
  const itemNow = (): Promise<string | null> => page.textContent('.document .ink3');
  const notice = (): Promise<string> => page.locator('.bench-notice').innerText();
  /** Where these words stand on the screen, of a text node of the canvas. */
  const boxOf = (words: string): Promise<{ left: number; right: number; y: number }> =>
    page.evaluate((wanted) => {
      const walker = document.createTreeWalker(document.querySelector('.canvas-text') as Node, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const box = range.getBoundingClientRect();
        return { left: box.left, right: box.right, y: (box.top + box.bottom) / 2 };
      }
      throw new Error(`${wanted} is not on the screen`);
    }, words);
  const drag = async (words: string): Promise<void> => {
    const { left, right, y } = await boxOf(words);
    await page.mouse.move(left + 1, y);
    await page.mouse.down();
    await page.mouse.move(right - 1, y, { steps: 4 });
    await page.mouse.up();
  };
  const answerAndGoOn = async (): Promise<void> => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Digit1');
    await page.keyboard.press('Space');
  };

  it('labels what the mouse drags over and what keys select, in code points', async () => {
    await answerAndGoOn();
    await answerAndGoOn();
    await page.waitForFunction((text) => document.querySelector('.canvas-text')?.textContent === text, CASE?.data.text);
    await drag('北门桥');
    await page.keyboard.press('Digit1');
    expect(await spans()).to.deep.equal(['8–11 北门桥 牵头部门 人工']);
    await page.keyboard.press('Control+ArrowRight');
    for (let step = 0; step < 40; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Digit2');
    expect(await spans()).to.deep.equal(['8–11 北门桥 牵头部门 人工', '22–24 谢谢 时间 人工']);
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('takes the word under a double click', async () => {
    const { left, y } = await boxOf('园区');
    await page.mouse.dblclick(left + 4, y);
    await page.keyboard.press('Digit3');
    expect((await spans())[0]).to.match(/园区 数值/);
  });

  it('shows exactly the delivered text, whatever is drawn over it', async () => {
    const before = await page.textContent('.canvas-text');
    await drag('2027年');
    await page.keyboard.press('Digit2');
    expect(await page.textContent('.canvas-text')).to.equal(before);
    expect(await page.locator('mark').getAttribute('data-digit')).to.equal('2');
  });

  it('relabels, moves an edge, deletes and takes back by keys alone', async () => {
    await drag('2027年');
    await page.keyboard.press('Digit2');
    await page.keyboard.press('KeyN');
    await page.keyboard.press('Digit3');
    expect(await spans()).to.deep.equal(['1–6 2027年 数值 人工']);
    await page.keyboard.press('BracketLeft');
    expect(await spans()).to.deep.equal(['1–5 2027 数值 人工']);
    await page.keyboard.press('Backspace');
    expect(await spans()).to.deep.equal([]);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('KeyZ');
    expect(await spans()).to.deep.equal(['1–6 2027年 时间 人工']);
    await page.keyboard.press('Shift+KeyZ');
    expect(await spans()).to.deep.equal(['1–6 2027年 数值 人工']);
  });

  it('submits by Space, goes on, and Z brings the item back', async () => {
    await answerAndGoOn();
    expect(await itemNow()).to.equal('条目 136');
    await page.keyboard.press('KeyZ');
    expect(await itemNow()).to.equal('条目 135');
    expect(await notice()).to.equal('已撤回条目 135 的提交，没有留下记录。');
    expect(await page.locator('[role=radio][aria-checked=true]').innerText()).to.match(/目标/);
  });

  it('does not submit without the required answer and says which', async () => {
    await page.keyboard.press('Space');
    expect(await itemNow()).to.equal('条目 135');
    expect(await notice()).to.equal('还没有回答“nature”。');
    expect(await page.evaluate("document.activeElement.getAttribute('role')")).to.equal('radio');
  });

  it('leaves keys alone while an input method composes, and outside the bench', async () => {
    await page.evaluate(() => {
      for (const code of ['Space', 'Digit1', 'KeyX'])
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { code, isComposing: true, bubbles: true, cancelable: true }));
    });
    expect([await itemNow(), await spans()]).to.deep.equal(['条目 135', []]);
    await page.click('.bench-top a');
    await page.waitForSelector('.shell');
    await page.keyboard.press('KeyX');
    await page.keyboard.press('Space');
    expect(new URL(page.url()).pathname).to.equal('/work');
  });

  it('can be done without one movement of the mouse', async () => {
    await page.keyboard.press('ArrowRight');
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Digit2');
    expect(await spans()).to.deep.equal(['1–6 2027年 时间 人工']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    expect(await itemNow()).to.equal('条目 136');
  });

  it('opens the keys by ? and gives the focus back on Escape', async () => {
    await page.keyboard.press('Shift+Slash');
    await page.waitForSelector('dialog[open]');
    expect(await page.locator('dialog[open] dd').allInnerTexts()).to.include('撤销（可跨条目）');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    expect(await page.evaluate('document.activeElement.className')).to.include('canvas-text');
  });

  it('reports an item only after it was asked for', async () => {
    await page.keyboard.press('KeyR');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    expect(await itemNow()).to.equal('条目 135');
    await page.keyboard.press('KeyR');
    await page.click('dialog[open] label:first-of-type');
    await page.click('dialog[open] .button.primary');
    await page.waitForFunction("document.querySelector('.document .ink3')?.textContent === '条目 136'");
  });

  it('marks protected text with its viewer, and hides it from eyes and screen readers while the window is left', async () => {
    await page.evaluate(() => sessionStorage.setItem('sample', 'sealed'));
    await page.reload();
    await page.waitForSelector('.canvas-text:focus');
    expect(await page.textContent('.watermark text')).to.equal(WATERMARK);
    const text = (await page.textContent('.canvas-text')) ?? '';
    const heard = async (): Promise<string> => await page.locator('.bench-main').ariaSnapshot();
    expect(await heard()).to.include(text.slice(0, 6));
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await page.waitForSelector('.veil');
    expect(await page.locator('.canvas-text').isVisible()).to.equal(false);
    expect(await heard()).to.not.include(text.slice(0, 6));
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.waitForSelector('.veil', { state: 'detached' });
    expect(await page.locator('.canvas-text').isVisible()).to.equal(true);
    await drag('2027年');
    await page.keyboard.press('Digit2');
    expect(await page.textContent('.canvas-text')).to.equal(text);
  });
});
