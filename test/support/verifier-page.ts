import * as fs from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { CheckResult, Verification } from '../../provenance/evidence/verifier.ts';

/** What a verifier says of a bundle: the verdict, the check that failed first, and each check with its outcome. */
export interface Said {
  readonly verdict: string;
  readonly failed: string;
  readonly checks: readonly string[];
}

const OUTCOMES: Readonly<Record<CheckResult['result'], string>> = {
  passed: 'passed',
  failed: 'failed',
  'stated-only': 'claimed',
  'not-enabled': 'absent',
};

/** What the command says, in the form in which it is read from the page. */
export const saidBy = ({ verdict, failed = '', checks }: Verification): Said => ({
  verdict,
  failed,
  checks: checks.map(({ result, what }) => `${OUTCOMES[result]} ${what.zh}`),
});

/** The offline verifier, opened from disk by a browser that has no network. */
export interface VerifierPage {
  readonly page: Page;
  /** Chooses a file at the first (bundle) or second place (policy). */
  choose(place: 'bundle' | 'policy', name: string, content: string | Uint8Array): Promise<void>;
  /** Chooses one bundle after the other, and reads what the page says of each. */
  verify(bundles: readonly string[]): Promise<readonly Said[]>;
  /** Waits for a conclusion of this kind. */
  verdict(outcome: string): Promise<void>;
  /** What of anywhere else was asked for, what the content policy blocked, and what the page complained of. */
  readonly complaints: () => Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Bundles that are handed to the browser in one message. */
const AT_ONCE = 50;
const WINDOW = { viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce', locale: 'zh-CN', offline: true } as const;

/** Runs in the page: chooses each text as a person's choice would, and waits until the report bears its name. */
const chooseEach = async (bundles: readonly string[]): Promise<readonly Said[]> => {
  const input = document.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
  const textOf = (element: Element | null | undefined): string => element?.textContent?.trim() ?? '';
  const report = (name: string): Promise<Said> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!textOf(document.querySelector('.command')).includes(` ${name} `)) return;
        observer.disconnect();
        const verdict = document.querySelector('.verdict-line');
        resolve({
          verdict: verdict?.classList[1] ?? '',
          failed: textOf(verdict?.querySelector('.mono')).split(' ')[0] ?? '',
          checks: Array.from(
            document.querySelectorAll('.check-table tbody tr'),
            (row) => `${row.className} ${textOf(row.querySelector('th'))}`,
          ),
        });
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  const said: Said[] = [];
  for (const [at, text] of bundles.entries()) {
    const name = `bundle-${performance.now()}-${at}.json`;
    const chosen = new DataTransfer();
    chosen.items.add(new File([text], name));
    const shown = report(name);
    input.files = chosen.files;
    input.dispatchEvent(new Event('change'));
    said.push(await shown);
  }
  return said;
};

/** Writes the page into the folder and opens it from there. */
export const openVerifierPage = async (browser: Browser, html: string, folder: string): Promise<VerifierPage> => {
  const file = path.join(folder, 'verifier.html');
  fs.writeFileSync(file, html);
  const complaints: string[] = [];
  const context = await browser.newContext(WINDOW);
  await context.addInitScript(() => {
    const blocked: string[] = [];
    Object.assign(globalThis, { blocked });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      blocked.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (request.url() !== address && !/^(?:data|blob):/.test(request.url())) complaints.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(address);
  await page.waitForSelector('h1');
  return {
    page,
    choose: (place, name, content) =>
      page
        .locator('input[type=file]')
        .nth(place === 'bundle' ? 0 : 1)
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) }),
    verify: async (bundles) => {
      const said: Said[] = [];
      for (let at = 0; at < bundles.length; at += AT_ONCE) said.push(...(await page.evaluate(chooseEach, bundles.slice(at, at + AT_ONCE))));
      return said;
    },
    verdict: (outcome) => page.locator(`.verdict-line.${outcome}`).waitFor(),
    complaints: async () => [...complaints, ...(await page.evaluate<string[]>('blocked'))],
    close: () => context.close(),
  };
};
