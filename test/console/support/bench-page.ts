import type { Page } from 'playwright-core';
import { stagePages, type PageStage } from './page-stage.ts';
import type { SampleKind } from './sample-source.ts';

/** A labeler at the workbench in a browser. */
export interface BenchPage {
  readonly page: Page;
  /** The bench of another sample. */
  readonly openSample: (kind: SampleKind, habits?: object) => Promise<void>;
  /** The rows of the list of spans. */
  readonly spans: () => Promise<readonly string[]>;
  /** Where these words stand on the screen, of a text node of the canvas. */
  readonly boxOf: (words: string) => Promise<{ readonly left: number; readonly right: number; readonly y: number }>;
  /** From the beginning of these words to the end of the same or of other ones. */
  readonly drag: (words: string, last?: string) => Promise<void>;
}

const findBox = (wanted: string): { readonly left: number; readonly right: number; readonly y: number } => {
  const walker = document.createTreeWalker(document.querySelector('.canvas-text') as Node, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = node.textContent?.indexOf(wanted) ?? -1;
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + wanted.length);
    const box = range.getBoundingClientRect();
    return { left: box.left, right: box.right, y: (box.top + box.bottom) / 2 };
  }
  throw new Error(`${wanted} is not on the screen`);
};

const openBenchPage = async (stage: PageStage): Promise<BenchPage> => {
  const page = await stage.newPage();
  const boxOf: BenchPage['boxOf'] = (words) => page.evaluate(findBox, words);
  const openSample: BenchPage['openSample'] = async (kind, habits = {}) => {
    await stage.open(page, '/work/lot-1', { role: 'labeler', ...habits }, kind);
    await page.waitForSelector('.canvas-text:focus');
  };
  await openSample('full');
  return {
    page,
    openSample,
    boxOf,
    spans: async () => (await page.locator('.span-table tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim()),
    drag: async (words, last = words) => {
      const [from, to] = [await boxOf(words), await boxOf(last)];
      await page.mouse.move(from.left + 1, from.y);
      await page.mouse.down();
      await page.mouse.move(to.right - 1, to.y, { steps: 4 });
      await page.mouse.up();
    },
  };
};

/** Belongs at the beginning of a suite: each test finds the bench of a lot of plain texts on a new device. */
export const stageBench = (): BenchPage => {
  const stage = stagePages();
  let opened: BenchPage | undefined;
  const now = (): BenchPage => {
    if (opened === undefined) throw new Error('the test has not begun');
    return opened;
  };
  beforeEach(async () => {
    opened = await openBenchPage(stage);
  });
  afterEach(() => now().page.context().close());
  return {
    get page() {
      return now().page;
    },
    openSample: (kind, habits) => now().openSample(kind, habits),
    spans: () => now().spans(),
    boxOf: (words) => now().boxOf(words),
    drag: (words, last) => now().drag(words, last),
  };
};
