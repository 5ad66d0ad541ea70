import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { projectTerms, publish } from '../../demo/walk/action-plan/publishing.ts';
import { awaitLot, DEADLINE_MS, LABELERS, labelTogether, signLabelersRoster } from '../../demo/walk/labelers.ts';
import { labelClause } from '../../demo/walk/scripted-labels.ts';
import { createWalk, type Walk } from '../../demo/walk/walk.ts';
import { valueOf } from '../../console/src/space/acts/owner.ts';
import { parseLine } from '../../provenance/evidence/line.ts';
import { openBrowserSpace, signInAt, takePicture, type BrowserSpace } from '../support/browser-space.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';
import { pageFaults } from '../support/page-standards.ts';

type Row = { label: unknown };

/** Project and roster, by the owner's own code. */
const openProject = async (walk: Walk): Promise<void> => {
  const facts = walk.facts.actionPlan;
  const { person } = await walk.as('zhou.min');
  const { project } = await person.owner.openProject({ ...projectTerms, dataset: facts.dataset });
  await signLabelersRoster(walk, person.owner, project);
  facts.project = project;
};

/** The lot of a project, once a witnessed log holds it. */
const awaitOnlyLot = async (walk: Walk): Promise<string> => {
  const { client } = await walk.as('zhou.min');
  const { project } = walk.facts.actionPlan;
  const lot = await client.ledger().until((state) => [...state.lots.values()].find((one) => one.project === project), 60_000);
  return lot.id;
};

