import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { readVectorJson } from '../support/vectors.ts';
import { axeFaults } from '../support/page-checks.ts';
import { stageBench } from './support/bench-page.ts';
import { WATERMARK } from './support/sample-data.ts';

/** Of the samples: the first text is long, the third is the published case that begins with an emoji. */
const [CASE] = readVectorJson<{ data: { text: string } }[]>('cases/01-emoji-prefix.json');

describe('the workbench in a browser', function () {
  this.timeout(60_000);
  const bench = stageBench();
  const { spans, boxOf, drag, openSample } = bench;
  let page: Page;
  beforeEach(() => {
    ({ page } = bench);
  });

  const itemNow = (): Promise<string | null> => page.textContent('.document .ink3');
  const notice = (): Promise<string> => page.locator('.bench-notice').innerText();
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

  const heard = async (): Promise<string> => await page.locator('.bench-main').ariaSnapshot();

  it('marks protected text with its viewer behind the words, and says what that is worth', async () => {
    await openSample('sealed');
    expect(await page.textContent('.watermark text')).to.equal(WATERMARK);
    expect(await page.locator('.watermark text').evaluate((text) => getComputedStyle(text).opacity)).to.equal('0.055');
    expect(await page.locator('.watermark').getAttribute('aria-hidden')).to.equal('true');
    expect(await page.textContent('.sealed-sheet')).to.include('水印用于追查，不能防止拍照。');
    const top = await page.evaluate(() => {
      const box = document.querySelector('.canvas-text')?.getBoundingClientRect();
      return document.elementFromPoint((box?.left ?? 0) + 20, (box?.top ?? 0) + 30)?.closest('.watermark, .canvas-text')?.classList[0];
    });
    expect(top).to.equal('canvas-text');
    const text = await page.textContent('.canvas-text');
    await drag('2027年');
    await page.keyboard.press('Digit2');
    expect(await page.textContent('.canvas-text')).to.equal(text);
  });

  it('hides protected text from eyes and screen readers at once when the page is hidden', async () => {
    await openSample('sealed');
    const text = (await page.textContent('.canvas-text')) ?? '';
    expect(await heard()).to.include(text.slice(0, 6));
    const setVisible = (state: string): Promise<void> =>
      page.evaluate((to) => {
        Object.defineProperty(document, 'visibilityState', { value: to, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await page.locator('.canvas-text').focus();
    for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Digit1']) await page.keyboard.press(key);
    const span = page.locator('.span-table .span-text');
    expect(await span.innerText()).to.equal(text.slice(0, 2));
    await setVisible('hidden');
    await page.waitForSelector('.veil');
    expect(await page.locator('.canvas-text').isVisible()).to.equal(false);
    expect(await span.isVisible()).to.equal(false);
    expect(await heard()).to.not.include(text.slice(0, 6));
    await setVisible('visible');
    await page.waitForSelector('.veil', { state: 'detached' });
    expect(await page.locator('.canvas-text').isVisible()).to.equal(true);
  });

  it('hides protected text once another window has had the focus for 30 seconds, not before', async () => {
    await page.clock.install();
    await openSample('sealed');
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await page.clock.fastForward(29_000);
    expect(await page.locator('.veil').count()).to.equal(0);
    await page.clock.fastForward(1000);
    await page.waitForSelector('.veil');
    expect(await page.locator('.canvas-text').isVisible()).to.equal(false);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.waitForSelector('.veil', { state: 'detached' });
  });

  it('shows where each item of a sealed lot is: fetched and sealed, or open on this device alone', async () => {
    expect(await page.locator('.chip.seal-open').count()).to.equal(0);
    await openSample('sealed');
    expect(await page.locator('.chip.seal-open').innerText()).to.equal('仅在本机打开');
    const ahead = page.locator('.entries .ahead');
    expect((await ahead.allInnerTexts()).map((entry) => entry.replace(/\s+/g, ' ').trim())).to.deep.equal([
      '条目 136 已预取，密封',
      '条目 137 已预取，密封',
    ]);
    expect(await ahead.locator('button').first().isDisabled()).to.equal(true);
    expect(await heard()).to.not.include('编制公共数据标注目录');
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('lets a labeler save what shows who is right about a label that its owner cannot open', async () => {
    await openSample('sealed');
    const entry = page.locator('.entries li', { hasText: '条目 89' });
    expect(await entry.innerText()).to.include('提供方打不开');
    await entry.getByRole('button', { name: '有异议 条目 89' }).click();
    await page.getByRole('dialog', { name: '提供方说这条标注打不开' }).waitFor();
    expect(await page.getByRole('dialog').innerText()).to.include('拿到文件的人可以读这一条标注');
    expect(await axeFaults(page)).to.deep.equal([]);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '保存争议文件' }).click()]);
    expect(saved.suggestedFilename()).to.equal('label-dispute-earlier-6.json');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('says why a sealed item does not open and who can mend it, and goes on with the next', async () => {
    await openSample('damaged');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Digit1');
    await page.keyboard.press('Space');
    await page.waitForSelector('.error-note');
    expect(await page.locator('.chip.seal-refused').innerText()).to.equal('打不开');
    const submit = page.locator('.bench-foot .primary');
    expect(await submit.isDisabled()).to.equal(true);
    const inkOf = (part: Locator): Promise<string> => part.evaluate((element) => getComputedStyle(element).color);
    expect(await inkOf(submit.locator('kbd'))).to.equal(await inkOf(submit));
    expect(await page.locator('.bench-main').innerText())
      .to.include('原因：密钥不符')
      .and.include('名册');
    expect(await axeFaults(page)).to.deep.equal([]);
    await page.click('.error-note .button.dense:not(.mono)');
    await page.waitForSelector('.canvas-text');
    expect(await itemNow()).to.equal('条目 137');
  });

  it('finds labels and choices beyond the digits by their names, without hearing an input method', async () => {
    await openSample('many-labels');
    expect(await page.locator('.labels kbd').count()).to.equal(10);
    await drag('2027年');
    await page.fill('.bench-right input', '类别16');
    expect(await page.locator('.labels .label').count()).to.equal(1);
    const press = (field: string, init: { readonly isComposing?: boolean; readonly keyCode?: number }): Promise<void> =>
      page.locator(field).evaluate((input, given) => {
        input.dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter', key: 'Enter', bubbles: true, cancelable: true, ...given }));
      }, init);
    await press('.bench-right input', { isComposing: true });
    await press('.bench-right input', { keyCode: 229 });
    expect(await spans()).to.deep.equal([]);
    await page.press('.bench-right input', 'Enter');
    expect(await spans()).to.deep.equal(['1–6 2027年 类别16 人工']);
    await page.fill('.question input', '类别12');
    expect(await page.locator('.question .choice').count()).to.equal(1);
    await press('.question input', { isComposing: true });
    expect(await page.locator('.choice[aria-checked=true]').count()).to.equal(0);
    await page.press('.question input', 'Enter');
    expect(await page.locator('.choice[aria-checked=true]').innerText()).to.equal('类别12');
    expect(await page.evaluate("document.activeElement.getAttribute('role')")).to.equal('radio');
    await drag('2027年');
    await page.keyboard.press('Digit3');
    expect(await spans()).to.deep.equal(['1–6 2027年 类别16 人工', '1–6 2027年 类别3 人工']);
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('types letters and digits into a field instead of labelling', async () => {
    await openSample('many-labels');
    await page.click('.bench-right input');
    await page.keyboard.type('1a x');
    expect(await page.inputValue('.bench-right input')).to.equal('1a x');
    expect([await itemNow(), await spans()]).to.deep.equal(['条目 135', []]);
  });

  it('shows the text in the size that the person chose', async () => {
    const size = (): Promise<string> => page.locator('.canvas-text').evaluate((text) => getComputedStyle(text).fontSize);
    expect(await size()).to.equal('22px');
    await openSample('full', { benchText: 32 });
    expect(await size()).to.equal('32px');
  });

  it('fits a screen of 1024 by 768: a rail of marks on the left, the labels on the right, nothing cut off', async () => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await openSample('sealed');
    const widthOf = async (part: string): Promise<number> => Math.round((await page.locator(part).boundingBox())?.width ?? 0);
    expect([await widthOf('.bench-left'), await widthOf('.bench-right')]).to.deep.equal([56, 244]);
    expect(await page.evaluate('[document.documentElement.scrollWidth, document.documentElement.scrollHeight]')).to.deep.equal([1024, 768]);
    for (const part of ['.entries .words', '.sign-note'])
      expect((await page.locator(part).first().boundingBox())?.width ?? 0, part).to.be.at.most(1);
    expect(await page.locator('.entries button').first().innerText()).to.include('条目 131');
    expect(await page.locator('.canvas-text').evaluate((text) => getComputedStyle(text).fontSize)).to.equal('19px');
    const foot = await page.locator('.bench-foot .primary').boundingBox();
    expect((foot?.x ?? 0) + (foot?.width ?? 0)).to.be.at.most(1024);
    expect((foot?.y ?? 0) + (foot?.height ?? 0)).to.be.at.most(768);
    for (const part of await page.locator('.bench-top > *').all()) {
      const box = await part.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).to.be.at.most(1024);
    }
    expect(await axeFaults(page)).to.deep.equal([]);
    await drag('2027年');
    await page.keyboard.press('Digit2');
    expect((await spans())[0]).to.match(/2027年 时间/);
  });
});
