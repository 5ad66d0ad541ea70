import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';

describe('an owner’s answer to an inspection, on the project page', function () {
  this.timeout(120_000);
  const stage = stagePages();
  let page: Page;
  before(async () => {
    page = await stage.newPage();
  });
  const open = (habits: object = {}): Promise<void> =>
    stage.open(page, '/projects/project-1', { role: 'data-owner', ...habits }, 'inspected');
  const answer = (at: number) => page.locator('.lot-answer').nth(at);
  const wordsOf = async (at: number): Promise<string> => (await answer(at).innerText()).replaceAll(/\s+/g, ' ');

  it('says what the firm signed, whether the plan passes it, and until when silence counts as acceptance', async () => {
    await open();
    expect(await wordsOf(0))
      .to.include('检 13 件，缺陷 2 件；方案容许 1 件，不合格。')
      .and.include('请在 2026-11-28 14:32 前答复：到期未答复，视为接收。')
      .and.include('本页没有重算各条判定');
    expect(await wordsOf(0))
      .to.include('作者已返工 1 件')
      .and.include('没有写进接收记录的返工不交付')
      .and.include('条目 12 边界错误 严重');
    expect(await wordsOf(2)).to.include('已随接收一并接收');
    expect(await wordsOf(1))
      .to.include('已抽样 13/20')
      .and.include('质检单位须在 2026-11-30 14:32 前检毕')
      .and.not.include('签名接收');
    expect(await wordsOf(2))
      .to.include('合格。')
      .and.include('已接收')
      .and.not.include('签名接收');
    expect(await wordsOf(3))
      .to.include('到 2026-11-24 14:32 未答复，视为接收')
      .and.include('签署接收后才能交付')
      .and.include('签名接收');
    expect(await answer(3).getByRole('button', { name: '退回' }).count()).to.equal(0);
    expect(await wordsOf(4))
      .to.include('已退回：对判定有异议')
      .and.not.include('签名接收');
    expect(await wordsOf(5))
      .to.include('检 20 件，缺陷 2 件。')
      .and.include('没有约定答复期限：不答复不视为接收');
    expect(await wordsOf(6)).to.include('检 0 件，缺陷 0 件；按抽样应检 13 件，件数不符，不能算合格。');
    expect(await wordsOf(7))
      .to.include('质检单位到 2026-11-24 14:32 没有检毕')
      .and.include('请在 2026-11-27 14:32 前答复')
      .and.include('签名接收');
    expect(await wordsOf(8))
      .to.include('已退回：逾期未检')
      .and.not.include('签名接收');
    expect(await wordsOf(9))
      .to.include('没有在质检时限内为质检员密封样本')
      .and.include('签名接收');
  });

  it('accepts by one signature, and returns only with a reason', async () => {
    await open();
    await answer(0).getByRole('button', { name: '退回' }).click();
    const sign = answer(0).getByRole('button', { name: '签名退回' });
    expect(await sign.isDisabled()).to.equal(true);
    await answer(0).getByRole('radio', { name: '质检不合格' }).check();
    await sign.click();
    await answer(0).getByRole('button', { name: '签名接收' }).waitFor();
    await answer(0).getByRole('button', { name: '签名接收' }).click();
    expect(await answer(0).locator('.error-note').count()).to.equal(0);
  });

  it('offers a release only of a lot that she has accepted', async () => {
    await open();
    const offered = await page
      .locator('tr:has(+ tr .lot-answer)')
      .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).innerText.includes('准备交付')));
    expect(offered).to.deep.equal([false, false, true, false, false, false, false, false, false, false]);
  });

  it('returns a lot that the firm has not inspected in time for that reason alone', async () => {
    await open();
    await answer(7).getByRole('button', { name: '退回' }).click();
    expect(await answer(7).getByRole('radio').count()).to.equal(1);
    await answer(7).getByRole('radio', { name: '逾期未检' }).check();
    await answer(7).getByRole('button', { name: '签名退回' }).click();
    await answer(7).getByRole('button', { name: '签名接收' }).waitFor();
    expect(await answer(7).locator('.error-note').count()).to.equal(0);
  });

  it('says why an answer was refused', async () => {
    await open();
    await answer(0).getByRole('button', { name: '退回' }).click();
    await answer(0).getByRole('radio', { name: '与约定不符' }).check();
    await answer(0).getByRole('button', { name: '签名退回' }).click();
    await answer(0).locator('.error-note').waitFor();
    expect(await answer(0).locator('.error-note').innerText()).to.include('acceptance-given');
  });

  it('has no fault of accessibility, and needs no more width than a telephone has', async () => {
    const faults: string[] = [];
    for (const habits of [{}, { locale: 'en', theme: 'dark' }]) {
      await open(habits);
      await answer(0)
        .getByRole('button', { name: /^(?:退回|Return)$/ })
        .click();
      faults.push(...(await axeFaults(page)));
    }
    expect(faults).to.deep.equal([]);
    await page.setViewportSize({ width: 320, height: 640 });
    await open();
    expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).to.be.at.most(320);
    await page.setViewportSize({ width: 1366, height: 768 });
  });
});
