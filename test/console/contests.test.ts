import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';
import type { SampleKind } from './support/sample-source.ts';

const DEFECTS = '/lots/ended/defects';

describe('pages of withheld and contested pay', function () {
  this.timeout(120_000);
  const stage = stagePages();
  let page: Page;
  before(async () => {
    page = await stage.newPage();
  });

  const open = (path: string, role: string, kind: SampleKind = 'full', habits: object = {}): Promise<void> =>
    stage.open(page, path, { role, ...habits }, kind);
  const textOf = async (selector: string): Promise<string> => (await page.locator(selector).innerText()).replaceAll(/\s+/g, ' ');
  const rows = async () => (await page.locator('.table tbody tr').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' ').trim());
  const dialog = () => page.locator('dialog[open]');

  it('show an owner each defect with what it earns and what became of it', async () => {
    await open(DEFECTS, 'data-owner');
    const [first = '', second = '', third = ''] = await rows();
    expect(first).to.include('条目 5').and.include('边界错误 · 轻微 ¥0.32 可扣留至').and.match(/扣留$/);
    expect(second)
      .to.include('扣 ¥0.20，第 3 条 申诉中')
      .and.match(/撤回扣留并签名$/);
    expect(third).to.include('已撤销扣留，应付 市审计组（示例）：撤销扣留').and.match(/—$/);
  });

  it('say before an owner signs what follows, and what stands wrongly', async () => {
    await open(DEFECTS, 'data-owner');
    await page.getByRole('button', { name: '扣留', exact: true }).click();
    const sign = dialog().getByRole('button', { name: '签名扣留' });
    await sign.click();
    expect(await dialog().locator('.fault').allInnerTexts()).to.have.length(2);
    await dialog().getByLabel('扣留金额（元）').fill('0.33');
    expect(await dialog().locator('.fault').first().innerText()).to.include('不多于 ¥0.32');
    await dialog().getByLabel('扣留金额（元）').fill('0.20');
    await dialog().getByLabel('说明的条款号').fill('3');
    const effect = await textOf('dialog[open] .effect');
    expect(effect).to.include('标注员 a1b2c3d4e5f6 的这条标注扣下 ¥0.20').and.include('72 小时内申诉');
    expect(effect).to.include('申诉后由市审计组（示例）在 48 小时内裁定');
    expect(await axeFaults(page)).to.deep.equal([]);
    await sign.click();
    await dialog().waitFor({ state: 'detached' });
  });

  it('keep the refusal of a second withholding beside what was typed', async () => {
    await open(DEFECTS, 'data-owner');
    await page.getByRole('button', { name: '扣留', exact: true }).click();
    await dialog().getByLabel('扣留金额（元）').fill('0.31');
    await dialog().getByLabel('说明的条款号').fill('3');
    await dialog().getByRole('button', { name: '签名扣留' }).click();
    await dialog().locator('.error-note').waitFor();
    expect(await textOf('dialog[open] .error-note')).to.include('withholding-given');
    expect(await dialog().getByLabel('说明的条款号').inputValue()).to.equal('3');
  });

  it('say by which rule nothing can be withheld once the lot is answered', async () => {
    await open(DEFECTS, 'data-owner', 'several');
    expect(await textOf('.error-note')).to.include('withholding-late');
    expect(await page.getByRole('button', { name: '扣留', exact: true }).count()).to.equal(0);
  });

  it('are decided by keys, after what follows was said', async () => {
    await open('/adjudicate', 'reviewer');
    expect((await rows()).map((row) => row.includes('申诉中'))).to.deep.equal([true, true, false]);
    expect(await textOf('.canvas-text')).to.include('数据标注产业');
    const sign = page.getByRole('button', { name: '签名裁定' });
    expect(await sign.isDisabled()).to.equal(true);
    await page.keyboard.press('d');
    expect(await textOf('.verdict-form .effect')).to.include('¥0.20 不付给标注员');
    await page.keyboard.press('Space');
    await page.locator('.verdict-form .error-note').waitFor();
    expect(await textOf('.verdict-form .error-note')).to.include('decision-hours-over');
    await page.keyboard.press('a');
    expect(await textOf('.verdict-form .effect')).to.include('¥0.20 转为应付');
    await page.keyboard.press('Space');
    await page.locator('.verdict-form .error-note').waitFor({ state: 'detached' });
  });

  it('say plainly that an adjudicator reads nothing of a sealed project', async () => {
    await open('/adjudicate', 'reviewer');
    await page.locator('h1').focus();
    await page.keyboard.press('j');
    await page.getByText('case-sealed').waitFor();
    expect(await page.locator('.canvas-text').count()).to.equal(0);
    await page.keyboard.press('j');
    expect(await page.locator('.verdict-form').count()).to.equal(0);
    expect(await textOf('.facts')).to.include('市审计组（示例）：维持扣留');
  });

  it('have no fault of accessibility in either language and theme, with cases and without', async () => {
    const faults: string[] = [];
    for (const [locale, theme] of [
      ['zh-CN', 'light'],
      ['en', 'dark'],
    ] as const)
      for (const [path, role] of [
        [DEFECTS, 'data-owner'],
        ['/adjudicate', 'reviewer'],
      ] as const)
        for (const kind of ['full', 'several', 'empty'] as const) {
          await open(path, role, kind, { locale, theme });
          faults.push(...(await axeFaults(page)).map((fault) => `${path}, ${locale}, ${kind}: ${fault}`));
        }
    expect(faults).to.deep.equal([]);
  });
});
