import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectDesigned, type Design } from '../support/designed-pages.ts';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';
import { WATERMARK } from './support/sample-data.ts';
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
    'h2 第 4 件 · 条目 4',
    'h3 nature',
    'h2 判定',
    'h3 缺陷原因',
    'h2 重抽的各项检查 5/6',
    'h2 判定进度',
    'h2 抽样可以重抽',
    'h2 判定之后',
  ],
  primary: ['签名并到下一件 空格'],
  stops: ['跳到正文', '质检员 市政府办公室（示例） 切换身份', '抽检', '仲裁', '账本'],
};
const LOTS = ['drawn', 'open', 'waiting', 'whole', 'ended', 'sealed', 'accepted', 'empty'];

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
    expect(await page.locator('.sample-list li').first().innerText()).to.match(/^4\s+条目 4\s+正在检$/);
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
      expect(await page.locator('.sample-list .evidence, .sample-list button, .verdict-form').count()).to.equal(0);
      expect(await axeFaults(page)).to.deep.equal([]);
    }
  });

  const row = (place: number) => page.locator('.sample-list li').nth(place);
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it('show a label as its author saw it, and nothing of it can be changed', async () => {
    await open('/inspect/drawn');
    const card = page.locator('.read-only-label');
    expect((await card.locator('.canvas-text').innerText()).trim()).to.equal('到2027年，建成2个以上数据标注示范园区，由市数据局牵头。');
    expect(await card.locator('mark').innerText()).to.equal('到20');
    expect((await card.locator('.span-list').innerText()).replaceAll(/\s+/g, ' ')).to.equal('牵头部门 到20 0–3');
    expect((await card.locator('.choice.on').innerText()).replaceAll(/\s+/g, ' ').trim()).to.equal('已选 任务');
    expect(await card.locator('button, input, [tabindex]').count()).to.equal(0);
  });

  it('are worked by keys alone: pass, defect with reason and severity, move, sign and next', async () => {
    await open('/inspect/drawn');
    await page.locator('.verdict-form').waitFor();
    const effect = page.locator('.effect');
    await press('Space');
    expect(await page.locator('.verdict-form [role=status]').innerText()).to.include('还不能签名');
    await press('KeyA');
    expect(await effect.innerText()).to.include('没有缺陷判定，就没有扣款的依据：¥0.32 到期全额应付');
    await press('Space');
    await row(0).getByText('合格', { exact: true }).waitFor();
    expect(await row(1).innerText()).to.include('正在检');
    await press('KeyD');
    expect(await effect.innerText())
      .to.include('最多扣下 ¥0.32')
      .and.include('可在 168 小时内申诉');
    await press('Space');
    expect(await page.locator('.verdict-form [role=status]').innerText()).to.include('缺陷须选一个原因');
    await press('Digit3', 'KeyS');
    expect(await page.locator('.reasons [aria-pressed=true]').innerText()).to.match(/漏标$/);
    // What she writes is no command.
    await page.getByRole('textbox', { name: '给标注员的说明（可不填）' }).pressSequentially('a1');
    expect(await page.locator('.reasons [aria-pressed=true]').innerText()).to.match(/漏标$/);
    await page.locator('.middle').focus();
    await press('Space');
    await row(1).getByText('漏标 · 严重').waitFor();
    await press('KeyK', 'KeyK');
    expect(await page.locator('.verdict-form').innerText())
      .to.include('合格')
      .and.not.include('签名并到下一件');
    await press('KeyJ', 'KeyJ', 'KeyJ');
    expect(await row(3).locator('[aria-current=true]').count()).to.equal(1);
    const label = await page.getByRole('complementary', { name: '判定进度' }).getByRole('img').getAttribute('aria-label');
    expect(label).to.include('已检 2 件，共 13 件，缺陷 1 件');
    expect(await page.getByText('再出现 1 件缺陷即拒收整批；').count()).to.equal(1);
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('leave keys alone where single keys are switched off, and are worked by the mouse', async () => {
    await open('/inspect/drawn', 'full', { singleKeys: false, locale: 'en' });
    await page.locator('.verdict-form').waitFor();
    await press('KeyA', 'KeyJ', 'Space');
    expect(await page.locator('.verdict-form [aria-pressed=true]').count()).to.equal(0);
    await page.getByRole('button', { name: /^Defect/ }).click();
    await page.getByRole('button', { name: /Wrong category$/ }).click();
    await page.getByRole('button', { name: /^Sign and next/ }).click();
    await row(0).getByText('Wrong category · slight').waitFor();
  });

  it('end an inspection only once each label has its verdict', async () => {
    await open('/inspect/whole');
    for (const key of ['KeyA', 'Digit1', 'KeyA']) {
      expect(await page.getByRole('button', { name: '签署质检结束' }).count()).to.equal(0);
      await press(key, 'Space');
    }
    await page.getByRole('button', { name: '签署质检结束' }).waitFor();
    expect(await page.locator('main').innerText()).to.include('检 3 件，缺陷 1 件。');
    expect(await axeFaults(page)).to.deep.equal([]);
    await open('/inspect/ended');
    expect(await page.locator('main').innerText())
      .to.include('质检已结束')
      .and.include('赵谦 已判定')
      .and.include('缺陷已达 1 件');
    expect(await page.locator('.button.primary').count()).to.equal(0);
  });

  it('certify a lot that its owner has accepted, once, and hand out the file that others verify', async () => {
    await open('/inspect/ended');
    const card = page.locator('.card', { has: page.getByRole('heading', { name: '质量证书' }) });
    expect(await card.getByRole('button', { name: '签署质量证书' }).count()).to.equal(0);
    await open('/inspect/accepted', 'several');
    await card.getByRole('button', { name: '签署质量证书' }).click();
    await card.getByText('这一批已经有质量证书').waitFor();
    await open('/inspect/accepted');
    await card.getByRole('button', { name: '签署质量证书' }).click();
    await card.getByText('#118,500').waitFor();
    expect(await card.getByRole('button', { name: '签署质量证书' }).count()).to.equal(0);
    const [saved] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: '下载质量证书' }).click()]);
    expect(saved.suggestedFilename()).to.equal('lot-8-record.json');
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('show what a colleague found where she was first', async () => {
    await open('/inspect/drawn', 'several');
    await page.locator('.verdict-form').waitFor();
    await press('Digit2', 'Space');
    await page.getByText('钱进 已判定').waitFor();
    expect(await row(0).innerText())
      .to.include('合格')
      .and.not.include('类别错误');
    await press('KeyJ');
    expect(await page.getByRole('button', { name: /签名并到下一件/ }).count()).to.equal(1);
  });

  it('show no label in the place of the one that was drawn, and let nothing be signed about it', async () => {
    await open('/inspect/drawn', 'swapped');
    await page.locator('.error-note').waitFor();
    expect(await page.locator('.error-note').innerText())
      .to.include('sample-differs')
      .and.include('没有签署任何判定');
    expect(await page.locator('.verdict-form, .read-only-label').count()).to.equal(0);
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('show a sealed sample under the viewer’s mark, and have what does not open signed as unreadable and as nothing else', async () => {
    await open('/inspect/sealed');
    await page.locator('.sealed-sheet .read-only-label').waitFor();
    expect(await page.locator('.watermark text').textContent()).to.equal(WATERMARK);
    await press('KeyA', 'Space');
    await page.getByText('这个条目打不开').waitFor();
    expect(await page.locator('.sealed-sheet, .read-only-label, .verdicts').count()).to.equal(0);
    expect(await page.locator('main').innerText()).to.include('item-key-differs');
    expect(await axeFaults(page)).to.deep.equal([]);
    await press('KeyD', 'Digit1', 'Space', 'KeyA', 'Space');
    await page.getByRole('button', { name: '签署质检结束' }).waitFor();
    expect(await row(1).innerText()).to.include('无法检读');
    expect(await page.locator('main').innerText())
      .to.include('检 3 件，缺陷 0 件。')
      .and.include('其中 1 件无法检读');
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('say who has to act where the keys of a sealed sample are not there, and show nothing of it', async () => {
    await open('/inspect/sealed', 'withheld');
    await page.locator('.error-note').waitFor();
    expect(await page.locator('.error-note').innerText())
      .to.include('sample-not-sealed-for')
      .and.include('还没有为您这把密钥密封抽中的条目');
    expect(await page.locator('.verdict-form, .read-only-label').count()).to.equal(0);
  });

  it('say what a lost secret costs', async () => {
    await open('/inspect/waiting');
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
