import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { writeBundle } from '../../provenance/evidence/bundle.ts';
import { verifyEvidence } from '../../provenance/evidence/verifier.ts';
import { createVerifierPage, hashOf } from '../../scripts/verifier/page.ts';
import { createAttempts } from '../provenance/evidence/tampering-attempts.ts';
import { expectedCheck } from '../provenance/evidence/tampering-table.ts';
import { LIES } from '../provenance/evidence/lies.ts';
import { startBrowser, type TestBrowser } from '../support/browser.ts';
import { premisesOf } from '../support/evidence-premises.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { forgeEvidence } from '../support/forge.ts';
import { axeFaults } from '../support/page-checks.ts';
import { pageFaults } from '../support/page-standards.ts';
import { createSwitchedOff } from '../support/switched-off.ts';
import { openVerifierPage, saidBy, type VerifierPage } from '../support/verifier-page.ts';
import { verifyByCommand } from '../support/verifier.ts';

const attempts = await createAttempts();
const { own, premises } = attempts;

/** One forgery for each attacker and check of the table, by hand for each part, too; the whole table is a suite of its own. */
const someForgeries = (): readonly string[] => {
  const chosen = new Map<string, string>();
  for (const attacker of ['hand', 'outsider', 'operator'] as const)
    for (const [top, all] of attempts.byTop)
      for (const attempt of attempts.tried(all, attacker)) {
        const key = `${attacker} ${attacker === 'hand' ? top : ''} ${expectedCheck({ ...attempt, attacker })}`;
        const text = chosen.has(key) ? undefined : attempts.carryOut(attempt, attacker);
        if (text !== undefined) chosen.set(key, text);
      }
  return [...chosen.values()];
};

