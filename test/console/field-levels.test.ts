import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';
import { DATASETS } from './support/sample-data.ts';

describe('a field’s own level', function () {
  this.timeout(60_000);
  const stage = stagePages();
  let page: Page;
  before(async () => {
    page = await stage.newPage();
  });

  const levelsIn = async (): Promise<string[]> => {
    await page.waitForSelector('.own-level');
    const cells = await page.locator('.own-level').allInnerTexts();
    return cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim());
  };
  const WANTED = {
    'zh-CN': [
      '一般1级 其中未检出直接标识',
      '一般3级 字段“text”有 1 个单元格含固定电话（共 61 个） 字段“text”有 1 个单元格含姓名（共 61 个）',
    ],
    en: [
      'General 1 No direct identifier was found in it',
      'General 3 1 of 61 cells of “text” hold landline numbers 1 of 61 cells of “text” hold names',
    ],
  } as const;

  for (const locale of ['zh-CN', 'en'] as const)
    for (const path of [`/datasets/${DATASETS[1]?.id}/fields`, `/datasets/${DATASETS[1]?.id}`, `/grading?dataset=${DATASETS[1]?.id}`])
      it(`stands with its reasons on ${path} in ${locale}`, async () => {
        await stage.open(page, path, { role: 'grading-officer', locale });
        const [free, found] = WANTED[locale];
        expect(await levelsIn()).to.deep.equal([free, free, found, free]);
        expect(await axeFaults(page)).to.deep.equal([]);
      });
});
