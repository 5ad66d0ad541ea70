import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { HOTLINE } from '../../demo/hotline/table.ts';
import { workOrders } from '../../demo/hotline/work-orders.ts';
import { PEOPLE } from '../../demo/space/people.ts';
import { openBrowserSpace, signInAt, takePicture, type BrowserSpace } from '../support/browser-space.ts';
import { gradeDataset, openProject, publishDataset } from '../support/browser-steps.ts';
import { pageFaults } from '../support/page-standards.ts';
import { createPassedBodies } from '../support/passed-bodies.ts';
import { until } from '../support/until.ts';

const TITLE = { zh: '热线工单', en: 'Hotline work orders' };
const DERIVED = '热线工单（去标识化）';
const ORDERS = [...workOrders(HOTLINE.seed, HOTLINE.rows)];

/** The bureau's own person with this role. */
const loginOf = (role: 'data-owner' | 'grading-officer'): string =>
  PEOPLE.find(({ organisation, roles }) => organisation === 'hotline' && roles.includes(role))?.login ?? expect.fail(`no ${role}`);

describe('protecting work orders in the browser', function () {
  this.timeout(300_000);
  // Each step builds on the one before.
  this.bail(true);
  let space: BrowserSpace;
  let owner: Page;
  let officer: Page;
  const passed = createPassedBodies();

  const treatment = (field: string) => owner.getByRole('combobox', { name: `${field} 的处理` });
  const protect = () => owner.getByRole('button', { name: '签名并去标识化' });
  const open = async (page: Page, address: string): Promise<void> => {
    await page.goto(address);
  };

  before(async () => {
    space = await openBrowserSpace();
    owner = await signInAt(space, await space.device(), loginOf('data-owner'), { role: '数据所有方' });
    officer = await signInAt(space, await space.device(), loginOf('grading-officer'));
    passed.listen(owner);
    passed.listen(officer);
  });
  after(() => space?.close());

  it('registers the raw table, and goes on waiting through a reload', async () => {
    await open(officer, '/grading');
    await open(owner, '/publish');
    await owner.getByRole('radio', { name: HOTLINE.source }).check();
    await owner.getByLabel('名称（中文）').fill(TITLE.zh);
    await owner.getByLabel('名称（英文）').fill(TITLE.en);
    await owner.getByRole('combobox', { name: '文字编码' }).selectOption('utf-8');
    await owner.locator('#fields .table').waitFor();
    expect(await pageFaults(owner)).to.deep.equal([]);
    await owner.getByRole('button', { name: '登记数据集' }).click();
    await owner.waitForFunction(() => sessionStorage.getItem('xinbiao.draft.publish')?.includes('"event"') === true);
    await owner.reload();
    await owner.getByRole('button', { name: '查看是否已签' }).waitFor({ timeout: 120_000 });
  });

  it('comes before the officer, whose page is open', async () => {
    await officer.getByRole('navigation', { name: '数据集' }).getByRole('link', { name: TITLE.zh }).waitFor();
    await officer.getByRole('radio', { name: '一般4级' }).waitFor();
  });

  it('grades it General 4, from where nothing leaves', async () => {
    await gradeDataset(officer, '一般4级');
    await open(owner, '/datasets');
    await owner.getByRole('link', { name: TITLE.zh }).click();
    await owner.getByRole('link', { name: '去标识化', exact: true }).click();
    await treatment('text').waitFor();
  });

  it('proposes a plan, and shows where identifiers would remain', async () => {
    for (const field of ['caller', 'id_number', 'mobile', 'landline', 'email', 'address'])
      expect(await treatment(field).inputValue(), field).to.equal('withhold');
    expect(await treatment('text').inputValue()).to.equal('text');
    expect(await owner.getByRole('checkbox', { name: 'district 是准标识符' }).isChecked()).to.equal(true);
    await treatment('mobile').selectOption('keep');
    await protect().click();
    await owner.locator('.error-note').waitFor({ timeout: 120_000 });
    expect(await owner.locator('.error-note').innerText()).to.include('identifier-remains');
    const row = await owner.locator('table', { hasText: '列出前 20 处' }).locator('tbody tr').first().innerText();
    expect(row).to.match(/^[\d,]+\tmobile\t手机号\t1$/);
    expect(await pageFaults(owner)).to.deep.equal([]);
    await takePicture(owner, 'protection-refused');
  });

  it('makes a derivative in which nothing is found again, and reports it', async () => {
    await treatment('mobile').selectOption('withhold');
    await owner.getByRole('combobox', { name: 'mobile 按什么查找' }).selectOption('mobile');
    await protect().click();
    await owner.getByRole('heading', { name: '去标识化报告' }).waitFor({ timeout: 120_000 });
    const report = (await owner.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    expect(report)
      .to.include('读入 2,000')
      .and.include('在将交付的内容里检出 0 处')
      .and.match(/k = (?:[2-9]\d|\d{3,})/);
    expect(report).to.match(/text 姓名 [\d,]+ [\d,]+/);
    expect(await pageFaults(owner)).to.deep.equal([]);
    await takePicture(owner, 'protection-report');
    await owner.getByRole('link', { name: '打开衍生数据集' }).click();
    await owner.getByRole('link', { name: `衍生自 ${TITLE.zh}` }).waitFor();
    await open(owner, '/datasets');
    await owner.getByText(`衍生自 ${TITLE.zh}`).waitFor();
  });

  it('hands the report out again to its officer on another device, and the gateway reads none of it', async () => {
    for (const page of [owner, officer]) {
      await open(page, '/datasets');
      await page.getByRole('link', { name: DERIVED }).click();
      await page.getByRole('navigation', { name: '数据集的各部分' }).getByRole('link', { name: '去标识化报告' }).click();
      await page.getByText(/读入 2,000，可交付/).waitFor();
      expect(await pageFaults(page)).to.deep.equal([]);
    }
    await takePicture(officer, 'protection-report-again');
    const all = await passed.all();
    expect(all).to.include('show-protection').and.not.include('"residual"').and.not.include('smallClass');
  });

  it('lets its officer loosen it only after rows that she read, and judged one by one', async () => {
    await open(officer, '/grading');
    await officer.getByRole('link', { name: DERIVED }).click();
    await officer.getByRole('heading', { name: DERIVED, level: 2 }).waitFor();
    await officer.locator('input[name=level][value=g3]').check();
    await officer.getByRole('checkbox', { name: '含个人信息', exact: true }).check();
    const sign = officer.getByRole('button', { name: '签为一般3级' });
    expect(await sign.isDisabled()).to.equal(true);
    await officer.getByRole('button', { name: '抽出 20 行' }).click();
    await officer.locator('.sampled').first().waitFor();
    const sampled = await officer.locator('.delivered').allInnerTexts();
    for (const clean of await officer.getByRole('radio', { name: '认不出人' }).all()) await clean.check();
    expect(await pageFaults(officer)).to.deep.equal([]);
    await officer.getByRole('radio', { name: '认得出人' }).first().check();
    await sign.click();
    await officer.locator('.error-note').waitFor();
    expect(await officer.locator('.error-note').innerText())
      .to.include('spot-check-missing')
      .and.include('至少 20 行');
    await officer.getByRole('radio', { name: '认不出人' }).first().check();
    await sign.click();
    await officer.getByRole('navigation', { name: '数据集' }).getByText('一般3级').waitFor();
    // What she read came sealed: the gateway passed none of it on in clear.
    const long = sampled.filter((cell) => cell.length > 30);
    expect(long.length).to.be.greaterThan(10);
    const all = await passed.all();
    for (const cell of long) expect(all).to.not.include(cell.slice(0, 24));
  });

  it('passes no caller on to the gateway, in no answer and no request', async () => {
    const all = await passed.all();
    expect(all).to.include('"sealed"').and.include('dataset-graded');
    for (const { id_number: id, mobile, email } of ORDERS)
      for (const secret of [id, mobile, email].filter((value) => value !== '')) expect(all.includes(secret), secret).to.equal(false);
  });

  it('leaves the labelers their work while the owner is away, and says since when', async () => {
    await open(owner, '/datasets');
    await owner.getByRole('link', { name: DERIVED }).click();
    await owner.getByText('抽读 20 行，认得出 0').waitFor();
    await owner.getByRole('link', { name: '发布', exact: true }).click();
    await owner.waitForURL(/\/publish\?dataset=/);
    await publishDataset(owner, DERIVED);
    await openProject(owner, { labelers: ['王琳'], rows: '1-30', dataset: DERIVED });
    const labeler = await signInAt(space, await space.device(), 'wang.lin');
    const stock = labeler.locator('.sealed-ready');
    const look = async (words: RegExp): Promise<true> => {
      await open(labeler, '/work');
      await stock.filter({ hasText: words }).waitFor({ timeout: 5000 });
      return true;
    };
    await until('sealed items', () => look(/^30 条已备好$/), 60_000);
    await space.supervisor.process('connector-hotline').stop();
    await until('a silent owner', () => look(/^30 条已备好，提供方自 \d{1,2}:\d{2} 起离线$/), 90_000);
    expect(await pageFaults(labeler)).to.deep.equal([]);
    await takePicture(labeler, 'owner-away');
  });
});