describe('the offline verifier', function () {
  this.timeout(60_000);
  const folder = makeFolder('offline');
  let chromium: TestBrowser;
  let html: string;
  let verifier: VerifierPage;
  let page: Page;
  const open = (text = html): Promise<VerifierPage> => openVerifierPage(chromium.browser, text, folder);
  before(async () => {
    [chromium, html] = await Promise.all([startBrowser(), createVerifierPage()]);
  });
  after(async () => {
    await chromium?.close();
    removeFolder(folder);
  });
  beforeEach(async () => {
    verifier = await open();
    ({ page } = verifier);
  });
  afterEach(async () => {
    expect(await verifier.complaints()).to.deep.equal([]);
    await verifier.close();
  });

  const verdict = (outcome: string): Promise<void> => page.locator(`.verdict-line.${outcome}`).waitFor();
  const write = (name: string, text: string): string => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const dropOn = async (place: string, ...files: readonly (readonly [name: string, text: string])[]): Promise<void> => {
    const transfer = await page.evaluateHandle((given) => {
      const dropped = new DataTransfer();
      for (const [name, text] of given) dropped.items.add(new File([text], name));
      return dropped;
    }, files);
    await page.locator(place).first().dispatchEvent('drop', { dataTransfer: transfer });
  };

  it('is the same file byte for byte, however often it is built, and names nothing outside of it', async () => {
    const again = await createVerifierPage();
    expect(hashOf(again, 'hex')).to.equal(hashOf(html, 'hex'));
    const head = html.slice(0, html.indexOf('<style>')) + html.slice(html.indexOf('</style>'), html.indexOf('<script>'));
    expect(Array.from(head.matchAll(/(?:src|href)="(\w+:)/g), ([, scheme]) => scheme)).to.deep.equal(['data:']);
    expect(html.match(/url\(["']?(?:https?:|\/)[^)]*\)|@import|sourceMappingURL/g)).to.equal(null);
    expect(html).to.not.include(path.resolve(import.meta.dirname, '../..'));
    expect(head).to.match(
      /default-src 'none'; script-src 'sha256-[^']+' 'wasm-unsafe-eval'; style-src 'sha256-[^']+';.*connect-src 'none'/,
    );
  });

  it('says of each forgery what the command says: verdict, failed check, and every other check', async () => {
    await verifier.choose('policy', 'policy.txt', own.policyText);
    const forgeries = someForgeries();
    expect(forgeries.length).to.be.greaterThan(30);
    expect(await verifier.verify(forgeries)).to.deep.equal(forgeries.map((text) => saidBy(verifyEvidence(text, premises))));
  });

  it('agrees with the command itself: verified, failed, not anchored, and a forged space refused', async () => {
    const policy = write('policy.txt', own.policyText);
    const opened = { ...own.bundle.openings, item: { ...own.bundle.openings.item, value: '由市数据局协同' } };
    const tampered = writeBundle({ ...own.bundle, openings: opened });
    const { text: forged } = await forgeEvidence({ seed: 'forger' });
    const command = (text: string, under?: string) => {
      const { status, verification } = verifyByCommand(write('bundle.json', text), under);
      return { status, said: saidBy(verification) };
    };
    const unanchored = command(own.text);
    expect(unanchored.status).to.equal(3);
    expect(await verifier.verify([own.text])).to.deep.equal([unanchored.said]);
    await verifier.choose('policy', 'policy.txt', own.policyText);
    await verdict('verified');
    const others = [own.text, tampered, forged].map((text) => command(text, policy));
    expect(others.map(({ status, said }) => [status, said.failed])).to.deep.equal([
      [0, ''],
      [1, 'item-opens'],
      [1, 'space-matches'],
    ]);
    expect(await verifier.verify([own.text, tampered, forged])).to.deep.equal(others.map(({ said }) => said));
  });

  it('is not accepted with a check switched off', async () => {
    const switchedOff = await createSwitchedOff();
    for (const check of ['item-opens', 'witness-quorum', 'event-signatures']) {
      const lie = await (LIES[check] ?? expect.fail())(own);
      const told = saidBy(verifyEvidence(lie.text, premisesOf(lie.policy)));
      const changed = await open(switchedOff(check));
      await changed.choose('policy', 'policy.txt', lie.policy ?? '');
      const [said] = await changed.verify([lie.text]);
      expect([told.verdict, told.failed, said?.verdict]).to.deep.equal(['failed', check, 'verified']);
      expect(await changed.complaints()).to.deep.equal([]);
      await changed.close();
    }
  });

  it('takes the two files in either order, at either place, and both dropped anywhere at once', async () => {
    await verifier.choose('policy', 'bundle.json', own.text);
    await verdict('unanchored');
    await verifier.choose('bundle', 'policy.txt', own.policyText);
    await verdict('verified');
    for (const files of [
      [['policy.txt', own.policyText] as const, ['bundle.json', own.text] as const],
      [['bundle.json', own.text] as const, ['policy.txt', own.policyText] as const],
    ]) {
      await page.reload();
      await page.waitForSelector('h1');
      await dropOn('#limits', ...files);
      await verdict('verified');
    }
  });

  it('is not anchored by a policy without our lines', async () => {
    await verifier.choose('policy', 'policy.txt', own.policyText.replaceAll(/^#xinbiao .*\n/gm, ''));
    expect((await verifier.verify([own.text]))[0]).to.include({ verdict: 'unanchored', failed: '' });
  });

  it('says of a file that is neither what it is not, where, and what to do, as the command does', async () => {
    await verifier.choose('policy', 'policy.txt', own.policyText);
    const files = [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff), Buffer.from(`\ufeff${own.text}`), Buffer.from(own.text.slice(0, -20)), ''];
    for (const [at, bytes] of files.entries()) {
      await verifier.choose('bundle', `neither-${at}`, bytes);
      await page.locator('.command', { hasText: `neither-${at}` }).waitFor();
      const { checks } = verifyEvidence(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, premises);
      const shown = await page.locator('.verdict-line').innerText();
      const { name, code, details } = checks.find(({ result }) => result === 'failed') ?? expect.fail();
      expect(shown)
        .to.include(`${name} · ${code} ${JSON.stringify(details)}`)
        .and.include('请重新取得');
    }
  });

  it('says of a policy that is none in which line it goes wrong, and verifies nothing under it', async () => {
    await verifier.choose('bundle', 'bundle.json', own.text);
    await verdict('unanchored');
    await verifier.choose('policy', 'broken.txt', 'log nonsense\n');
    await page.getByText('这个文件不是信任策略。').waitFor();
    await page.getByText(/^broken\.txt \{"line":1,/).waitFor();
    expect(await page.locator('.verdict-line').count()).to.equal(0);
    await verifier.choose('policy', 'policy.txt', own.policyText);
    await verdict('verified');
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

  it('prints the verdict with its warnings, and not the places for files', async () => {
    await verifier.choose('policy', 'policy.txt', own.policyText);
    await verifier.verify([own.text]);
    await page.emulateMedia({ media: 'print' });
    for (const shown of ['.verdict-line', '.evidence-banner', '.check-table'])
      expect(await page.locator(shown).first().isVisible()).to.equal(true);
    for (const hidden of ['.verify-files', '.top']) expect(await page.locator(hidden).isVisible()).to.equal(false);
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
    await verdict('verified');
  });
});
