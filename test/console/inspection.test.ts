import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectDesigned, type Design } from '../support/designed-pages.ts';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';
import type { SampleKind } from './support/sample-source.ts';

const SHELL = ['navigation 主导航', 'banner', 'navigation 所在位置', 'search', 'main'];
/** Of a drawn lot, as in the design's picture. */
const DESIGN: Design = {
  landmarks: [...SHELL, 'region 样本 13', 'complementary 判定进度'],
  headings: [
    'h2 证据',
    'h2 我的',
    'h1 抽检 · 行动计划要素抽取 第 4 批',
    'h2 样本 13',
    'h2 重抽的各项检查 5/6',
    'h2 判定进度',
    'h2 抽样可以重抽',
  ],
  primary: [],
  stops: ['跳到正文', '质检员 市政府办公室（示例） 切换身份', '抽检', '账本', '我的设置'],
};
const LOTS = ['drawn', 'open', 'waiting', 'whole', 'empty'];

describe('the reviewer’s pages of lots', function () {
  this.timeout(120_000);
  const stage = stagePages();
  let page: Page;
  before(async () => {
    page = await stage.newPage();
  });

  const open = (path: string, kind: SampleKind = 'full', habits: object = {}): Promise<void> =>
    stage.open(page, path, { role: 'reviewer', ...habits }, kind);
  const redraw = () => page.locator('.redraw');

  it('list what the own firm inspects, with its state and what it has to sign', async () => {
    await open('/inspect');
    const rows = (await page.locator('.table tbody tr').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' ').trim());
    expect(rows[0]).to.include('GB/T 2828.1，水平 II，AQL 4.0% 已抽样 13/90 容许缺陷 1').and.match(/查看$/);
    expect(rows[1])
      .to.include('零缺陷，缺陷率 ≤ 2.5% 标注中 待承诺：质检单位')
      .and.match(/签署承诺$/);
    expect(rows[2]).to.include('待揭示：所有方、质检单位，至 2026-11-26 14:32').and.match(/揭示$/);
    expect(rows[3]).to.include('整批全检 3 由所有方承担');
  });

  it('show a drawn lot as designed, without a fault of accessibility in either theme and language', async () => {
    await open('/inspect/drawn');
    await expectDesigned(page, DESIGN);
    const faults: string[] = [];
    for (const [locale, theme] of [
      ['zh-CN', 'light'],
      ['en', 'dark'],
    ])
      for (const lot of LOTS) {
        await open(`/inspect/${lot}`, 'full', { locale, theme });
        faults.push(...(await axeFaults(page)).map((fault) => `${lot} ${theme}: ${fault}`));
      }
    expect(faults).to.deep.equal([]);
  });

  it('say the plan in words, draw it, and give the same as a table', async () => {
    await open('/inspect/drawn');
    const aside = page.getByRole('complementary', { name: '判定进度' });
    expect(await aside.innerText())
      .to.include('再出现 2 件缺陷即拒收整批；')
      .and.include('剩余 13 件里缺陷不超过 1 件则接收。')
      .and.include('GB/T 2828.1 正常检验一次抽样，检验水平 II，接收质量限（AQL）4.0%');
    const label = await aside.getByRole('img').getAttribute('aria-label');
    expect(label).to.equal('已检 0 件，共 13 件，缺陷 0 件；缺陷不超过 1 件接收，达到 2 件拒收');
    await aside.getByRole('button', { name: '表' }).click();
    expect(await aside.getByRole('table', { name: '判定进度：每出现一件缺陷后的件数' }).locator('tbody').innerText()).to.match(
      /^0\s+0\s+接收$/,
    );
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('tick a draw only once it was redone here, and then list its labels', async () => {
    await open('/inspect/drawn');
    await redraw().locator('.tag.ok').waitFor();
    expect(await redraw().locator('.tag').innerText()).to.equal('一致 13/13');
    expect(await redraw().innerText()).to.include('本浏览器，38 毫秒');
    expect(await page.locator('.sample-list li').first().innerText()).to.match(/^4\s+条目 4\s+#116,803$/);
  });

  it('name the check that a lying lot file fails, with no tick, and show none of its labels', async () => {
    for (const [locale, words] of [
      ['zh-CN', '“抽中的位置和标注就是种子给出的”不成立'],
      ['en', '“positions and labels of the sample are those that the seed gives” does not hold'],
    ]) {
      await open('/inspect/drawn', 'lying', { locale });
      await redraw().getByRole('alert').waitFor();
      expect(await redraw().getByRole('alert').innerText()).to.include(words);
      expect(await redraw().locator('.tag.ok').count()).to.equal(0);
      expect(await page.locator('.redraw-checks tr.failed').count()).to.equal(1);
      expect(await page.locator('.sample-list .evidence').count()).to.equal(0);
      expect(await axeFaults(page)).to.deep.equal([]);
    }
  });

  it('say why a sealed sample cannot be read, and what a lost secret costs', async () => {
    await open('/inspect/waiting');
    expect(await page.getByRole('note').innerText()).to.include('谁可以读被抽中的密封条目，还没有定下规则');
    await page.getByRole('button', { name: '签署揭示' }).click();
    await page.locator('.error-note').waitFor();
    expect(await page.locator('.error-note').innerText())
      .to.include('draw-secret-gone')
      .and.include('本方承担');
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('say before a commitment that only this device can reveal it', async () => {
    await open('/inspect/open');
    expect(await page.locator('main').innerText())
      .to.include('它只存在本设备上')
      .and.include('质检单位：未承诺');
    expect(await page.locator('.button.primary').innerText()).to.equal('签署承诺');
  });

  it('need no more width than a telephone has', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    const wide: string[] = [];
    for (const path of ['/inspect', ...LOTS.map((lot) => `/inspect/${lot}`)]) {
      await open(path);
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      if (width > 320) wide.push(`${path}: ${width}`);
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    expect(wide).to.deep.equal([]);
  });
});
