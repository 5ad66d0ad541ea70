import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Waits until nothing moves any more: a fading dialog would report false contrast faults. */
export const settle = async (page: Page): Promise<void> => {
  await page.evaluate('Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))');
};

/** What axe finds on the page as it is, one line a fault. It comes in by the debugger, since the content policy lets no script in. */
export const axeFaults = async (page: Page): Promise<readonly string[]> => {
  await settle(page);
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: AXE });
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  await debug.detach();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} ${target.join(' ')}: ${failureSummary.split('\n')[1] ?? ''}`),
  );
};

/** Landmarks in the order of the document, as `role name`. */
export const landmarksOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const roles = { NAV: 'navigation', MAIN: 'main', ASIDE: 'complementary', HEADER: 'banner', FOOTER: 'contentinfo' };
    const inside = (element) => element.parentElement.closest('main, article, section, aside, nav, dialog') !== null;
    return [...document.querySelectorAll('nav, main, aside, header, footer, [role=search], section[aria-label]')]
      .filter((element) => element.getClientRects().length > 0)
      .filter((element) => !(/^(HEADER|FOOTER)$/.test(element.tagName) && inside(element)))
      .map((element) => [element.getAttribute('role') ?? roles[element.tagName] ?? 'region', element.getAttribute('aria-label') ?? ''].join(' ').trim());
  })()`);

/** Headings in the order of the document, as `h2 words`. */
export const headingsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('h1, h2, h3')].filter((element) => element.getClientRects().length > 0)
    .map((element) => element.tagName.toLowerCase() + ' ' + element.textContent.replace(/\\s+/g, ' ').trim())`);

/** Words or labels of the filled buttons. */
export const primariesOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('.button.primary')].map((element) => element.innerText.replace(/\\s+/g, ' ').trim())`);

/** What the first presses of Tab reach, by label or words. */
export const tabStopsOf = async (page: Page, count: number): Promise<readonly string[]> => {
  const stops: string[] = [];
  // The browser goes on from the last place that had the focus: here, the very top.
  await page.evaluate(`(() => {
    const top = document.createElement('span');
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove();
  })()`);
  for (let press = 0; press < count; press += 1) {
    await page.keyboard.press('Tab');
    stops.push(
      await page.evaluate(`(() => {
        const element = document.activeElement;
        return (element.getAttribute('aria-label') ?? element.innerText ?? '').replace(/\\s+/g, ' ').trim() || element.getAttribute('placeholder') || element.tagName;
      })()`),
    );
  }
  return stops;
};
