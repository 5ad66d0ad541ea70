import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { signInPerson } from '../../demo/people.ts';
import { openBrowserSpace, readSealed, signInAt, takePicture, type BrowserSpace } from '../support/browser-space.ts';
import { gradeDataset, labelByKeys, openBench, openProject, publishDataset, registerDataset } from '../support/browser-steps.ts';
import { until } from '../support/until.ts';

interface Logged {
  readonly id: string;
  readonly index: number;
  readonly type: string;
}

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

  const at = async (login: string, role?: string): Promise<Page> => {
    const device: BrowserContext = await space.device();
    const page = await signInAt(space, device, login, role === undefined ? {} : { role });
    pages.push(page);
    return page;
  };

  it('is asked for: registered through the own connector, graded, published, project, roster and lot signed', async () => {
    owner = await at('zhou.min');
    await registerDataset(owner);
    await gradeDataset(await at('shen.li'));
    await publishDataset(owner);
    await openProject(owner, { labelers: ['王琳'], rows: '1-3' });
  });

  it('is made by keys alone, and the outbox ends empty with the ids that the log has', async () => {
    labeler = await at('wang.lin');
    lot = await openBench(labeler);
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
    const auditor = await at('wu.zheng', '审计');
    await until(
      'the release with its files',
      async () => {
        await auditor.goto('/audit');
        await auditor.locator('main tbody a').first().click();
        await auditor.locator('main tbody th a').first().click({ timeout: 3000 });
        return true;
      },
      40_000,
    );
    await auditor.getByText('信任策略', { exact: true }).waitFor();
    await auditor.locator('input[type=file]').setInputFiles(space.policyFile);
    await auditor.getByText(/^\d+ 项由本机核验通过/).waitFor();
    expect(await auditor.locator('.check-table tr.failed').count()).to.equal(0);
    expect(await auditor.locator('.check-table tr.passed').count()).to.be.greaterThan(25);
    expect(await auditor.locator('.check-table tr.claimed').count()).to.equal(4);
    await takePicture(auditor, 'evidence');
  });
});
