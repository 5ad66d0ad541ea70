import { expect } from 'chai';
import { axeFaults } from '../support/page-checks.ts';
import { stagePages } from './support/page-stage.ts';

describe('labels that the gateway lists as one’s own and that somebody else signed', function () {
  this.timeout(60_000);
  const stage = stagePages();

  it('are named at home and on the bench, in both languages', async () => {
    const page = await stage.newPage();
    for (const [path, selector] of [
      ['/work', '.table [role=alert]'],
      ['/work/lot-1', '.bench-banners [role=alert]'],
    ] as const) {
      const told = page.locator(selector);
      await stage.open(page, path, { role: 'labeler' });
      expect(await told.count(), path).to.equal(0);
      await stage.open(page, path, { role: 'labeler' }, 'several');
      expect(await told.innerText())
        .to.include('网关列出 2 条标注作您的')
        .and.include('不是您签的')
        .and.include('请交给审计方');
      await stage.open(page, path, { role: 'labeler', locale: 'en' }, 'several');
      expect(await told.innerText())
        .to.include('lists 2 labels as yours that you did not sign')
        .and.include('for an auditor');
      expect(await axeFaults(page)).to.deep.equal([]);
    }
  });
});
