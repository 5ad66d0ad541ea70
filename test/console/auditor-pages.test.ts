import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';

describe('pages of an auditor', function () {
  this.timeout(60_000);
  const stage = stagePages();
  let page: Page;
  before(async () => {
    page = await stage.newPage();
  });
  const open = (path: string, role: string): Promise<void> => stage.open(page, path, { role });

  it('list what somebody should look at in the ledger, by weight, kind and organisation, and save it as a file', async () => {
    await open('/watch', 'auditor');
    const rows = page.locator('.table tbody tr');
    expect(await rows.count()).to.equal(20);
    expect((await rows.first().innerText()).replace(/\s+/g, ' '))
      .to.include('不算数的记录')
      .and.include('账本本身 #118,000');
    await page.getByLabel('性质').selectOption({ label: '到期未做' });
    expect(await rows.count()).to.equal(8);
    await page.getByLabel('单位').selectOption({ label: '淮标数据标注公司（示例）' });
    await page.getByLabel('种类').selectOption({ label: '揭示迟到' });
    expect(await rows.count()).to.equal(1);
    expect(await page.getByRole('status').filter({ hasText: '1 条' }).count()).to.equal(1);
    await page.getByLabel('种类').selectOption({ label: '链上缺口' });
    await page.getByText('没有符合条件的异常。').waitFor();
    for (const [button, name] of [
      ['导出 CSV', 'anomalies.csv'],
      ['导出 JSON', 'anomalies.json'],
    ] as const) {
      const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
      expect(saved.suggestedFilename()).to.equal(name);
    }
  });

  it('lead from any number or id to its evidence', async () => {
    await open('/audit', 'auditor');
    const card = page.locator('.card', { has: page.getByRole('heading', { name: '从任何编号找证据' }) });
    const find = async (text: string): Promise<void> => {
      await card.getByLabel('账本编号').fill(text);
      await card.getByRole('button', { name: '找证据' }).click();
    };
    await find('#1');
    await card.getByText('本机的账本副本和各份交付的清单里都没有它').waitFor();
    await find('lot');
    for (const [button, name] of [
      ['下载质量档案或证书', 'lot-record.json'],
      ['下载抽样文件', 'lot-draw.json'],
    ] as const) {
      const [saved] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: button }).click()]);
      expect(saved.suggestedFilename()).to.equal(name);
    }
    expect(await axeFaults(page)).to.deep.equal([]);
    await find('#2');
    await page.waitForURL('**/audit/release-1');
  });
});
