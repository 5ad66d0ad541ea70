import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { axeFaults } from '../support/page-checks.ts';
import { stageBench } from './support/bench-page.ts';

describe('a label that came back, on the workbench', function () {
  this.timeout(60_000);
  const bench = stageBench();
  let page: Page;
  beforeEach(async () => {
    ({ page } = bench);
    await bench.openSample('returned');
  });

  const sides = async (): Promise<readonly (readonly string[])[]> => {
    const lists = await page.locator('.diff-sides > section').all();
    return await Promise.all(
      lists.map(async (list) => (await list.locator('li').allInnerTexts()).map((line) => line.replace(/\s+/g, ' ').trim())),
    );
  };
  const itemNow = (): Promise<string | null> => page.textContent('.document .ink3');
  const dock = () => page.getByRole('region', { name: '质检退回' });

  it('comes with its reason, severity and reviewer, what was handed in beside what is marked now', async () => {
    const why = await page.locator('.returned-diff').innerText();
    for (const part of ['退回：边界错误', '严重', '质检员 7c419e0b52d8', '返工只有一次', '依据：说明第 3 条', '扣留 ¥0.20', '可申诉至'])
      expect(why).to.include(part);
    expect(await sides()).to.deep.equal([
      ['保留 时间 到2027年 0–6', '保留 目标'],
      ['保留 时间 到2027年 0–6', '保留 目标'],
    ]);
    await page.keyboard.press('KeyN');
    await page.keyboard.press('Shift+BracketRight');
    expect(await sides()).to.deep.equal([
      ['去掉 时间 到2027年 0–6', '保留 目标'],
      ['新增 时间 2027年 1–6', '保留 目标'],
    ]);
    await page.keyboard.press('KeyZ');
    expect((await sides())[1]).to.deep.equal(['保留 时间 到2027年 0–6', '保留 目标']);
  });

  it('is told apart by words and marks, not by color alone, in both languages', async () => {
    await page.keyboard.press('KeyN');
    await page.keyboard.press('Shift+BracketRight');
    expect(await page.locator('.diff-sides li .icon').count()).to.equal(4);
    expect(await axeFaults(page)).to.deep.equal([]);
    await bench.openSample('returned', { locale: 'en', theme: 'dark' });
    expect(await page.locator('.returned-diff').innerText())
      .to.include('Came back')
      .and.include('Handed in')
      .and.include('kept');
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('is handed in once, and Z takes it back while it is held', async () => {
    await page.keyboard.press('KeyN');
    await page.keyboard.press('Shift+BracketRight');
    await page.keyboard.press('Space');
    expect(await itemNow()).to.equal('条目 137');
    await page.keyboard.press('KeyZ');
    expect(await itemNow()).to.equal('条目 135');
    expect((await sides())[1]).to.deep.equal(['新增 时间 2027年 1–6', '保留 目标']);
  });

  it('is opened by G from whatever is in front, first those of this lot', async () => {
    expect(await dock().innerText())
      .to.include('退回 2 条')
      .and.include('条目 137')
      .and.include('漏标')
      .and.include('G');
    await page.keyboard.press('KeyG');
    await page.waitForFunction("document.querySelector('.document .ink3')?.textContent === '条目 137'");
    expect(await dock().innerText()).to.include('条目 135');
    await page.keyboard.press('KeyG');
    await page.waitForFunction("document.querySelector('.document .ink3')?.textContent === '条目 135'");
  });

  it('is opened by G on the bench of its own lot, where that is another one', async () => {
    await bench.openSample('several');
    await page.keyboard.press('KeyG');
    await page.waitForURL((url) => url.pathname === '/work/lot-2' && url.searchParams.get('item') === 'item-1');
  });

  it('leaves nothing to report, and the dock one line with its key on a small screen', async () => {
    expect(await page.getByRole('button', { name: '报问题' }).isDisabled()).to.equal(true);
    await page.keyboard.press('KeyR');
    expect(await page.locator('dialog[open]').count()).to.equal(0);
    await page.setViewportSize({ width: 1024, height: 768 });
    const box = await dock().boundingBox();
    expect(box?.height).to.be.below(60);
    expect((await dock().innerText()).replace(/\s+/g, ' ').trim()).to.equal('退回 2 条 现在返工 G');
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('appeals from there, with the ground asked for', async () => {
    await page.locator('.returned-diff').getByRole('button', { name: '申诉' }).click();
    await page.locator('dialog[open]').getByLabel('标注没有错').check();
    await page.locator('dialog[open]').getByRole('button', { name: '签名申诉' }).click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  });
});