describe('the inspection of a lot in the browser', function () {
  this.timeout(300_000);
  // Each step builds on the one before.
  this.bail(true);
  const out = makeFolder('inspection');
  let space: BrowserSpace;
  let walk: Walk;
  let device: BrowserContext;
  let reviewer: Page;
  let owner: Page;

  before(async () => {
    space = await openBrowserSpace();
    const { supervisor, gateway, people } = space;
    walk = createWalk({ supervisor, gateway, people, out });
    await publish(walk);
    await openProject(walk);
    device = await space.device();
    reviewer = await signInAt(space, device, 'zhao.qian');
    owner = await signInAt(space, await space.device(), 'zhou.min', { role: '数据所有方' });
  });
  after(async () => {
    await walk?.leave();
    await space?.close();
    removeFolder(out);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await takePicture(reviewer, 'failed-inspection');
  });

  const button = (name: string) => reviewer.getByRole('button', { name, exact: true });
  const lotAddress = (): string => `/inspect/${walk.facts.actionPlan.lot}`;
  const open = async (): Promise<void> => {
    await reviewer.goto(lotAddress());
  };

  it('is agreed by the owner on the form of the lot: half of six labels, and no defect', async () => {
    await owner.goto(`/projects/${walk.facts.actionPlan.project}`);
    await owner.getByRole('button', { name: '开批' }).click();
    await owner.getByLabel('单价（元/条）').fill('0.32');
    await owner.getByLabel('截止时间').fill(new Date(Date.now() + DEADLINE_MS).toISOString().slice(0, 16));
    await owner.getByLabel('行号').fill('1-6');
    await owner.getByLabel('由谁质检').selectOption({ index: 1 });
    await owner.getByLabel('抽样方案').selectOption('zero-defect');
    await owner.getByLabel('缺陷率上限（%）').fill('50');
    await owner.getByLabel('扣留报酬').selectOption({ index: 1 });
    await owner.getByLabel('由谁仲裁').selectOption({ index: 1 });
    expect(await pageFaults(owner)).to.deep.equal([]);
    await owner.getByRole('button', { name: '开批' }).last().click();
    await owner.locator('.lot-answer').waitFor();
    expect(await owner.locator('.lot-answer').innerText())
      .to.include('标注中')
      .and.include('零缺陷，缺陷率 ≤ 50%');
    walk.facts.actionPlan.lot = await awaitOnlyLot(walk);
  });

  it('lists the lot at the reviewer’s home, and has her commit before anybody labels', async () => {
    await reviewer.waitForURL((url) => url.pathname === '/inspect');
    await reviewer.getByText(/待承诺：.*质检单位/).waitFor();
    expect(await pageFaults(reviewer)).to.deep.equal([]);
    await reviewer.getByRole('link', { name: '签署承诺' }).click();
    await button('签署承诺').waitFor();
    expect(await pageFaults(reviewer)).to.deep.equal([]);
    await button('签署承诺').click();
    await reviewer.getByText(/^质检单位：赵倩 于/).waitFor();
  });

  it('has her reveal once the closing is witnessed, and redoes the draw', async () => {
    const facts = walk.facts.actionPlan;
    await awaitLot(walk, facts.lot);
    await labelTogether(walk, facts, labelClause);
    await button('签署揭示').waitFor({ timeout: 120_000 });
    await button('签署揭示').click();
    await reviewer.locator('.redraw .tag.ok').waitFor({ timeout: 120_000 });
    expect(await reviewer.locator('.redraw .tag').innerText()).to.equal('一致 3/3');
    await reviewer.locator('.verdict-form').waitFor();
    expect(await reviewer.locator('.sample-list li').count()).to.equal(3);
    expect(await reviewer.locator('.read-only-label .choice.on').count()).to.equal(1);
    expect(await pageFaults(reviewer)).to.deep.equal([]);
    await takePicture(reviewer, 'inspection-drawn');
  });

  it('names what is wrong with a lot file that says another seed, and shows no label of it', async () => {
    await device.route('**/api/lots/*/draw', async (route) => {
      const honest = await (await route.fetch()).text();
      await route.fulfill({ body: honest.replace(/"seed":"[0-9a-f]{64}"/, `"seed":"${'ab'.repeat(32)}"`) });
    });
    await open();
    await reviewer.locator('.redraw [role=alert]').waitFor();
    expect(await reviewer.locator('.redraw').innerText()).to.include('“种子由批号、标注的根和双方揭示的数算出”不成立');
    expect(await reviewer.locator('.redraw .tag.ok, .verdict-form').count()).to.equal(0);
    await device.unroute('**/api/lots/*/draw');
  });

  it('refuses a label in the place of the one that was drawn, and lets nothing be signed', async () => {
    await device.route('**/api/lots/*/sample*', async (route) => {
      const page = (await (await route.fetch()).json()) as { labels: Row[] };
      const [first, second] = page.labels;
      const labels = page.labels.map((row, at) => (at === 0 ? { ...row, label: second?.label ?? first?.label } : row));
      await route.fulfill({ json: { ...page, labels } });
    });
    await open();
    await reviewer.locator('.error-note').waitFor();
    expect(await reviewer.locator('.error-note').innerText()).to.include('sample-differs');
    expect(await reviewer.locator('.verdict-form, .read-only-label').count()).to.equal(0);
    await device.unroute('**/api/lots/*/sample*');
  });

  it('takes her verdicts by keys, and their sum', async () => {
    await open();
    const left = (count: number) => reviewer.locator('.sample-list').getByText(`未检 ${count}`).waitFor();
    await reviewer.locator('.verdict-form').waitFor();
    await reviewer.keyboard.press('KeyA');
    await reviewer.keyboard.press('Space');
    await left(2);
    for (const key of ['KeyD', 'Digit3', 'KeyS', 'Space']) await reviewer.keyboard.press(key);
    await left(1);
    await reviewer.keyboard.press('KeyA');
    await reviewer.keyboard.press('Space');
    await left(0);
    expect(await reviewer.locator('.sample-list').innerText()).to.include('漏标 · 严重');
    await button('签署质检结束').click();
    await reviewer.getByRole('heading', { name: '质检已结束' }).waitFor({ timeout: 120_000 });
    expect(await reviewer.locator('main').innerText()).to.include('检 3 件，缺陷 1 件');
    expect(await pageFaults(reviewer)).to.deep.equal([]);
    await takePicture(reviewer, 'inspection-ended');
  });

  it('shows them again after a reload, each found in the log', async () => {
    await open();
    await reviewer.getByText('赵倩 已判定').waitFor();
    await reviewer.goto('/inspect');
    await reviewer.getByText('已检完 3，缺陷 1').waitFor();
  });

  /** Whoever of the firm's two people labeled the item. */
  const signInAuthor = async (): Promise<Page> => {
    for (const login of LABELERS) {
      const page = await signInAt(space, await space.device(), login);
      await page.getByRole('heading', { name: '今日任务' }).waitFor();
      const row = page.getByRole('row').filter({ hasText: '漏标' });
      const found = await row.waitFor({ timeout: 20_000 }).then(
        () => true,
        () => false,
      );
      if (found) return page;
      await page.close();
    }
    throw new Error('the label came back to nobody');
  };

  it('comes back to the label’s author, who corrects it on the workbench and signs that', async () => {
    const author = await signInAuthor();
    expect(await pageFaults(author)).to.deep.equal([]);
    await author.getByRole('link', { name: /^现在返工/ }).click();
    const diff = author.locator('.returned-diff');
    await diff.waitFor();
    expect(await diff.innerText())
      .to.include('退回：漏标')
      .and.include('严重')
      .and.include('您交的')
      .and.include('现在标的');
    const [before, now] = [diff.locator('section').first(), diff.locator('section').last()];
    expect(await now.innerText()).to.include('保留');
    const other = author.getByRole('radio', { checked: false }).first();
    await other.click();
    expect(await before.innerText()).to.include('去掉');
    expect(await now.innerText()).to.include('新增');
    expect(await pageFaults(author)).to.deep.equal([]);
    await takePicture(author, 'rework');
    await author.keyboard.press('Escape');
    await author.getByRole('button', { name: /^提交并到下一条/ }).click();
    await author.getByText('没有等您返工的条目').waitFor();
    await author.locator('.entries .logged').filter({ hasText: '已存证' }).first().waitFor({ timeout: 60_000 });
    await author.goto('/work');
    await author.getByRole('row').filter({ hasText: '漏标' }).filter({ hasText: '已返工' }).waitFor({ timeout: 60_000 });
  });

  it('lets the owner withhold of the defect, the labeller appeal, the adjudicator give back, and the labeller read it', async () => {
    await owner.goto(`/lots/${walk.facts.actionPlan.lot}/defects`);
    const row = owner.locator('.table tbody tr');
    await row.getByText('漏标 · 严重').waitFor();
    const author = await row.locator('td.mono').innerText();
    expect(await pageFaults(owner)).to.deep.equal([]);
    await row.getByRole('button', { name: '扣留' }).click();
    const dialog = owner.locator('dialog[open]');
    await dialog.getByLabel('扣留金额（元）').fill('0.20');
    await dialog.getByLabel('说明的条款号').fill('1');
    expect(await dialog.locator('.effect').innerText())
      .to.include('市审计组（示例）')
      .and.include('¥0.20');
    await dialog.getByRole('button', { name: '签名扣留' }).click();
    await row.getByText('已扣，可申诉至').waitFor({ timeout: 60_000 });

    const isWang = (await walk.as('wang.lin')).person.key.startsWith(author);
    const labeler = await signInAt(space, await space.device(), isWang ? 'wang.lin' : 'li.xiang');
    const held = labeler.getByRole('table', { name: '被扣的报酬' });
    await held.getByRole('button', { name: '申诉' }).click();
    await labeler.getByRole('radio', { name: '标注没有错' }).check();
    await labeler.getByRole('button', { name: '签名申诉' }).click();
    await held.getByText('申诉中').waitFor({ timeout: 60_000 });

    const judge = await signInAt(space, await space.device(), 'he.ping');
    await judge.goto('/adjudicate');
    await judge.locator('.read-only-label').waitFor();
    expect(await judge.locator('main').innerText()).to.include('标注没有错');
    expect(await pageFaults(judge)).to.deep.equal([]);
    await judge.locator('h1').focus();
    await judge.keyboard.press('KeyA');
    await judge.keyboard.press('Space');
    await judge.getByText('已撤销扣留，应付').first().waitFor({ timeout: 60_000 });

    await labeler.goto('/work');
    await held.getByText('裁定撤销扣留，已转为应付').waitFor({ timeout: 60_000 });
    expect(await labeler.locator('.page-head').innerText()).to.include('已扣 ¥0.00');
  });

  it('comes before the owner with what was reworked, and she accepts both, with a time by which her silence would', async () => {
    await owner.goto(`/projects/${walk.facts.actionPlan.project}`);
    const answer = owner.locator('.lot-answer');
    await answer.getByRole('button', { name: '签名接收' }).waitFor();
    await answer.getByText('作者已返工 1 件').waitFor();
    expect(await answer.innerText())
      .to.include('检 3 件，缺陷 1 件；方案容许 0 件，不合格')
      .and.include('漏标')
      .and.match(/请在 \d{4}-\d\d-\d\d \d\d:\d\d 前答复/);
    expect(await pageFaults(owner)).to.deep.equal([]);
    await answer.getByRole('button', { name: '签名接收' }).click();
    await answer.getByText('已随接收一并接收').waitFor({ timeout: 60_000 });
    expect(await answer.getByRole('button').filter({ hasText: '签名' }).count()).to.equal(0);
  });

  it('is released as its author reworked it', async () => {
    const { lot } = walk.facts.actionPlan;
    const { person } = await walk.as('zhou.min');
    const prepared = valueOf(await person.owner.prepareRelease(lot));
    await person.owner.signRelease(prepared);
    const auditor = (await walk.as('wu.zheng')).person.auditor;
    const data = await until('the files', async () => await auditor.data(prepared.release).catch(() => undefined));
    const lines = new TextDecoder().decode(data).trimEnd().split('\n').map(parseLine);
    expect(lines.length).to.equal(6);
    expect(lines.filter(({ rework }) => rework !== undefined).length).to.equal(1);
  });
});
