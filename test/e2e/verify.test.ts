import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { accept } from '../../demo/walk/action-plan/accepting.ts';
import { inspect } from '../../demo/walk/action-plan/inspecting.ts';
import { label, openLot } from '../../demo/walk/action-plan/labeling.ts';
import { publish } from '../../demo/walk/action-plan/publishing.ts';
import { release } from '../../demo/walk/action-plan/releasing.ts';
import { createWalk } from '../../demo/walk/walk.ts';
import { readBundle, writeBundle } from '../../provenance/evidence/bundle.ts';
import type { CheckResult } from '../../provenance/evidence/verifier.ts';
import { openBrowserSpace, type BrowserSpace } from '../support/browser-space.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { pageFaults } from '../support/page-standards.ts';
import { verifyByCommand } from '../support/verifier.ts';

const OUTCOMES: Readonly<Record<CheckResult['result'], string>> = {
  passed: 'passed',
  failed: 'failed',
  'stated-only': 'claimed',
  'not-enabled': 'absent',
};

describe('the public page of verification', function () {
  this.timeout(480_000);
  const out = makeFolder('verify');
  const bundle = path.join(out, 'bundle.json');
  const policy = path.join(out, 'policy.txt');
  const tampered = path.join(out, 'tampered.json');
  let space: BrowserSpace;
  let page: Page;

  before(async () => {
    space = await openBrowserSpace();
    const { supervisor, gateway, people } = space;
    const walk = createWalk({ supervisor, gateway, people, out });
    await publish(walk);
    await openLot(walk);
    await label(walk);
    await inspect(walk);
    await accept(walk);
    await release(walk);
    await walk.leave();
    const read = readBundle(fs.readFileSync(bundle, 'utf8'));
    const item = { ...read.openings.item, value: '由市数据局协同' };
    fs.writeFileSync(tampered, writeBundle({ ...read, openings: { ...read.openings, item } }));
  });
  after(async () => {
    await space?.close();
    removeFolder(out);
  });
  beforeEach(async () => {
    page = await (await space.device()).newPage();
    await page.goto('/verify');
  });
  afterEach(() => page.context().close());

  /** Drops a file where bundles are dropped, as from the desktop. */
  const drop = async (file: string): Promise<void> => {
    const dropped = await page.evaluateHandle(
      ({ text, name }) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], name));
        return transfer;
      },
      { text: fs.readFileSync(file, 'utf8'), name: path.basename(file) },
    );
    await page.locator('.file-drop').first().dispatchEvent('drop', { dataTransfer: dropped });
    await page.locator('.check-table').waitFor();
  };
  const trust = async (): Promise<void> => {
    await page.locator('input[type=file]').nth(1).setInputFiles(policy);
    await page.getByText('信任策略已保存在本机').waitFor();
  };
  const shown = async (): Promise<readonly string[]> =>
    await page
      .locator('.check-table tbody tr')
      .evaluateAll((rows) => rows.map((row) => `${row.className} ${row.querySelector('th')?.textContent?.trim() ?? ''}`));
  const told = (checks: readonly CheckResult[]): readonly string[] => checks.map(({ result, what }) => `${OUTCOMES[result]} ${what.zh}`);

  it('says without a policy that the evidence is consistent with itself, and no more', async () => {
    await drop(bundle);
    const { status, verification } = verifyByCommand(bundle);
    expect([status, verification.verdict]).to.deep.equal([3, 'unanchored']);
    expect(await shown()).to.deep.equal(told(verification.checks));
    await page.getByText('只与自身一致，没有锚定', { exact: false }).waitFor();
    expect(await page.getByText('您信任谁').count()).to.equal(0);
    expect(await pageFaults(page)).to.deep.equal([]);
  });

  it('verifies under a policy from outside, with the command’s verdict on each check', async () => {
    await trust();
    await drop(bundle);
    const { status, verification } = verifyByCommand(bundle, policy);
    expect([status, verification.verdict]).to.deep.equal([0, 'verified']);
    expect(await shown()).to.deep.equal(told(verification.checks));
    const { k = 0, n = 0, size = 0 } = verification.shown ?? {};
    await page.getByText(`策略 ${k}/${n}`).waitFor();
    await page.getByText(`截至账本长度 ${size.toLocaleString('en')}`, { exact: false }).waitFor();
    expect(await page.locator('.evidence-banner').allInnerTexts()).to.deep.equal(verification.warnings.map(({ zh }) => `注意：${zh}`));
    expect(await pageFaults(page)).to.deep.equal([]);
  });

  it('shows which check a changed text breaks, the same one as the command', async () => {
    await trust();
    await drop(tampered);
    const { status, verification } = verifyByCommand(tampered, policy);
    expect([status, verification.verdict, verification.failed]).to.deep.equal([1, 'failed', 'item-opens']);
    expect(await shown()).to.deep.equal(told(verification.checks));
    await page.getByRole('alert').getByText('有检查不通过', { exact: false }).waitFor();
    expect(await page.locator('.check-table tr.failed').count()).to.be.greaterThan(0);
  });

  it('judges a changed text without a policy, too', async () => {
    await drop(tampered);
    expect(await shown()).to.deep.equal(told(verifyByCommand(tampered).verification.checks));
    await page.getByRole('alert').getByText('有检查不通过', { exact: false }).waitFor();
  });

  it('asks nobody: no request leaves the browser once the page is there', async () => {
    await trust();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await drop(bundle);
    expect(asked.filter((url) => url.includes('/api/') || url.includes('/log/'))).to.deep.equal([]);
  });
});
