import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { blankDraft, faultsOf, parseShare, toTerms } from '../../console/src/pages/projects/inspection-draft.ts';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';

const FIRM = 'firm';

describe('the terms of an inspection, as an owner types them', () => {
  it('are none where nobody inspects, whatever else stands there', () => {
    expect(toTerms({ ...blankDraft(), hours: 'soon' })).to.equal(null);
    expect(Object.values(faultsOf({ ...blankDraft(), hours: 'soon' }))).to.deep.equal([false, false, false]);
  });

  it('follow the plan that was chosen', () => {
    const draft = { ...blankDraft(), firm: FIRM };
    const times = { by: FIRM, hours: 48, answerHours: 72 };
    expect(toTerms(draft)).to.deep.equal({ ...times, plan: { kind: 'normal', level: 'II', limit: '2.5' } });
    expect(toTerms({ ...draft, kind: 'zero-defect', share: '2.5' })).to.deep.equal({ ...times, plan: { kind: 'zero-defect', share: 25 } });
  });

  it('read a share in percent with one decimal, below the whole', () => {
    expect(['0', '0.5', '5', '99.9'].map(parseShare)).to.deep.equal([0, 5, 50, 999]);
    expect(['100', '-1', '2.55', '', 'five'].map(parseShare)).to.deep.equal([undefined, undefined, undefined, undefined, undefined]);
  });

  it('leave the firm a day, and the owner an hour', () => {
    const draft = { ...blankDraft(), firm: FIRM };
    for (const hours of ['23', '721', '24.5', '']) expect(toTerms({ ...draft, hours }), hours).to.equal(undefined);
    for (const answerHours of ['0', '721', '']) expect(toTerms({ ...draft, answerHours }), answerHours).to.equal(undefined);
    expect(toTerms({ ...draft, hours: '24', answerHours: '1' })).to.deep.include({ hours: 24, answerHours: 1 });
  });
});

describe('the form of a lot that a firm inspects', function () {
  this.timeout(120_000);
  const stage = stagePages();
  let page: Page;
  before(async () => {
    page = await stage.newPage();
  });
  const openForm = async (path: string, habits: object = {}): Promise<void> => {
    await stage.open(page, path, { role: 'data-owner', ...habits });
    await page.locator('.card .button.primary').click();
    await page.locator('.lot-form').waitFor();
  };

  it('asks for firm, plan and hours, says what stands wrongly, and hands the terms on', async () => {
    await openForm('/projects/project-1');
    expect(await page.getByLabel('揭示时限（小时）').count()).to.equal(0);
    await page.getByLabel('由谁质检').selectOption(FIRM);
    await page.getByLabel('抽样方案').selectOption('zero-defect');
    await page.getByLabel('缺陷率上限（%）').fill('100');
    await page.getByLabel('揭示时限（小时）').fill('12');
    await page.getByLabel('单价（元/条）').fill('0.32');
    await page.getByLabel('截止时间').fill('2036-12-01T09:00');
    const open = page.locator('.lot-form').getByRole('button', { name: '开批' });
    await open.click();
    expect(await page.locator('.lot-form .fault').allInnerTexts()).to.deep.equal([
      '请填写 0 到 99.9 的数，最多一位小数。',
      '请填写 24 到 720 的整数。',
    ]);
    expect(await axeFaults(page)).to.deep.equal([]);
    await page.getByLabel('缺陷率上限（%）').fill('5');
    await page.getByLabel('揭示时限（小时）').fill('24');
    await open.click();
    await page.locator('.lot-form .error-note').waitFor();
    expect(await page.locator('.lot-form .error-note').innerText()).to.include('inspection-hurried');
  });

  it('has no fault of accessibility in English and in the dark', async () => {
    await openForm('/projects/project-1', { locale: 'en', theme: 'dark' });
    await page.getByLabel('Who inspects it').selectOption(FIRM);
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('agrees to no inspection of what nobody could read, and says so', async () => {
    await openForm('/projects/project-2');
    expect(await page.locator('.lot-form').innerText()).to.include('密封项目暂不能约定质检');
    expect(await page.getByLabel('由谁质检').count()).to.equal(0);
  });
});
