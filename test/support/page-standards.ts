import type { Page } from 'playwright-core';
import { axeFaults, headingsOf, landmarksOf, primariesOf, tabStopsOf } from './page-checks.ts';

const SKIP = { 'zh-CN': '跳到正文', en: 'Skip to the content' } as const;

const structureFaults = async (page: Page): Promise<readonly string[]> => {
  const [landmarks, headings, primary] = [await landmarksOf(page), await headingsOf(page), await primariesOf(page)];
  const mains = landmarks.filter((landmark) => landmark.split(' ')[0] === 'main');
  const titles = headings.filter((heading) => heading.startsWith('h1 '));
  return [
    ...(mains.length === 1 ? [] : [`landmarks: ${mains.length} mains among ${landmarks.join(', ')}`]),
    ...(titles.length === 1 ? [] : [`headings: ${titles.length} titles among ${headings.join(', ')}`]),
    ...(primary.length <= 1 ? [] : [`filled buttons: ${primary.join(', ')}`]),
  ];
};

/** Around a page with navigation: the keyboard can pass it by, and the banner says whose keys these are. */
const shellFaults = async (page: Page, locale: keyof typeof SKIP): Promise<readonly string[]> => {
  if ((await page.locator('.shell').count()) === 0) return [];
  const [first] = await tabStopsOf(page, 1);
  return first === SKIP[locale] ? [] : [`first stop of Tab: ${first}`];
};

/**
 * What must hold on every page, whatever it shows: no fault that axe finds, one main landmark, one title, at most one filled button, and
 * a first stop of the keyboard that leads past the navigation. One line a fault.
 */
export const pageFaults = async (page: Page): Promise<readonly string[]> => {
  const locale = (await page.evaluate('document.documentElement.lang')) === 'en' ? 'en' : 'zh-CN';
  const faults = [...(await axeFaults(page)), ...(await structureFaults(page)), ...(await shellFaults(page, locale))];
  const { pathname } = new URL(page.url());
  return faults.map((fault) => `${pathname} in ${locale}: ${fault}`);
};
