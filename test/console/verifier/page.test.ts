import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { writeBundle } from '../../../provenance/evidence/bundle.ts';
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

  it('has a long file verified beside the page, which goes on meanwhile', async () => {
    const certificate = own.bundle.events.find(({ signed }) => signed.event.type === 'certificate-issued') ?? expect.fail();
    const long = writeBundle({ ...own.bundle, events: [...own.bundle.events, ...Array.from({ length: 900 }, () => certificate)] });
    await page.addInitScript(() => {
      const seen = { asked: 0, answered: 0, ticks: 0 };
      // How long each tick takes depends on what else the machine does; on a page that verifies by itself there would be none.
      setInterval(() => (seen.ticks += seen.asked - seen.answered), 1);
      const { Worker: BrowserWorker } = globalThis;
      class SeenWorker extends BrowserWorker {
        override postMessage(message: unknown): void {
          seen.asked += 1;
          this.addEventListener('message', () => (seen.answered += 1), { once: true });
          super.postMessage(message, []);
        }
      }
      Object.assign(globalThis, { seen, Worker: SeenWorker });
    });
    await page.reload();
    await page.waitForSelector('h1');
    await verifier.choose('bundle', 'long.json', long);
    await page.locator('.command', { hasText: ' long.json ' }).waitFor();
    const { asked, answered, ticks } = await page.evaluate<Record<'asked' | 'answered' | 'ticks', number>>('seen');
    expect([asked, answered]).to.deep.equal([1, 1]);
    expect(ticks).to.be.greaterThan(3);
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
