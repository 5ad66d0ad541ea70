import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { publish } from '../../demo/walk/action-plan/publishing.ts';
import { createWalk, type Walk } from '../../demo/walk/walk.ts';
import { openBrowserSpace, signInAt, type BrowserSpace } from '../support/browser-space.ts';
import { fillProject } from '../support/browser-steps.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { pageFaults } from '../support/page-standards.ts';

describe('a refusal by policy in the console', function () {
  this.timeout(240_000);
  const out = makeFolder('refusals');
  let space: BrowserSpace;
  let walk: Walk;
  let owner: Page;

  before(async () => {
    space = await openBrowserSpace();
    const { supervisor, gateway, people } = space;
    walk = createWalk({ supervisor, gateway, people, out });
    await publish(walk);
    owner = await signInAt(space, await space.device(), 'zhou.min');
  });
  after(async () => {
    await walk?.leave();
    await space?.close();
    removeFolder(out);
  });

  it('shows the gateway’s rule, who can approve and what can be done, and keeps what was filled in', async () => {
    await fillProject(owner);
    // While she was filling in, the officer found a stricter level right.
    const { person: officer } = await walk.as('shen.li');
    const matrix = { major: 1, minor: 0 };
    await officer.grading.grade({ dataset: walk.facts.actionPlan.dataset, level: 'g2', reasons: ['personal-information'], matrix });
    await owner.getByRole('button', { name: '签名并开设' }).click();
    const panel = owner.locator('.error-note .decision');
    await panel.waitFor();
    expect(await panel.locator('.verdict .mono').innerText()).to.equal('LV-G2-OPEN');
    const facts = (await panel.locator('dl').innerText()).replaceAll(/\s+/g, ' ');
    expect(facts).to.include('哪条规则 一般2级的条目须密封，不能进入开放的标注项目');
    expect(facts).to.include('谁能批准 没有人。级别规则不接受例外');
    expect(facts).to.match(/可以怎么做 .*重新定级并签名/);
    expect(await owner.getByLabel('名称（中文）').inputValue()).to.not.equal('');
    expect(await pageFaults(owner)).to.deep.equal([]);
  });
});
