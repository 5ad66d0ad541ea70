import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { readVector } from '../support/vectors.ts';
import {
  datasetPage,
  entrance,
  evidencePage,
  expectDesigned,
  labelerHome,
  teamPage,
  workbench,
  type Design,
} from '../support/designed-pages.ts';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';
import { DATASETS } from './support/sample-data.ts';
import type { SampleKind } from './support/sample-source.ts';

const DATASET = `/datasets/${DATASETS[0]?.id}`;
const PAGES: readonly (readonly [path: string, role: string, kind?: SampleKind])[] = [
  ['/enter', 'data-owner'],
  ['/enter', 'data-owner', 'signed-out'],
  ['/enter', 'data-owner', 'locked'],
  ['/owner', 'data-owner', 'locked'],
  ['/interaction/one', 'data-owner', 'signed-out'],
  ['/verify', 'data-owner', 'signed-out'],
  ['/me', 'data-owner'],
  ['/owner', 'data-owner'],
  ['/owner', 'data-owner', 'empty'],
  ['/datasets', 'data-owner'],
  ['/datasets', 'data-owner', 'failing'],
  [DATASET, 'data-owner'],
  [`${DATASET}/overview`, 'data-owner'],
  [`${DATASET}/labeling`, 'data-owner'],
  [`${DATASET}/evidence`, 'data-owner'],
  [`/datasets/${DATASETS[1]?.id}`, 'grading-officer'],
  [`/datasets/${DATASETS[1]?.id}`, 'data-owner'],
  [`/datasets/${DATASETS[1]?.id}/protect`, 'data-owner'],
  [`/datasets/${DATASETS[2]?.id}`, 'data-owner'],
  ['/publish', 'data-owner'],
  [`/publish?dataset=${DATASETS[0]?.id}`, 'data-owner'],
  ['/grading', 'grading-officer'],
  ['/projects', 'data-owner'],
  ['/projects', 'data-owner', 'empty'],
  ['/projects/new', 'data-owner'],
  ['/projects/project-1', 'data-owner'],
  ['/projects/project-2', 'data-owner'],
  ['/work', 'labeler'],
  ['/work', 'labeler', 'empty'],
  ['/work', 'labeler', 'sealed'],
  ['/work', 'labeler', 'several'],
  ['/work/lot-1', 'labeler'],
  ['/work/lot-1', 'labeler', 'sealed'],
  ['/work/lot-1', 'labeler', 'many-labels'],
  ['/work/lot-1', 'labeler', 'several'],
  ['/work/lot-1', 'labeler', 'returned'],
  ['/inspect', 'reviewer'],
  ['/inspect', 'reviewer', 'empty'],
  ['/team', 'team-lead'],
  ['/team', 'team-lead', 'empty'],
  ['/audit', 'auditor'],
  ['/audit/release-1', 'auditor'],
  ['/audit/release-1/item', 'auditor'],
  ['/audit/release-1/item', 'auditor', 'empty'],
  ['/watch', 'auditor'],
  ['/watch', 'auditor', 'empty'],
  ['/ledger', 'auditor'],
  ['/organisation', 'administrator'],
  ['/organisation/key-letter', 'administrator'],
  ['/connectors', 'operator'],
  ['/admission', 'operator'],
  ['/admission', 'labeler'],
  ['/nowhere', 'labeler'],
];

/** Pages with something that scrolls sideways on a small screen: the keyboard must reach it. */
const SCROLLING = [
  '/enter',
  '/datasets',
  `/datasets/${DATASETS[1]?.id}/protect`,
  '/organisation',
  '/ledger',
  '/watch',
  '/audit/release-1/item',
];

