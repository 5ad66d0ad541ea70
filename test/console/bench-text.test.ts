import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { axeFaults } from '../support/page-checks.ts';
import { stageBench } from './support/bench-page.ts';
import { PARAGRAPHS } from './support/sample-source.ts';

describe('the text on the workbench', function () {
  this.timeout(60_000);
  const bench = stageBench();
  let page: Page;
  beforeEach(() => {
    ({ page } = bench);
  });

  it('gives every line of a text its height, blank ones too, and spans reach over them', async () => {
    await bench.openSample('paragraphs');
    expect(await page.textContent('.canvas-text')).to.equal(PARAGRAPHS);
    const lines = page.locator('.text-line');
    const heights = await lines.evaluateAll((all) => all.map((line) => line.getBoundingClientRect().height));
    expect(heights.length).to.equal(4);
    expect(new Set(heights).size).to.equal(1);
    expect(heights[0]).to.be.closeTo(22 * 2.64, 0.1);
    const caretLine = (): Promise<number> => lines.evaluateAll((all) => all.findIndex((line) => line.querySelector('.caret') !== null));
    const places: number[] = [await caretLine()];
    for (const clusters of [5, 1, 4, 1]) {
      for (let step = 0; step < clusters; step += 1) await page.keyboard.press('ArrowRight');
      places.push(await caretLine());
    }
    expect(places).to.deep.equal([0, 1, 2, 2, 3]);
    expect(await page.locator('.caret').count()).to.equal(1);
    await bench.drag('一段', '第三');
    await page.keyboard.press('Digit1');
    expect(await bench.spans()).to.deep.equal(['1–10 一段。 第三 牵头部门 人工']);
    expect(await page.locator('mark').evaluateAll((marks) => marks.map((mark) => mark.textContent))).to.deep.equal([
      '一段。\r\n',
      '\r\n',
      '第三',
    ]);
    expect(await page.locator('mark[data-digit]').count()).to.equal(1);
    expect(await page.textContent('.canvas-text')).to.equal(PARAGRAPHS);
    const { left, y } = await bench.boxOf('第三');
    await page.mouse.click(left + 4, y);
    expect(await page.locator('.span-table tr[aria-selected=true]').count()).to.equal(1);
    expect(await page.locator('mark.focused').count()).to.equal(3);
  });

  it('takes the sentence under a triple click, not the first one of its paragraph', async () => {
    const { left, y } = await bench.boxOf('工信局');
    await page.mouse.click(left + 4, y, { clickCount: 3 });
    await page.keyboard.press('Digit1');
    expect((await page.textContent('.span-table .span-text'))?.trim()).to.match(/^由市数据局牵头，.*分解落实。$/);
  });

  it('shows the digit of each span, also of three that begin at one place', async () => {
    await bench.openSample('many-labels');
    for (const key of ['Digit1', 'Digit2', 'Digit3']) {
      await bench.drag('2027年');
      await page.keyboard.press(key);
    }
    const digits = await page
      .locator('mark[data-digit]')
      .evaluateAll((marks) => marks.map((mark) => parseFloat(getComputedStyle(mark, '::before').left)));
    expect(digits).to.deep.equal([1, 16, 31]);
  });

  it('draws a line anew only when something on it changes', async () => {
    await bench.openSample('paragraphs');
    await page.evaluate(() => {
      const changed = new Set<number>();
      for (const [at, line] of document.querySelectorAll('.text-line').entries())
        new MutationObserver(() => changed.add(at)).observe(line, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
      Object.assign(globalThis, { changedLines: () => [...changed] });
    });
    for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Digit1', 'KeyN', 'Digit2', 'BracketRight', 'Backspace', 'KeyZ'])
      await page.keyboard.press(key);
    expect((await bench.spans()).length).to.equal(1);
    expect(await page.evaluate('changedLines()')).to.deep.equal([0]);
  });

  it('lists the spans as a table, to a screen reader too, in the width that there is', async () => {
    for (const width of [1366, 1024]) {
      await page.setViewportSize({ width, height: 768 });
      await bench.openSample('many-labels');
      await bench.drag('2027年，建成2个以上数据标注示范园区');
      await page.fill('.bench-right input', '类别16');
      await page.press('.bench-right input', 'Enter');
      const table = page.getByRole('table', { name: '本条标注' });
      expect(await table.getByRole('columnheader').allInnerTexts()).to.deep.equal(['码点', '文字', '标签', '方法']);
      const row = table.getByRole('row', { name: /^1–21 2027年/ });
      expect(await row.getByRole('cell').count()).to.equal(width === 1366 ? 4 : 3);
      const parts = await row.getByRole('cell').evaluateAll((cells) => cells.map((cell) => cell.scrollWidth - cell.clientWidth));
      expect(new Set(parts)).to.deep.equal(new Set([0]));
      expect(await page.locator('.bench-right').evaluate((aside) => aside.scrollWidth - aside.clientWidth)).to.equal(0);
      expect(await axeFaults(page)).to.deep.equal([]);
    }
  });

  it('shows the whole ring around the text in focus, also where it is sealed', async () => {
    for (const kind of ['full', 'sealed'] as const) {
      await bench.openSample(kind);
      await page.keyboard.press('ArrowRight');
      const cut = await page.locator('.canvas-text').evaluate((text) => {
        const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(text);
        const reach = parseFloat(outlineWidth) + parseFloat(outlineOffset);
        const ring = text.getBoundingClientRect();
        const cutters: string[] = [];
        for (let part = text.parentElement; part !== null; part = part.parentElement) {
          const box = part.getBoundingClientRect();
          const isWithin = ring.left - reach >= box.left && ring.right + reach <= box.right && ring.top - reach >= box.top;
          if (getComputedStyle(part).overflowX !== 'visible' && !isWithin) cutters.push(part.className);
        }
        return { outlineStyle, reach, cutters };
      });
      expect(cut, kind).to.deep.equal({ outlineStyle: 'solid', reach: 7, cutters: [] });
    }
  });

  it('proposes a rest after 50 minutes, no sooner, and again 50 minutes after it was put away', async () => {
    await page.clock.install();
    await bench.openSample('full');
    const hint = page.locator('.bench-banners .banner', { hasText: '您已连续工作 50 分钟，可以歇一歇。' });
    const pass = async (minutes: number): Promise<number> => {
      await page.clock.fastForward(minutes * 60_000);
      return await hint.count();
    };
    expect([await pass(49), await pass(1.1)]).to.deep.equal([0, 1]);
    expect(await page.locator('.canvas-text').evaluate((text) => text === document.activeElement)).to.equal(true);
    expect(await axeFaults(page)).to.deep.equal([]);
    await hint.getByRole('button').click();
    expect(await hint.count()).to.equal(0);
    expect([await pass(49), await pass(1.1)]).to.deep.equal([0, 1]);
  });
});
