import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { writeBundle } from '../../../provenance/evidence/bundle.ts';
import { verifyEvidence } from '../../../provenance/evidence/verifier.ts';
import { premisesOf } from '../../support/evidence-premises.ts';
import { forgeEvidence } from '../../support/forge.ts';
import { axeFaults } from '../../support/page-checks.ts';
import { pageFaults } from '../../support/page-standards.ts';
import type { VerifierPage } from '../../support/verifier-page.ts';
import { stageVerifier } from '../support/verifier-stage.ts';

const own = await forgeEvidence();

describe('the page of the offline verifier', function () {
  this.timeout(60_000);
  const stage = stageVerifier();
  let verifier: VerifierPage;
  let page: Page;
  beforeEach(() => {
    ({ verifier } = stage);
    ({ page } = verifier);
  });

  const dropOn = async (place: string, ...files: readonly (readonly [name: string, text: string])[]): Promise<void> => {
    const transfer = await page.evaluateHandle((given) => {
      const dropped = new DataTransfer();
      for (const [name, text] of given) dropped.items.add(new File([text], name));
      return dropped;
    }, files);
    await page.locator(place).first().dispatchEvent('drop', { dataTransfer: transfer });
  };

  it('takes the two files in either order, at either place, and both dropped anywhere at once', async () => {
    await verifier.choose('policy', 'bundle.json', own.text);
    await verifier.verdict('unanchored');
    await verifier.choose('bundle', 'policy.txt', own.policyText);
    await verifier.verdict('verified');
    for (const files of [
      [['policy.txt', own.policyText] as const, ['bundle.json', own.text] as const],
      [['bundle.json', own.text] as const, ['policy.txt', own.policyText] as const],
    ]) {
      await page.reload();
      await page.waitForSelector('h1');
      await dropOn('#limits', ...files);
      await verifier.verdict('verified');
    }
  });

  it('says of a policy that is none in which line it goes wrong, and verifies nothing under it', async () => {
    await verifier.choose('bundle', 'bundle.json', own.text);
    await verifier.verdict('unanchored');
    await verifier.choose('policy', 'broken.txt', 'log nonsense\n');
    await page.getByText('这个文件不是信任策略。').waitFor();
    await page.getByText(/^broken\.txt \{"line":1,/).waitFor();
    expect(await page.locator('.verdict-line').count()).to.equal(0);
    await verifier.choose('policy', 'policy.txt', own.policyText);
    await verifier.verdict('verified');
    expect(await page.locator('.error-note').count()).to.equal(0);
  });

  it('moves the focus to the verdict, and says it', async () => {
    await verifier.verify([own.text]);
    expect(await page.evaluate('document.activeElement.textContent')).to.equal('与自身一致，但没有锚定');
    expect(await page.locator('p[role=status].hidden-text').textContent()).to.equal('与自身一致，但没有锚定');
  });

  it('is reached by the keyboard, and has no fault in either language and theme', async () => {
    const faults: string[] = [];
    await verifier.choose('policy', 'policy.txt', own.policyText);
    for (const word of ['EN', '中']) {
      await verifier.verify([own.text.slice(0, -20), own.text]);
      faults.push(...(await pageFaults(page)));
      await page.locator('.top .tool').last().press('Enter');
      faults.push(...(await axeFaults(page)));
      await page.locator('.top .language', { hasText: word }).press('Enter');
    }
    await page.locator('input[type=file]').first().focus();
    expect(faults).to.deep.equal([]);
    expect(await page.title()).to.equal('离线核验器 · 信标');
  });

  it('prints the verdict with its warnings, and not the places for files, on white paper', async () => {
    await verifier.choose('policy', 'policy.txt', own.policyText);
    await verifier.verify([own.text]);
    await page.locator('.top .tool').last().click();
    await page.emulateMedia({ media: 'print' });
    for (const shown of ['.verdict-line', '.evidence-banner', '.check-table'])
      expect(await page.locator(shown).first().isVisible()).to.equal(true);
    for (const hidden of ['.verify-files', '.top']) expect(await page.locator(hidden).isVisible()).to.equal(false);
    expect(await page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor")).to.equal('rgb(255, 255, 255)');
  });

  it('stays responsive while a long file is verified', async () => {
    const certificate = own.bundle.events.find(({ signed }) => signed.event.type === 'certificate-issued') ?? expect.fail();
    const long = writeBundle({ ...own.bundle, events: [...own.bundle.events, ...Array.from({ length: 900 }, () => certificate)] });
    const started = performance.now();
    verifyEvidence(long, premisesOf());
    const needed = performance.now() - started;
    await page.evaluate(`{
      globalThis.longest = 0;
      let last = performance.now();
      setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; }, 5);
    }`);
    for (const [name, blanks] of [['long.json', 0] as const, ['longer.json', 10_000_000] as const]) {
      await page.evaluate(
        ([text, file, length]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text, ' '.repeat(length)], file));
          Object.assign(globalThis, { transfer, longest: 0 });
        },
        [long, name, blanks] as const,
      );
      await page.evaluate(`{
        const input = document.querySelector('input[type=file]');
        input.files = transfer.files;
        longest = 0;
        input.dispatchEvent(new Event('change'));
      }`);
      await page.locator('.command', { hasText: ` ${name} ` }).waitFor();
      // On the page's own thread it would be all of it.
      expect(await page.evaluate<number>('longest'), name).to.be.lessThan(needed / 2);
    }
  });

  it('verifies in the page itself where the browser gives it no worker', async () => {
    await page.addInitScript('delete globalThis.Worker');
    await page.reload();
    await page.waitForSelector('h1');
    await verifier.choose('policy', 'policy.txt', own.policyText);
    await verifier.verify([own.text]);
    await verifier.verdict('verified');
  });
});