describe('pages of the console', function () {
  this.timeout(60_000);
  const stage = stagePages();
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    page = await stage.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterEach(() => expect(complaints.splice(0)).to.deep.equal([]));

  const open = (path: string, role: string, kind: SampleKind = 'full', habits: object = {}): Promise<void> =>
    stage.open(page, path, { role, ...habits }, kind);

  for (const locale of ['zh-CN', 'en'])
    for (const theme of ['light', 'dark'])
      it(`have no accessibility fault in ${locale}, ${theme}`, async function () {
        this.timeout(180_000);
        const faults: string[] = [];
        for (const [path, role, kind] of PAGES) {
          await open(path, role, kind, { locale, theme });
          faults.push(...(await axeFaults(page)).map((fault) => `${path} as ${role}, ${kind ?? 'full'}: ${fault}`));
          expect(await page.evaluate("document.documentElement.lang + ' ' + document.documentElement.dataset.theme")).to.equal(
            `${locale} ${theme}`,
          );
        }
        expect(faults).to.deep.equal([]);
      });

  const LAYERS: readonly (readonly [what: string, path: string, role: string, press: string, shown: string])[] = [
    ['a chip of evidence', DATASET, 'data-owner', '.evidence', '.evidence-detail'],
    ['the switch of roles', '/owner', 'data-owner', '.role-switch', '[role=menuitem]'],
    ['the help', '/owner', 'data-owner', '.top > .tool:last-of-type', 'dialog[open]'],
    ['the jump box', '/owner', 'data-owner', '.jump input', '[role=option]'],
    ['a choice of datasets', '/projects/new', 'data-owner', '.el-select', '.el-select-dropdown__item'],
    ['the form of a lot', '/projects/project-1', 'data-owner', '.card .button.primary', '.lot-form'],
    [
      'the form of a roster',
      '/projects/project-1',
      'data-owner',
      '.card .button.dense:not(.primary):not(.outlined)',
      '.options .el-select',
    ],
    ['a revocation', '/organisation', 'administrator', '.button.danger', 'dialog[open] .form'],
    ['the form of an enrolment file', '/organisation', 'administrator', '.card header .button.dense:not(.primary)', 'dialog[open] .form'],
    ['a report of an item', '/work/lot-1', 'labeler', '.bench-foot .quiet:nth-child(3)', 'dialog[open] .form'],
    ['the instructions', '/work/lot-1', 'labeler', '.bench-foot .quiet:nth-child(4)', 'dialog[open]'],
    ['the keys of the bench', '/work/lot-1', 'labeler', '.bench-top > button.tool', 'dialog[open] dl'],
    ['the list beside the graph', '/audit/release-1/item', 'auditor', '.segmented button:last-child', '.table button'],
  ];
  for (const theme of ['light', 'dark'])
    it(`have no accessibility fault with a layer open, ${theme}`, async function () {
      this.timeout(120_000);
      const faults: string[] = [];
      for (const [what, path, role, press, shown] of LAYERS) {
        await open(path, role, 'full', { theme, locale: theme === 'dark' ? 'en' : 'zh-CN' });
        for (const target of press.split(', ')) await page.click(target);
        await page.waitForSelector(shown, { state: 'visible' });
        faults.push(...(await axeFaults(page)).map((fault) => `${what}: ${fault}`));
      }
      expect(faults).to.deep.equal([]);
    });

  const SHELL = { isSeeded: false, role: '数据所有方 市政府办公室（示例）' };
  const AUDITOR = { isSeeded: false, role: '审计 / 监管方 市政府办公室（示例）' };
  const LABELER = { isSeeded: false, role: '标注员 市政府办公室（示例）' };
  const LEAD = { isSeeded: false, role: '班组长 市政府办公室（示例）' };
  const DESIGNED: readonly (readonly [what: string, path: string, role: string, design: Design])[] = [
    ['the entrance', '/enter', 'data-owner', entrance('1 数据所有方 谁在用我的数据、要我批什么 2 项待办')],
    ['the page of a dataset', DATASET, 'data-owner', datasetPage('数据标注产业行动计划条款 2025-2027', '我的数据 2', SHELL)],
    ['the workbench', '/work/lot-1', 'labeler', workbench('行动计划要素抽取', '条目 131 已存证 #118,198')],
    ["a labeler's home", '/work', 'labeler', labelerHome(LABELER, '先重标退回的')],
    ["a team lead's page", '/team', 'team-lead', teamPage(LEAD)],
    ['the page of evidence', '/audit/release-1/item', 'auditor', evidencePage('行动计划要素抽取，第 67 行的来历', '3 B', AUDITOR)],
  ];
  for (const [what, path, role, design] of DESIGNED)
    it(`show ${what} as designed`, async () => {
      await open(path, role);
      await expectDesigned(page, design);
    });

  it('show the workbench as designed on a screen of 1024 by 768', async () => {
    await page.setViewportSize({ width: 1024, height: 768 });
    try {
      await open('/work/lot-1', 'labeler');
      await expectDesigned(page, workbench('行动计划要素抽取', '条目 131 已存证 #118,198'));
    } finally {
      await page.setViewportSize({ width: 1366, height: 768 });
    }
  });

  it("say on a labeler's home what came back, what is on the log, what waits here and what is earned", async () => {
    await open('/work', 'labeler');
    const rows = (await page.locator('.table tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
    expect(rows[0]).to.include('¥0.32/条 265 134 131 1 ¥42.88').and.include('先重标退回的');
    expect(rows[1]).to.include('— — ¥0.00').and.include('已结束');
    expect(await page.locator('.page-head').innerText())
      .to.include('¥42.88')
      .and.include('待发 2 条，保存在本机');
  });

  it("say on a labeler's home what is due, at risk and withheld of her pay, and save it as a file", async () => {
    await open('/work', 'labeler');
    const head = (await page.locator('.page-head').innerText()).replace(/\s+/g, ' ');
    expect(head).to.include('应得合计 ¥42.88').and.include('应付 ¥12.80 · 待定 ¥30.08 · 已扣 ¥0.00');
    expect(await page.getByText('被扣的报酬').count()).to.equal(0);
    for (const [button, name] of [
      ['导出 CSV', 'pay.csv'],
      ['导出 JSON', 'pay.json'],
    ] as const) {
      const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
      expect(saved.suggestedFilename()).to.equal(name);
    }
  });

  it("say on a labeler's home which labels an inspection returned, why, and what became of them; nothing where none is", async () => {
    const list = page.getByRole('table', { name: '质检退回的标注' });
    await open('/work', 'labeler');
    expect(await list.count()).to.equal(0);
    await open('/work', 'labeler', 'several');
    const rows = (await list.locator('tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
    expect(rows).to.have.lengthOf(5);
    expect(rows[0]).to.include('第 135 条 边界错误 严重 7c419e0b52d8 未返工').and.include('现在返工');
    expect(rows[3]).to.include('已返工').and.not.include('现在返工');
    expect(rows[4]).to.include('所有方已答复，不能再返工').and.not.include('现在返工');
  });

  it('let a labeler appeal against what is withheld, with its ground', async () => {
    await open('/work', 'labeler', 'several');
    const card = page.locator('.card', { has: page.getByRole('heading', { name: '被扣的报酬' }) });
    const row = (await card.locator('tbody tr').innerText()).replace(/\s+/g, ' ');
    expect(row).to.include('¥0.20（单价 ¥0.32）').and.include('边界错误，说明第 3 条').and.include('可申诉至');
    await card.getByRole('button', { name: '申诉' }).click();
    const dialog = page.locator('dialog[open]');
    expect(await dialog.getByRole('button', { name: '签名申诉' }).isDisabled()).to.equal(true);
    expect(await axeFaults(page)).to.deep.equal([]);
    await dialog.getByLabel('扣得过多').check();
    await dialog.getByRole('button', { name: '签名申诉' }).click();
    await dialog.getByText('申诉的期限已过').waitFor();
    await dialog.getByLabel('标注没有错').check();
    await dialog.getByRole('button', { name: '签名申诉' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('move in a list by J and K, unless single keys are off', async () => {
    for (const singleKeys of [true, false]) {
      await open('/work', 'labeler', 'several', { singleKeys });
      const links = page.locator('.table tbody a');
      await links.first().focus();
      const places: number[] = [];
      for (const key of ['KeyJ', 'KeyJ', 'KeyK']) {
        await page.keyboard.press(key);
        places.push(await links.evaluateAll((all) => all.findIndex((link) => link === document.activeElement)));
      }
      expect(places).to.deep.equal(singleKeys ? [1, 0, 1] : [0, 0, 0]);
    }
  });

  it('never need more width than a small screen has', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    const [wide, faults]: [string[], string[]] = [[], []];
    for (const [path, role, kind] of PAGES.filter(([one]) => !one.startsWith('/work/'))) {
      await open(path, role, kind);
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      if (width > 320) wide.push(`${path}: ${width}`);
      if (SCROLLING.includes(path)) faults.push(...(await axeFaults(page)).map((fault) => `${path}: ${fault}`));
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    expect(wide).to.deep.equal([]);
    expect(faults).to.deep.equal([]);
  });

  it('say why a list is empty, what failed, and what is in it, in one way', async () => {
    const LISTS = ['/projects', '/datasets', '/audit', '/watch', '/connectors', '/admission', '/work', '/inspect'];
    const ROLES = ['data-owner', 'data-owner', 'auditor', 'auditor', 'operator', 'operator', 'labeler', 'reviewer'];
    for (const [at, path] of LISTS.entries()) {
      const role = ROLES[at] ?? '';
      await open(path, role, 'empty');
      expect(await page.locator('main .card .empty-note').count(), path).to.equal(1);
      expect(await page.locator('main table').count(), path).to.equal(0);
      await open(path, role, 'failing');
      expect(await page.locator('main .error-note').count(), path).to.equal(1);
      await open(path, role);
      expect(await page.locator('main .card table.table > caption').count(), path).to.equal(1);
      expect(await page.locator('main .empty-note').count(), path).to.equal(0);
    }
  });

  it('move in a list by its keys', async () => {
    await open('/datasets', 'data-owner');
    const links = page.locator('main table tbody th a');
    await links.first().focus();
    await page.keyboard.press('j');
    expect(await links.nth(1).evaluate((link) => link === document.activeElement)).to.equal(true);
    await page.keyboard.press('k');
    expect(await links.first().evaluate((link) => link === document.activeElement)).to.equal(true);
  });

  it('say how many sealed items are ready and since when their owner is away', async () => {
    for (const [path, role] of [
      ['/work', 'labeler'],
      ['/projects/project-2', 'data-owner'],
    ] as const) {
      await open(path, role, 'sealed');
      expect(await page.locator('.sealed-ready').allInnerTexts()).to.deep.equal(['214 条已备好，提供方自 2026-11-25 14:30 起离线']);
      await page.click('.tool.language');
      await page.waitForFunction("document.documentElement.lang === 'en'");
      expect(await page.locator('.sealed-ready').innerText()).to.equal('214 items ready, owner offline since 2026-11-25 14:30');
    }
  });

  it('switch language in place and keep what was typed', async () => {
    await open('/projects/new', 'data-owner');
    await page.fill('textarea[lang=zh-CN]', '标出部门');
    await page.click('.tool.language');
    await page.waitForFunction("document.documentElement.lang === 'en'");
    expect(await page.textContent('h1')).to.equal('Open a labelling project');
    expect(await page.inputValue('textarea[lang=zh-CN]')).to.equal('标出部门');
    expect(await page.title()).to.equal('Open a labelling project · Xinbiao');
  });

  it('refuse a configuration with the places and both owners of a key', async () => {
    await open('/projects/new', 'data-owner');
    await page.fill('textarea.el-textarea__inner[rows="12"]', readVector('cases/07-hotkeys.xml').toString('utf8'));
    const faults = await page.locator('.faults li').allInnerTexts();
    expect(faults[0]).to.equal('第 5 行第 3 列 快捷键 1 冲突：“排水”与“道路”');
    expect(faults.join(' ')).to.include('“绿化”与工作台的“接受建议”').and.include('不支持的元素 TextArea');
    expect(await page.locator('.button.primary').isDisabled()).to.equal(true);
  });

  it('refuse one key for two acts of the workbench, name both in the language of the page, and keep the old key', async () => {
    await open('/me', 'labeler');
    const skip = page.getByRole('row', { name: /^跳过|^Skip/ });
    const status = page.locator('.options [role=status]');
    await skip.getByRole('button').click();
    await page.keyboard.press('KeyZ');
    expect(await status.innerText()).to.equal('按键冲突：“撤销（可跨条目）”与“跳过”，没有保存。');
    expect(await skip.locator('kbd').innerText()).to.equal('X');
    await page.click('.tool.language');
    await page.waitForFunction("document.documentElement.lang === 'en'");
    expect(await status.innerText()).to.equal('The key is claimed twice, by “Undo (across items)” and “Skip”; nothing was saved.');
    expect(await page.evaluate("JSON.parse(localStorage.getItem('xinbiao.preferences')).keys")).to.deep.equal({});
    await skip.getByRole('button').click();
    await page.keyboard.press('Digit1');
    expect(await status.innerText()).to.equal('This key belongs to the browser or to labels and cannot be used.');
    expect(await skip.locator('kbd').innerText()).to.equal('X');
    await skip.getByRole('button').click();
    await page.keyboard.press('KeyJ');
    expect(await status.innerText()).to.equal('Saved.');
    expect(await skip.locator('kbd').innerText()).to.equal('J');
    await open('/work/lot-1', 'labeler', 'full', { keys: { skip: { code: 'KeyJ', shift: false } } });
    expect(await page.locator('.bench-foot .quiet:nth-child(2)').innerText()).to.match(/^J\s+跳过$/);
  });

  it('say who lied about a label, by the file of its author', async () => {
    await open('/audit', 'auditor');
    await page
      .getByLabel('选择争议文件')
      .setInputFiles({ name: 'label-dispute.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    const ruling = page.getByRole('status').filter({ hasText: '提供方说得不对' });
    await ruling.waitFor();
    expect(await ruling.innerText())
      .to.include('封套打不开')
      .and.include('#118,190');
    expect(await axeFaults(page)).to.deep.equal([]);
  });
});
