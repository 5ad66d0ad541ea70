import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowserSpace, signInAt, type BrowserSpace } from '../support/browser-space.ts';
import {
  awaitSealedItems,
  gradeDataset,
  labelByKeys,
  openBench,
  openProject,
  publishDataset,
  registerDataset,
} from '../support/browser-steps.ts';
import { createPassedBodies } from '../support/passed-bodies.ts';
import { pageFaults } from '../support/page-standards.ts';
import { until } from '../support/until.ts';

describe('a sealed project in the browser', function () {
  this.timeout(180_000);
  let space: BrowserSpace;
  let owner: Page;
  let device: BrowserContext;
  let labeler: Page;
  const passed = createPassedBodies();
  before(async () => {
    space = await openBrowserSpace();
    device = await space.device();
  });
  after(() => space?.close());

  it('is opened over data of level General 3, which has no open way', async () => {
    owner = await signInAt(space, await space.device(), 'zhou.min');
    await registerDataset(owner);
    await gradeDataset(await signInAt(space, await space.device(), 'shen.li'), '一般3级');
    await publishDataset(owner);
    await openProject(owner, { labelers: ['王琳'], rows: '1-2' });
    await owner.getByText('密封：网关读不到条目和标注').waitFor();
    await owner.goto('/owner');
    await owner.getByText('密封标注').waitFor();
    expect(await pageFaults(owner)).to.deep.equal([]);
  });

  it('shows its items under the viewer’s mark, and the gateway passes on nothing that can be read', async () => {
    labeler = await signInAt(space, device, 'wang.lin');
    passed.listen(labeler);
    await awaitSealedItems(labeler);
    await openBench(labeler);
    await labeler.locator('.watermark text').first().waitFor({ state: 'attached' });
    const text = (await labeler.textContent('.canvas-text')) ?? '';
    await labelByKeys(labeler);
    await labeler.locator('.entries li').first().getByText('已存证').waitFor();
    const all = await passed.all();
    expect(all).to.include('"box"');
    expect(text.length).to.be.greaterThan(12);
    expect(all).to.not.include(text.slice(0, 12)).and.not.include('from_name');
  });

  it('lets a label be corrected after a reload, from what was sealed', async () => {
    await labeler.reload();
    const entry = labeler.locator('.entries li').first();
    await entry.getByText('已存证').waitFor();
    const before = await entry.locator('.mono').innerText();
    expect(before).to.match(/^#\d/);
    await entry.getByRole('button').click();
    await labeler.getByText('将以新版本更正，原记录保留').waitFor();
    expect(await labeler.locator('.span-table tbody tr').count()).to.equal(1);
    await labeler.getByRole('button', { name: /提交并到下一条/ }).click();
    await until('a later entry in the log', async () => {
      const [index, state] = [await entry.locator('.mono').innerText(), await entry.innerText()];
      return index !== before && state.includes('已存证');
    });
  });

  it('is closed and prepared once each item has a label', async () => {
    await labeler.goto('/work');
    await openBench(labeler);
    await labelByKeys(labeler);
    await owner.goto('/projects');
    await owner.getByRole('link', { name: '行动计划要素抽取' }).click();
    await owner.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
    await until(
      'a closed lot',
      async () => {
        await owner.reload();
        await owner.getByText('已结：全部完成').waitFor({ timeout: 5000 });
        return true;
      },
      90_000,
    );
    await owner.getByRole('button', { name: '准备交付' }).click();
    await owner.getByText('连接器已逐条核验 2 条标注，共 2 条条目').waitFor();
  });
});
