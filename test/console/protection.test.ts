import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { axeFaults, primariesOf } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';
import { DATASETS } from './support/sample-data.ts';
import type { SampleKind } from './support/sample-source.ts';

const PAGE = `/datasets/${DATASETS[1]?.id}/protect`;

describe('the protection page', function () {
  this.timeout(60_000);
  const stage = stagePages();
  let page: Page;
  before(async () => {
    page = await stage.newPage();
  });

  const openTab = (path: string, habits: object = {}, kind: SampleKind = 'full'): Promise<void> =>
    stage.open(page, path, { role: 'data-owner', ...habits }, kind);
  const open = async (locale = 'zh-CN', theme = 'light', kind: SampleKind = 'full'): Promise<void> => {
    await openTab(PAGE, { locale, theme }, kind);
    await page.waitForSelector('.plan-ground');
  };
  const treatment = (field: string) => page.getByRole('combobox', { name: `${field} 的处理` });
  const chosenIn = (field: string): Promise<string> => treatment(field).locator('option:checked').innerText();

  it('proposes a treatment of every field with its ground', async () => {
    await open();
    expect(await Promise.all(['clause', 'section', 'text', 'departments'].map(chosenIn))).to.deep.equal([
      '原样交付',
      '原样交付',
      '正文：替换检出的标识',
      '保留在连接器',
    ]);
    const grounds = await page.locator('.plan-ground').allInnerTexts();
    expect(grounds).to.deep.equal([
      '只有几种值，组合起来可能认出人',
      '只有几种值，组合起来可能认出人',
      '长文字，或其中检出个人标识',
      '登记时已定为保留，不能放松',
    ]);
    expect(await page.getByLabel('最小分组（行）').inputValue()).to.equal('20');
    expect(await page.getByLabel('名称（英文）').inputValue()).to.equal('Hotline case summaries, third quarter of 2026 (de-identified)');
  });

  it('keeps what was withheld, and says what was changed', async () => {
    await open();
    expect(await treatment('departments').isDisabled()).to.equal(true);
    await treatment('section').selectOption({ label: '掩去一部分' });
    expect(await page.getByRole('combobox', { name: 'section 按什么查找' }).inputValue()).to.equal('identifier');
    expect(await page.getByRole('checkbox', { name: 'section 是准标识符' }).count()).to.equal(0);
    expect(await page.locator('tr', { hasText: 'section' }).innerText()).to.include('原建议：原样交付');
    await page.reload();
    await page.waitForSelector('.plan-ground');
    expect(await chosenIn('section')).to.equal('掩去一部分');
  });

  it('takes no plan with a smallest class that is no number or below what the level asks for, and needs none without quasi-identifiers', async () => {
    await open();
    const go = page.getByRole('button', { name: '签名并去标识化' });
    for (const size of ['', 'x', '19']) {
      await page.getByLabel('最小分组（行）').fill(size);
      expect(await go.isDisabled(), size).to.equal(true);
      await page.getByText('最小分组请填 20 到 1,000,000 的整数').first().waitFor();
      expect(await page.getByText('最小分组请填').count(), size).to.equal(1);
      expect(await page.locator('.form-go').innerText()).to.include('请先改正最小分组');
    }
    await page.getByLabel('最小分组（行）').fill('20');
    expect(await go.isEnabled()).to.equal(true);
    await page.getByLabel('最小分组（行）').fill('19');
    for (const field of ['clause', 'section']) await page.getByRole('checkbox', { name: `${field} 是准标识符` }).uncheck();
    expect(await go.isEnabled()).to.equal(true);
    expect(await page.getByLabel('最小分组（行）').isDisabled()).to.equal(true);
  });

  for (const [locale, theme] of [
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const)
    it(`is filled in by keys alone and shows the report, which a reload keeps, in ${locale}`, async () => {
      await open(locale, theme);
      await page.locator('button[type=submit]').focus();
      await page.keyboard.press('Enter');
      await page.locator('dl.facts').waitFor();
      expect(await primariesOf(page)).to.deep.equal([locale === 'en' ? 'Open the derivative' : '打开衍生数据集']);
      const report = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
      for (const words of locale === 'en'
        ? ['1,980 of 2,000 may leave', '20 in small classes', '0 found in what would leave', 'k = 20, 61 classes', 'Name 402 51']
        : ['读入 2,000，可交付 1,980', '分组太小 20', '检出 0 处', 'k = 20，共 61 组', '姓名 402 51'])
        expect(report).to.include(words);
      expect(report).not.to.match(/\{|undefined|NaN/);
      expect(await axeFaults(page)).to.deep.equal([]);
      await page.reload();
      await page.locator('dl.facts').waitFor();
      await page.locator('.button.primary').click();
      await page.getByRole('link', { name: locale === 'en' ? /^Derived from/ : /^衍生自/ }).waitFor();
    });

  it('shows a refusal with the places where something is left, and keeps the plan', async () => {
    await open();
    await treatment('text').selectOption({ label: '原样交付' });
    await page.getByRole('button', { name: '签名并去标识化' }).click();
    await page.locator('.error-note').waitFor();
    expect(await page.locator('.error-note').innerText())
      .to.include('仍能检出个人标识')
      .and.include('没有人可以批准例外');
    expect(await page.locator('table', { hasText: '共 2 处' }).locator('tbody tr').allInnerTexts()).to.deep.equal([
      '7\ttext\t姓名\t2',
      '31\ttext\t手机号\t1',
    ]);
    expect(await axeFaults(page)).to.deep.equal([]);
    expect(await chosenIn('text')).to.equal('原样交付');
  });

  it('shows how far the connector is, and goes on after a reload without asking twice', async () => {
    await open('en', 'dark', 'registering');
    await page.getByRole('button', { name: 'Sign and de-identify' }).click();
    await page.locator('.protecting svg').waitFor();
    const words = async (): Promise<string> => (await page.innerText('.protecting')).replaceAll(/\s+/g, ' ');
    expect(await words()).to.include('De-identifying row by row: 1,204,000 rows read, 80.1% of the whole');
    expect(await page.getByRole('button', { name: 'Go on waiting' }).isDisabled()).to.equal(true);
    await page.reload();
    await page.locator('.protecting svg').waitFor();
    expect(await words()).to.include('80.1%');
    expect(await axeFaults(page)).to.deep.equal([]);
    // The connector has answered meanwhile.
    await page.evaluate(() => sessionStorage.setItem('sample', 'full'));
    await page.reload();
    await page.locator('dl.facts').waitFor();
    expect(await page.locator('.protecting').count()).to.equal(0);
  });

  it('finds in a new tab what another tab, device or person has asked for, and lets go of it once it is done', async () => {
    await open('zh-CN', 'light', 'registering');
    const card = page.locator('section', { has: page.getByRole('heading', { name: '连接器正在处理' }) });
    await card.locator('svg').waitFor();
    expect((await card.innerText()).replaceAll(/\s+/g, ' '))
      .to.include('在别处发起')
      .and.include('先数各分组的行数：已读 500 行，全程 12.5%');
    expect(await axeFaults(page)).to.deep.equal([]);
    await open('en', 'dark', 'registering');
    await page.getByText('your organisation asked for elsewhere').waitFor();
    await open();
    await page.waitForTimeout(3500);
    expect(await card.count()).to.equal(0);
  });

  it('leads a new tab to the derivatives made before, and to the report of each', async () => {
    await open();
    const made = page.locator('section', { has: page.getByRole('heading', { name: '已有的衍生数据集' }) });
    await made.getByRole('link', { name: '去标识化报告' }).click();
    await page.locator('.tab-body dl.facts').waitFor();
    expect(new URL(page.url()).pathname).to.equal(`/datasets/${DATASETS[2]?.id}/protection`);
  });

  for (const role of ['data-owner', 'grading-officer'])
    it(`hands the report out again to a ${role}`, async () => {
      await openTab(`/datasets/${DATASETS[2]?.id}/protection`, { role });
      await page.locator('.tab-body dl.facts').waitFor();
      const report = (await page.locator('.tab-body').innerText()).replaceAll(/\s+/g, ' ');
      expect(report).to.include('读入 2,000，可交付 1,980').and.include('姓名 402 51').and.include('网关读不到');
      expect(await axeFaults(page)).to.deep.equal([]);
    });

  it('shows no report of a table that is no derivative, and none at all to a labeler', async () => {
    await openTab(`/datasets/${DATASETS[1]?.id}/protection`);
    await page.locator('.tabs').waitFor();
    expect(await page.locator('.tabs').getByRole('link', { name: '去标识化报告' }).count()).to.equal(0);
    expect(await page.getByText('可交付 1,980').count()).to.equal(0);
    await openTab(`/datasets/${DATASETS[2]?.id}/protection`, { role: 'labeler' });
    await page.getByText('数据所有方、分级官').first().waitFor();
    expect(await page.getByText('可交付 1,980').count()).to.equal(0);
  });

  /** As if this tab had asked for that derivative before. */
  const ask = async (derivative: string | undefined): Promise<void> => {
    await page.evaluate(
      ([name, dataset]) => {
        const draft = JSON.parse(sessionStorage.getItem(name ?? '') ?? '{}') as object;
        sessionStorage.setItem(name ?? '', JSON.stringify({ ...draft, asked: { dataset, event: 'ab', connector: 'c' } }));
      },
      [`xinbiao.draft.protect-${DATASETS[1]?.id}`, derivative],
    );
    await page.reload();
  };

  it('goes on waiting after a reload for what was asked for before', async () => {
    await open();
    await treatment('section').selectOption({ label: '掩去一部分' });
    await ask(DATASETS[2]?.id);
    await page.locator('dl.facts').waitFor();
    expect(await page.locator('.button.primary').getAttribute('href')).to.equal(`/datasets/${DATASETS[2]?.id}`);
  });

  it('takes no report but the registered one, and does not wait for it any more', async () => {
    await open();
    await treatment('section').selectOption({ label: '掩去一部分' });
    await ask(DATASETS[0]?.id);
    await page.locator('.error-note').waitFor();
    expect(await page.locator('.error-note').innerText())
      .to.include('不是登记时签名的那一份')
      .and.include('report-differs');
    await page.getByRole('button', { name: '签名并去标识化' }).waitFor();
    expect(await page.locator('dl.facts').count()).to.equal(0);
  });
});
