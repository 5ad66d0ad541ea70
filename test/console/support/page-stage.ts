import type { Page } from 'playwright-core';
import { startBrowser, type TestBrowser } from '../../support/browser.ts';
import { servePages, type PageServer } from './page-server.ts';
import type { SampleKind } from './sample-source.ts';

/** What the device has kept of a person's habits; Chinese, light, where nothing else is said. */
export interface Habits {
  readonly role: string;
  readonly locale?: string;
  readonly theme?: string;
  readonly [other: string]: unknown;
}

/** The console over sample data in a browser, as long as a suite runs. */
export interface PageStage {
  /** A device of its own with a page: nothing is kept on it. */
  newPage(): Promise<Page>;
  /** Goes to a page of the console afresh, and waits until its heading stands and nothing is awaited. */
  open(page: Page, path: string, habits: Habits, kind?: SampleKind): Promise<void>;
}

const WINDOW = { viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' } as const;

/** Belongs at the beginning of a suite: starts before its tests, and ends behind them. */
export const stagePages = (): PageStage => {
  let chromium: TestBrowser | undefined;
  let server: PageServer | undefined;
  before(async () => {
    [chromium, server] = await Promise.all([startBrowser(), servePages()]);
  });
  after(async () => {
    await chromium?.close();
    await server?.close();
  });
  return {
    newPage: async () => {
      if (chromium === undefined) throw new Error('the suite has not begun');
      return await (await chromium.browser.newContext(WINDOW)).newPage();
    },
    open: async (page, path, habits, kind = 'full') => {
      const url = server?.url ?? '';
      // The address of a file, so that the storage can be set before the console starts.
      await page.goto(`${url}/beacon.svg`);
      await page.evaluate(
        ([preferences, sample]) => {
          localStorage.setItem('xinbiao.preferences', preferences ?? '');
          sessionStorage.clear();
          sessionStorage.setItem('sample', sample ?? '');
        },
        [JSON.stringify({ locale: 'zh-CN', theme: 'light', ...habits }), kind],
      );
      await page.goto(url + path);
      await page.waitForSelector('h1');
      await page.waitForFunction("document.querySelector('[aria-busy=true]') === null");
    },
  };
};
