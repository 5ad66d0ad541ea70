import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { stagePages } from './support/page-stage.ts';
import { DATASETS } from './support/sample-data.ts';
import type { SampleKind } from './support/sample-source.ts';

const WIDTH = 390;
const [, RAW, DERIVED] = DATASETS.map(({ id }) => id);

const registerRagged = async (page: Page): Promise<void> => {
  await page.locator('#source input[type=radio]').last().check();
  await page.locator('table.ragged').waitFor();
  for (const field of await page.locator('#source input[type=text], #source input:not([type])').all()) await field.fill('工单');
  await page.locator('#fields button.outlined').click();
  await page.locator('.error-note').waitFor();
};
const protectLeaky = async (page: Page): Promise<void> => {
  await page
    .locator('tr', { has: page.getByRole('rowheader', { name: 'text', exact: true }) })
    .locator('select')
    .first()
    .selectOption('keep');
  await page.locator('button[type=submit]').click();
  await page.locator('.error-note').waitFor();
};
const drawRows = async (page: Page): Promise<void> => {
  await page.locator('button.outlined').click();
  await page.locator('.sampled').first().waitFor();
};

interface Visit {
  readonly path: string;
  readonly role: string;
  readonly kind?: SampleKind;
  readonly act?: (page: Page) => Promise<void>;
}
const VISITS: readonly Visit[] = [
  { path: '/publish', role: 'data-owner', act: registerRagged },
  { path: `/publish?dataset=${DATASETS[0]?.id}`, role: 'data-owner' },
  { path: `/grading?dataset=${RAW}`, role: 'grading-officer' },
  { path: `/grading?dataset=${DERIVED}`, role: 'grading-officer', kind: 'graded', act: drawRows },
  { path: `/datasets/${RAW}/protect`, role: 'data-owner', act: protectLeaky },
  { path: `/datasets/${DERIVED}`, role: 'data-owner', kind: 'graded' },
  { path: `/datasets/${DERIVED}/protection`, role: 'grading-officer' },
];

/** What reaches beyond the right edge, or out of its place in the bar, and cannot be scrolled to within a frame of its own. */
const faultsOf = (page: Page): Promise<string[]> =>
  page.evaluate((width) => {
    const main = document.querySelector('main') ?? document.body;
    const isFramed = (element: Element | null): boolean =>
      element !== null &&
      element !== main &&
      (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || isFramed(element.parentElement));
    const named = (element: Element): string => `${element.tagName.toLowerCase()} ${element.textContent.trim().slice(0, 30)}`;
    const rightOf = (element: Element): number => element.getBoundingClientRect().right;
    const wide = [document.documentElement, main].filter((one) => one.scrollWidth > one.clientWidth);
    const beyond = [...main.querySelectorAll('*')].filter((one) => rightOf(one) > width + 0.5 && !isFramed(one.parentElement));
    const places = [...document.querySelectorAll('.crumbs li, .top > :not(nav, .fill)')]
      .filter((one) => one.getBoundingClientRect().width > 0)
      .toSorted((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left);
    const overlaid = places.filter((one, at) => {
      const next = places[at + 1]?.getBoundingClientRect().left ?? width;
      const isClipped = getComputedStyle(one).overflowX !== 'visible';
      return rightOf(one) > next + 0.5 || (!isClipped && one.scrollWidth > one.clientWidth + 1);
    });
    return [...wide, ...beyond, ...overlaid].map(named);
  }, WIDTH);

describe('the pages of an owner and her officer on a telephone', function () {
  this.timeout(120_000);
  const stage = stagePages();

  for (const locale of ['zh-CN', 'en'])
    it(`stay within ${WIDTH} pixels in ${locale}`, async () => {
      const page = await stage.newPage();
      await page.setViewportSize({ width: WIDTH, height: 844 });
      const faults: string[] = [];
      for (const { path, role, kind, act } of VISITS) {
        await stage.open(page, path, { role, locale }, kind);
        await act?.(page);
        faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
      }
      expect(faults).to.deep.equal([]);
    });
});
