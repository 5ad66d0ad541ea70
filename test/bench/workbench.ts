import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { servePages } from '../console/support/page-server.ts';
import { startBrowser } from '../support/browser.ts';
import { awaitQuiet, type Bench } from './bench.ts';
import { createFrameMeter, type Frames } from './workbench/frames.ts';
import { createHeavyItem } from './workbench/heavy-item.ts';

const PAGE = path.join(import.meta.dirname, 'workbench/page');
const LONGEST_FRAME = 50;
/** Times that each key act is done at each of three places of the text. */
const TIMES = 12;
/** Keys a second of a keyboard whose key is held down. */
const REPEATED = 30;
/** Pixels of one turn of the wheel. */
const TURN = 240;
const PLACES = { beginning: 0, middle: 0.5, end: 0.98 } as const;

const openBench = async (page: Page, url: string): Promise<void> => {
  await page.addInitScript(
    ([item]) => {
      localStorage.setItem('xinbiao.preferences', JSON.stringify({ role: 'labeler', locale: 'zh-CN', theme: 'light' }));
      sessionStorage.setItem('item', item ?? '');
    },
    [JSON.stringify(createHeavyItem())],
  );
  await page.goto(`${url}/work/lot-1`);
  await page.waitForSelector('.canvas-text:focus');
  await page.waitForFunction("document.querySelectorAll('.span-table tbody tr').length >= 300");
};

const heightOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const main = document.querySelector('.bench-scroll');
    return main === null ? 0 : main.scrollHeight - main.clientHeight;
  });

/** Down to the end and up again, by the wheel. */
const scroll = async (page: Page): Promise<void> => {
  const turns = Math.ceil((await heightOf(page)) / TURN) + 1;
  await page.mouse.move(560, 400);
  for (const direction of [1, -1]) for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(0, direction * TURN);
};

/** Puts the caret at a place of the text, a part of its height. */
const goTo = async (page: Page, part: number): Promise<void> => {
  await page.evaluate((share) => {
    const main = document.querySelector('.bench-scroll');
    if (main !== null) main.scrollTop = share * (main.scrollHeight - main.clientHeight);
  }, part);
  const box = await page.locator('.canvas-text').boundingBox();
  const top = Math.max(box?.y ?? 0, 100);
  const bottom = Math.min((box?.y ?? 0) + (box?.height ?? 0), 600);
  await page.mouse.click((box?.x ?? 0) + 200, (top + bottom) / 2);
};

/** Each key after the one before, at the pace of one that is held down. */
const pressEach = async (page: Page, keys: readonly string[]): Promise<void> => {
  for (let time = 0; time < TIMES; time += 1)
    for (const key of keys) await Promise.all([page.keyboard.press(key), page.waitForTimeout(1000 / REPEATED)]);
};

const STEPS: Readonly<Record<string, readonly string[]>> = {
  'move the caret': ['ArrowRight'],
  'select and label': ['ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Digit1'],
  'step to a span and label it anew': ['KeyN', 'Digit2'],
  'move edges': ['BracketRight', 'Shift+BracketLeft'],
  delete: ['Backspace'],
  'take back and do again': ['KeyZ', 'Shift+KeyZ'],
};

const countSpans = (page: Page): Promise<number> => page.locator('.span-table tbody tr').count();

const labelEverywhere = async (page: Page, measure: (name: string, act: () => Promise<void>) => Promise<void>): Promise<void> => {
  for (const [place, part] of Object.entries(PLACES)) {
    await measure(`${place}: click`, () => goTo(page, part));
    for (const [step, keys] of Object.entries(STEPS)) {
      const before = await page.locator('.canvas-text').innerHTML();
      await measure(`${place}: ${step}`, () => pressEach(page, keys));
      const isSame = (await page.locator('.canvas-text').innerHTML()) === before;
      if (isSame && step !== 'take back and do again') throw new Error(`${place}: ${step} changed nothing`);
    }
  }
};

/** In Chromium, a text of 5,000 characters with 300 spans: no frame while it is scrolled and labeled takes longer than 50 ms. */
export const run: Bench['run'] = async (say) => {
  const [chromium, server] = await Promise.all([startBrowser(), servePages(PAGE)]);
  try {
    const page = await chromium.browser.newPage({ viewport: { width: 1366, height: 768 } });
    await openBench(page, server.url);
    const meter = await createFrameMeter(page);
    const all: Frames[] = [];
    const measure = async (name: string, act: () => Promise<void>): Promise<Frames> => {
      const frames = await meter.during(act);
      const { count, median, longest, work } = frames;
      say(`${name}: ${count} frames, median ${median.toFixed(1)} ms, longest ${longest.toFixed(1)} ms (work ${work.toFixed(1)} ms)`);
      return frames;
    };
    await awaitQuiet(say);
    await measure('doing nothing', () => page.waitForTimeout(1000));
    all.push(await measure('scroll', () => scroll(page)));
    await labelEverywhere(page, async (name, act) => void all.push(await measure(name, act)));
    say(
      `spans at the end: ${await countSpans(page)}; longest work ${Math.max(...all.map(({ work }) => work)).toFixed(1)} ms of processor time`,
    );
    return [{ name: 'longest frame', measured: Math.max(...all.map(({ longest }) => longest)), limit: LONGEST_FRAME, unit: 'ms' }];
  } finally {
    await chromium.close();
    await server.close();
  }
};
