import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';
import { DATASETS } from './support/sample-data.ts';
import type { SampleKind } from './support/sample-source.ts';

describe('the grading page', function () {
  this.timeout(60_000);
  const stage = stagePages();
  let page: Page;
  before(async () => {
    page = await stage.newPage();
  });

  const open = async (locale: string, dataset = DATASETS[1]?.id, kind: SampleKind = 'full', habits: object = {}): Promise<void> => {
    await stage.open(page, `/grading?dataset=${dataset}`, { role: 'grading-officer', locale, ...habits }, kind);
    await page.waitForSelector('.grade-suggestion');
  };
  const text = async (selector: string): Promise<string> => await page.innerText(selector);
  const suggested = (): Promise<string> => text('section:has(.grade-suggestion) > header');
  const assess = async (degrees: readonly string[]): Promise<void> => {
    const selects = await page.$$('.impacts select');
    expect(selects).to.have.length(6);
    // They look like the other controls of the console.
    expect(await page.$$('.impacts select.native-input')).to.have.length(6);
    for (const [at, degree] of degrees.entries()) await selects[at]?.selectOption({ label: degree });
  };

  it('is important until every impact is assessed, then what the findings demand, and follows the officer', async () => {
    await open('zh-CN');
    expect(await suggested()).to.include('重要');
    expect(await text('.grounds'))
      .to.include('尚未评估对国家安全的影响')
      .and.to.include('1 个单元格含姓名');
    await assess(Array.from({ length: 5 }, () => '无危害'));
    expect(await suggested()).to.include('重要');
    await assess(Array.from({ length: 6 }, () => '无危害'));
    expect(await suggested()).to.include('4');
    expect(await text('.grounds')).to.include('姓名与固定电话同在一个数据集');
    expect(await text('.grounds')).not.to.include('尚未评估');
    await assess(['严重危害']);
    expect(await suggested()).to.include('核心');
  });

  it('leaves the choice to the officer: nothing is chosen for her', async () => {
    await open('zh-CN');
    await assess(Array.from({ length: 6 }, () => '无危害'));
    expect(await page.$$('input[name=level]:checked')).to.have.length(0);
    expect(await page.isDisabled('.grade-form button[type=submit]')).to.equal(true);
  });

  it('says the rules that fired and those that did not in English as well', async () => {
    await open('en');
    await assess(Array.from({ length: 6 }, () => 'no harm'));
    expect(await text('.grounds')).to.include('1 of 61 cells of “text” hold names');
    await page.click('.grade-suggestion summary');
    expect(await text('.grade-suggestion details'))
      .to.include('Every field was examined')
      .and.to.include('All six objects were assessed');
    expect(await text('.grade-suggestion')).not.to.match(/[{}]|undefined|\p{Script=Han}/u);
  });

  describe('of a derivative', () => {
    const sign = (level: string) => page.getByRole('button', { name: `签为${level}` });
    const choose = async (level: string): Promise<void> => {
      await page
        .locator('input[name=level]')
        .and(page.getByRole('radio', { name: level }))
        .check();
      await page.getByRole('checkbox', { name: '含个人信息', exact: true }).check();
    };
    const judgeAll = async (words: string): Promise<void> => {
      for (const radio of await page.getByRole('radio', { name: words, exact: true }).all()) await radio.check();
    };
    const status = (): Promise<string> => page.locator('section:has(.sampled) > header').innerText();

    beforeEach(() => open('zh-CN', DATASETS[2]?.id));

    it('shows who signed its level after how many rows, and calls no approval given that nobody gave', async () => {
      expect(await page.locator('.signed-grading').count()).to.equal(0);
      await open('zh-CN', DATASETS[2]?.id, 'graded');
      expect(await text('.signed-grading'))
        .to.include('沈立（分级官）已签')
        .and.include('抽读 1,200 行，认得出 0');
      expect(await text('.grade-form'))
        .to.include('须由数据主管批准：开设项目时的签名即是批准')
        .and.not.include('已获批准');
    });

    it('leads its officer to the report of how it was made', async () => {
      const link = page.locator('section.card').getByRole('link', { name: '去标识化报告' });
      expect(await link.getAttribute('href')).to.equal(`/datasets/${DATASETS[2]?.id}/protection`);
    });

    it('asks for a spot check only where the level is looser than the origin’s', async () => {
      await choose('一般4级');
      expect(await sign('一般4级').isEnabled()).to.equal(true);
      await choose('一般3级');
      expect(await sign('一般3级').isDisabled()).to.equal(true);
      expect(await text('.grade-form')).to.include('须先逐行判定抽读的行');
    });

    it('lets nobody sign before every drawn row is judged, and says when somebody is recognized', async () => {
      await choose('一般3级');
      await page.getByRole('button', { name: '抽出 20 行' }).click();
      await page.waitForSelector('.sampled');
      expect(await page.locator('.sampled').count()).to.equal(20);
      await page.getByRole('radio', { name: '认不出人' }).first().check();
      expect(await status()).to.include('已判定 1，共 20；认得出 0');
      expect(await sign('一般3级').isDisabled()).to.equal(true);
      await judgeAll('认不出人');
      expect(await sign('一般3级').isEnabled()).to.equal(true);
      await page.getByRole('radio', { name: '认得出人' }).nth(3).check();
      expect(await status()).to.include('已判定 20，共 20；认得出 1');
      expect(await text('section:has(.sampled)')).to.include('比源数据宽松的级别不会被接受');
      expect(await axeFaults(page)).to.deep.equal([]);
    });

    it('signs the number of rows and of findings, shows the refusal with its rule, and forgets the judgements of rows drawn before', async () => {
      await choose('一般3级');
      await page.getByRole('button', { name: '抽出 20 行' }).click();
      await page.waitForSelector('.sampled');
      await judgeAll('认不出人');
      await page.getByRole('radio', { name: '认得出人' }).first().check();
      await sign('一般3级').click();
      await page.waitForSelector('.error-note');
      expect(await text('.error-note'))
        .to.include('至少 20 行')
        .and.include('没有人可以批准')
        .and.include('spot-check-missing');
      await page.getByRole('button', { name: '另抽一次' }).click();
      expect(await status()).to.include('已判定 0，共 20');
      expect(await sign('一般3级').isDisabled()).to.equal(true);
      await judgeAll('认不出人');
      await sign('一般3级').click();
      await page.waitForSelector('.error-note', { state: 'detached' });
    });

    it('shows the owner no rows: the officer alone reads them', async () => {
      await open('en', DATASETS[2]?.id, 'full', { role: 'data-owner', theme: 'dark' });
      expect(await page.getByRole('button', { name: /^Draw/ }).count()).to.equal(0);
      expect(await axeFaults(page)).to.deep.equal([]);
    });
  });
});
