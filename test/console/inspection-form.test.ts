import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { blankDraft, faultsOf, parseShare, toTerms } from '../../console/src/pages/projects/inspection-draft.ts';
import { blankPay, judgesAmong, payFaultsOf, toPayTerms } from '../../console/src/pages/projects/pay-draft.ts';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';

const FIRM = 'firm';
const AUDITOR = { id: 'auditor', names: { zh: '', en: '' } };

describe('the terms of an inspection, as an owner types them', () => {
  it('are none where nobody inspects, whatever else stands there', () => {
    expect(toTerms({ ...blankDraft(), hours: 'soon' })).to.equal(null);
    expect(Object.values(faultsOf({ ...blankDraft(), hours: 'soon' }))).to.deep.equal([false, false, false, false]);
  });

  it('follow the plan that was chosen', () => {
    const draft = { ...blankDraft(), firm: FIRM };
    const times = { by: FIRM, hours: 48, inspectHours: 72, answerHours: 72 };
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
    for (const inspectHours of ['0', '721', '']) expect(toTerms({ ...draft, inspectHours }), inspectHours).to.equal(undefined);
    const least = { hours: '24', inspectHours: '1', answerHours: '1' };
    expect(toTerms({ ...draft, ...least })).to.deep.include({ hours: 24, inspectHours: 1, answerHours: 1 });
  });
});

describe('what may be withheld of pay, as an owner types it', () => {
  const agreed = { ...blankPay(), isAgreed: true };

  it('is nothing unless it is agreed, whatever else stands there', () => {
    expect(toPayTerms({ ...blankPay(), appeal: 'soon' }, [])).to.equal(null);
    expect(Object.values(payFaultsOf({ ...blankPay(), adjudicator: FIRM }, []))).to.deep.equal([false, false, false, false]);
  });

  it('leaves the labeler three days, and names nobody or somebody who can decide', () => {
    for (const appeal of ['71', '721', '']) expect(toPayTerms({ ...agreed, appeal }, []), appeal).to.equal(undefined);
    for (const withhold of ['23', '2161']) expect(toPayTerms({ ...agreed, withhold }, []), withhold).to.equal(undefined);
    expect(toPayTerms({ ...agreed, withhold: '2160', appeal: '72' }, [])).to.deep.equal({ withhold: 2160, appeal: 72, decide: 168 });
    expect(toPayTerms({ ...agreed, adjudicator: FIRM }, [AUDITOR])).to.equal(undefined);
    expect(toPayTerms({ ...agreed, adjudicator: 'auditor' }, [AUDITOR])).to.deep.include({ adjudicator: 'auditor' });
  });

  it('offers nobody who inspects or labels', () => {
    const [firm, labels, reviews] = ['firm', 'labels', 'reviews'].map((id) => ({ ...AUDITOR, id }));
    if (firm === undefined || labels === undefined || reviews === undefined) throw new Error('three organisations');
    const members = [
      { organisation: labels, duty: 'labeler' as const },
      { organisation: reviews, duty: 'reviewer' as const },
    ];
    expect(judgesAmong([AUDITOR, firm, labels, reviews], FIRM, members)).to.deep.equal([AUDITOR, reviews]);
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

  it('asks what may be withheld and who decides, of an inspected lot only', async () => {
    await openForm('/projects/project-1');
    expect(await page.getByLabel('扣留报酬').count()).to.equal(0);
    await page.getByLabel('由谁质检').selectOption(FIRM);
    await page.getByLabel('扣留报酬').selectOption({ index: 1 });
    await page.getByLabel('申诉期限（小时）').fill('48');
    const offered = await page.getByLabel('由谁仲裁').locator('option').allInnerTexts();
    expect(offered).to.deep.equal(['不指定：有申诉即照付', '市审计组（示例）']);
    await page.locator('.lot-form').getByRole('button', { name: '开批' }).click();
    expect(await page.locator('.lot-form .fault').allInnerTexts()).to.include('请填写 72 到 720 的整数。');
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('has no fault of accessibility in English and in the dark', async () => {
    await openForm('/projects/project-1', { locale: 'en', theme: 'dark' });
    await page.getByLabel('Who inspects it').selectOption(FIRM);
    await page.getByLabel('Withholding pay').selectOption({ index: 1 });
    expect(await axeFaults(page)).to.deep.equal([]);
  });

  it('offers it for a sealed project too, and says for whom the drawn items are sealed', async () => {
    await openForm('/projects/project-2');
    expect(await page.locator('.lot-form').innerText()).to.not.include('抽中的条目只密封给');
    await page.getByLabel('由谁质检').selectOption(FIRM);
    expect(await page.locator('.lot-form').innerText()).to.include('抽中的条目只密封给名册上该单位的质检员');
    expect(await axeFaults(page)).to.deep.equal([]);
  });
});
