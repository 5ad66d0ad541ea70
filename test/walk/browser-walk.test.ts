import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { STATEMENTS } from '../../provenance/evidence/statements.ts';
import { signInPerson } from '../../demo/people.ts';
import { DATASET, PROJECT } from '../../demo/space/project.ts';
import { datasetPage, entrance, evidencePage, expectDesigned, workbench } from '../support/designed-pages.ts';
import { pageFaults } from '../support/page-standards.ts';
import { openBrowserSpace, readSealed, signInAt, takePicture, type BrowserSpace, type SignInOptions } from '../support/browser-space.ts';
import { gradeDataset, labelByKeys, openBench, openProject, publishDataset, registerDataset } from '../support/browser-steps.ts';
import { until } from '../support/until.ts';

interface Logged {
  readonly id: string;
  readonly index: number;
  readonly type: string;
}

const OWNER = { isSeeded: true, role: '数据所有方 市政府办公室（示例）' };
const AUDITOR = { isSeeded: true, role: '审计 / 监管方 市审计组（示例）' };
const SEEDED = '这是演示空间：种子程序生成了各人的密钥，因此这里的签名不能证明是本人所为。';

describe('a label in the browser, from the public document to its proof', function () {
  this.timeout(180_000);
  let space: BrowserSpace;
  let owner: Page;
  let labeler: Page;
  let lot: string;

  before(async () => {
    space = await openBrowserSpace();
  });
  after(() => space?.close());
  const pages: Page[] = [];
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') for (const [n, page] of pages.entries()) await takePicture(page, `failed-${n}`);
  });

  const at = async (login: string, options: SignInOptions = {}): Promise<Page> => {
    const device: BrowserContext = await space.device();
    const page = await signInAt(space, device, login, options);
    pages.push(page);
    return page;
  };

  const faults: string[] = [];
  afterEach(() => expect(faults.splice(0)).to.deep.equal([]));
  /** Each page that is passed is held to the same standards. */
  const look = async (page: Page): Promise<void> => void faults.push(...(await pageFaults(page)));
  const speak = async (page: Page, lang: 'zh-CN' | 'en'): Promise<void> => {
    await page.locator('.tool.language').click();
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, lang);
  };
  const lookInBoth = async (page: Page): Promise<void> => {
    await look(page);
    await speak(page, 'en');
    await look(page);
    await speak(page, 'zh-CN');
  };

  it('is asked for: registered through the own connector, graded, published, project, roster and lot signed', async () => {
    const looks: ((page: Page) => Promise<void>)[] = [
      look,
      look,
      async (page) => {
        await look(page);
        await expectDesigned(page, entrance('1 数据所有方 谁在用我的数据、要我批什么'));
      },
    ];
    owner = await at('zhou.min', { look: async (page) => await looks.shift()?.(page) });
    expect(looks).to.deep.equal([]);
    await owner.getByText(SEEDED).waitFor();
    await lookInBoth(owner);
    await registerDataset(owner);
    await look(owner);
    const officer = await at('shen.li');
    await look(officer);
    await gradeDataset(officer);
    await publishDataset(owner);
    await lookInBoth(owner);
    await expectDesigned(owner, datasetPage(DATASET.title.zh, '我的数据', OWNER));
    await openProject(owner, { labelers: ['王琳'], rows: '1-3' });
    await look(owner);
  });

  it('is made by keys alone, and the outbox ends empty with the ids that the log has', async () => {
    labeler = await at('wang.lin');
    await look(labeler);
    lot = await openBench(labeler);
    await look(labeler);
    await expectDesigned(labeler, workbench(PROJECT.title.zh, '条目 1 正在标'));
    await labeler.locator('.canvas-text').focus();
    await labelByKeys(labeler);
    await labelByKeys(labeler);
    await takePicture(labeler, 'workbench');
    await labelByKeys(labeler);
    await labeler.locator('.entries .logged').nth(2).waitFor();
    const { key = '' } = space.people.people.find(({ login }) => login === 'wang.lin') ?? {};
    const left = await readSealed(labeler, space.people.space, `outbox/${key}/`);
    expect(left).to.deep.equal([]);
    const [proven = []] = await readSealed<readonly Logged[]>(labeler, space.people.space, `outbox-logged/${key}`);
    const scripted = await signInPerson(space.gateway, space.people, 'wang.lin');
    const mine = await scripted.person.labeler.mine(lot);
    await scripted.leave();
    expect(proven.map(({ id, index }) => ({ id, index }))).to.deep.equal(mine.map(({ event, index }) => ({ id: event, index })));
    expect(proven.length).to.equal(3);
  });

  it('is released by the owner, and the auditor’s browser verifies it under a policy from outside', async () => {
    await until(
      'the closed lot',
      async () => {
        await owner.reload();
        await owner.getByRole('button', { name: '准备交付' }).waitFor({ timeout: 3000 });
        return true;
      },
      40_000,
    );
    await owner.getByRole('button', { name: '准备交付' }).click();
    await owner.getByRole('button', { name: '签署交付' }).click();
    await owner.getByRole('link', { name: '查看交付' }).waitFor();
    const auditor = await at('wu.zheng', { role: '审计' });
    await until(
      'the release with its files',
      async () => {
        await auditor.goto('/audit');
        await auditor.locator('main tbody a').first().click();
        await auditor.getByRole('link', { name: '第 1 行的来历' }).click({ timeout: 5000 });
        return true;
      },
      60_000,
    );
    await auditor.getByText('信任策略', { exact: true }).waitFor();
    await auditor.locator('input[type=file]').setInputFiles(space.policyFile);
    await auditor.getByText(/^\d+ 项由本机核验通过/).waitFor();
    expect(await auditor.locator('.check-table tr.failed').count()).to.equal(0);
    expect(await auditor.locator('.check-table tr.passed').count()).to.be.greaterThan(25);
    expect(await auditor.locator('.check-table tr.claimed').count()).to.equal(STATEMENTS.length);
    await lookInBoth(auditor);
    const size = await auditor.getByRole('button', { name: '下载证据包' }).innerText();
    await expectDesigned(auditor, evidencePage(`${PROJECT.title.zh}，第 1 行的来历`, size.replace('下载证据包', '').trim(), AUDITOR));
    await takePicture(auditor, 'evidence');
  });
});
