import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { axeFaults } from '../support/page-checks.ts';
import { until } from '../support/until.ts';
import { GROWN } from './support/growing-source.ts';
import { stagePages } from './support/page-stage.ts';
import { DATASETS } from './support/sample-data.ts';

const WAITING = DATASETS[1]?.id;

describe('a page on which somebody works while others sign', function () {
  this.timeout(60_000);
  const stage = stagePages();
  let page: Page;
  before(async () => {
    page = await stage.newPage();
  });

  const open = (path: string, role = 'data-owner', habits: object = {}): Promise<void> =>
    stage.open(page, path, { role, ...habits }, 'growing');
  const grow = (): Promise<unknown> => page.evaluate(`dispatchEvent(new Event('${GROWN}'))`);
  const roster = () => page.locator('section.card', { has: page.getByRole('heading', { name: /^(名册|Roster)$/ }) });

  const graded = (title = '') => page.locator('.grading nav [aria-current=true]', { hasText: title });

  it('keeps both names of a publication, also the one that was emptied', async () => {
    await open(`/publish?dataset=${WAITING}`);
    const [chinese, english] = [page.getByLabel('名称（中文）'), page.getByLabel('名称（英文）')];
    await until('the own names', async () => (await chinese.inputValue()) === DATASETS[1]?.title.zh);
    await chinese.fill('');
    await english.fill('Hotline cases');
    await grow();
    await page.getByText('沈立已签为').waitFor();
    expect([await chinese.inputValue(), await english.inputValue()]).to.deep.equal(['', 'Hotline cases']);
  });

  it('keeps the duties of a roster, says that a colleague signed hers, and begins anew from that one', async () => {
    await open('/projects/project-1');
    await roster().getByRole('button', { name: '调整名册' }).click();
    const reviewer = roster().locator('li', { hasText: '何青' });
    const duty = reviewer.locator('.el-select__placeholder');
    await reviewer.locator('.el-select').click();
    await reviewer.getByRole('option', { name: '标注', exact: true }).click();
    await grow();
    const note = roster().getByRole('alert');
    await note.waitFor();
    expect(await note.innerText())
      .to.include('名册第 3 版已由他人签署')
      .and.include('请取消');
    expect(await duty.innerText()).to.equal('标注');
    expect(await roster().getByRole('button', { name: '签署名册' }).isDisabled()).to.equal(true);
    expect(await axeFaults(page)).to.deep.equal([]);
    await roster().getByRole('button', { name: '取消' }).click();
    await roster().getByRole('button', { name: '调整名册' }).click();
    await reviewer.waitFor();
    expect(await duty.innerText()).to.equal('不在名册');
    expect(await note.count()).to.equal(0);
    expect(await roster().getByRole('button', { name: '签署名册' }).isEnabled()).to.equal(true);
  });

  it('says so in English and in the dark as well', async () => {
    await open('/projects/project-1', 'data-owner', { locale: 'en', theme: 'dark' });
    await roster().getByRole('button', { name: 'Change the roster' }).click();
    await roster().locator('li').first().waitFor();
    await grow();
    await roster().getByRole('alert').waitFor();
    expect(await roster().getByRole('alert').innerText()).to.match(/^Version 3 of the roster was signed by somebody else/);
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('keeps the dataset that is graded when its level is signed, and what is filled in', async () => {
    await open('/grading', 'grading-officer');
    await page.getByRole('checkbox', { name: '含个人信息', exact: true }).check();
    await page
      .locator('input[name=level]')
      .and(page.getByRole('radio', { name: '一般3级' }))
      .check();
    await grow();
    await page.locator('.signed-grading').waitFor();
    await page
      .locator('.grading nav')
      .getByText(DATASETS[2]?.title.zh ?? '')
      .waitFor();
    expect(await graded(DATASETS[1]?.title.zh).count()).to.equal(1);
    expect(await page.getByRole('checkbox', { name: '含个人信息', exact: true }).isChecked()).to.equal(true);
    await page.getByRole('button', { name: '签为一般3级' }).click();
    await graded(DATASETS[2]?.title.zh).waitFor();
    expect(await page.getByRole('checkbox', { name: '含个人信息', exact: true }).isChecked()).to.equal(false);
  });

  it('moves no form of a protection plan when a derivative appears', async () => {
    await open(`/datasets/${WAITING}/protect`);
    await page.waitForSelector('.plan-ground');
    const top = async () => (await page.locator('main form').boundingBox())?.y;
    const before = await top();
    await grow();
    await page.getByRole('heading', { name: '已有的衍生数据集' }).waitFor();
    expect(before).to.be.a('number');
    expect(await top()).to.equal(before);
  });
});
