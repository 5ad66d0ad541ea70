import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';
import type { SampleKind } from './support/sample-source.ts';

describe('the publishing page', function () {
  this.timeout(60_000);
  const stage = stagePages();
  let page: Page;
  before(async () => {
    page = await stage.newPage();
  });

  const open = async (kind: SampleKind = 'full', locale = 'zh-CN', theme = 'light'): Promise<void> => {
    await stage.open(page, '/publish', { role: 'data-owner', locale, theme }, kind);
    await page.waitForSelector('#source input[type=radio]');
  };
  const choose = async (source: string): Promise<void> => {
    await page.getByRole('radio', { name: source }).check();
    await page.locator('#fields .table').first().waitFor();
  };
  const name = async (chinese = '名称（中文）', english = '名称（英文）'): Promise<void> => {
    await page.getByLabel(chinese).fill('工单');
    await page.getByLabel(english).fill('Work orders');
  };
  const text = async (selector: string): Promise<string> => (await page.innerText(selector)).replaceAll(/\s+/g, ' ');

  it('asks for the encoding of a file, and says what is taken without', async () => {
    await open();
    await choose('action-plan-clauses.tsv');
    const encoding = page.getByRole('combobox', { name: '文字编码' });
    expect(await encoding.locator('option').allInnerTexts()).to.deep.equal([
      '自动',
      'UTF-8',
      'UTF-16（小端）',
      'UTF-16（大端）',
      'GB18030（含 GBK、GB2312）',
    ]);
    expect(await text('#fields')).to.include('没有标记就按 UTF-8');
    await encoding.selectOption({ label: 'UTF-16（小端）' });
    await page.locator('.error-note').waitFor();
    expect(await text('.error-note'))
      .to.include('table-encoding-unfit')
      .and.include('按所选编码读不出');
    await encoding.selectOption({ label: 'GB18030（含 GBK、GB2312）' });
    await page.locator('#fields .table').waitFor();
    await choose('hotline.csv');
    expect(await encoding.inputValue()).to.equal('');
  });

  it('lists ragged rows with line and cells, and registers only where they are left out', async () => {
    await open();
    await choose('hotline.csv');
    await name();
    const rows = page.locator('table.ragged').first();
    expect(await rows.locator('caption').innerText()).to.equal('2 行与表头不合，列出前 2 行');
    expect(await rows.locator('tbody tr').allInnerTexts()).to.deep.equal(['18\t5 列，表头 4 列', '1,204\t2 列，表头 4 列']);
    expect(await page.getByRole('radio', { name: '不登记' }).isChecked()).to.equal(true);
    await page.getByRole('button', { name: '登记数据集' }).click();
    await page.locator('.error-note').waitFor();
    expect(await text('.error-note'))
      .to.include('有 2 行与表头的列数不一致')
      .and.include('table-ragged');
    // They are listed once, above the choice.
    expect(await page.locator('table.ragged').count()).to.equal(1);
    expect(await axeFaults(page)).to.deep.equal([]);
    await page.getByRole('radio', { name: '略去这些行' }).check();
    await page.getByRole('button', { name: '登记数据集' }).click();
    await page.getByRole('button', { name: '查看是否已签' }).waitFor();
  });

  it('shows how many rows are read, and goes on waiting after a reload without asking twice', async () => {
    await open('registering', 'en', 'dark');
    await choose('action-plan-clauses.tsv');
    await name('Name (Chinese)', 'Name (English)');
    await page.getByRole('button', { name: 'Register the dataset' }).click();
    await page.locator('.registration svg').waitFor();
    expect(await text('.registration')).to.include('1,204,000 rows read, 60.2%');
    expect(await page.getByRole('button', { name: 'Go on waiting' }).isDisabled()).to.equal(true);
    await page.reload();
    await page.locator('.registration svg').waitFor();
    expect(await text('.registration'))
      .to.include('is reading action-plan-clauses.tsv')
      .and.include('60.2%');
    expect(await page.locator('#source input[type=radio]').count()).to.equal(0);
    expect(await axeFaults(page)).to.deep.equal([]);
    // The connector has answered meanwhile.
    await page.evaluate(() => sessionStorage.setItem('sample', 'full'));
    await page.reload();
    await page.getByRole('button', { name: 'See whether it is signed' }).waitFor();
  });
});
