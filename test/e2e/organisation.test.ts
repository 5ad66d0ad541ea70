import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { enrolmentFile } from '../../api/enrolments.ts';
import { startProcess, type RunningProcess } from '../../demo/process.ts';
import { openBrowserSpace, signInAt, takePicture, type BrowserSpace } from '../support/browser-space.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { pageFaults } from '../support/page-standards.ts';
import { until } from '../support/until.ts';

/** Everybody whose home the walk of a label does not pass. */
const HOMES: readonly (readonly [login: string, role: string, home: string])[] = [
  ['sun.tao', '班组', '/team'],
  ['zhao.qian', '质检', '/inspect'],
  ['chen.li', '运营者', '/admission'],
  ['gao.yuan', '管理员', '/organisation'],
];
const SEEDED = '这是演示空间：种子程序生成了各人的密钥，因此这里的签名不能证明是本人所为。';

describe('the organisation’s own pages', function () {
  this.timeout(240_000);
  const folder = makeFolder('new-witness');
  let space: BrowserSpace;
  let witness: RunningProcess | undefined;
  let page: Page;

  before(async () => {
    space = await openBrowserSpace();
  });
  after(async () => {
    await witness?.stop();
    await space?.close();
    removeFolder(folder);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await takePicture(page, 'failed-organisation');
  });

  const switchTo = async (lang: string): Promise<void> => {
    await page.locator('.tool.language').click();
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, lang);
  };

  for (const [login, role, home] of HOMES)
    it(`begin for ${login} at ${home}, without a fault in either language`, async () => {
      page = await signInAt(space, await space.device(), login, { role });
      await page.waitForURL((url) => url.pathname === home);
      await page.locator('main h1').waitFor();
      await page.waitForFunction("document.querySelector('[aria-busy=true]') === null");
      expect(await page.getByRole('note').innerText()).to.equal(SEEDED);
      expect(await pageFaults(page)).to.deep.equal([]);
      await switchTo('en');
      expect(await pageFaults(page)).to.deep.equal([]);
      await switchTo('zh-CN');
    });

  it('have their place for lists, certificates and the key letter', async () => {
    for (const title of ['等待登记的连接器', '人员与连接器', '根密钥与密钥信', '本单位的根密钥清单', '委派清单'])
      await page.getByRole('heading', { name: title, level: 2 }).waitFor();
    await page.getByText('第 1 版').first().waitFor();
    expect(await page.getByRole('row', { name: /沈立/ }).getByText('有效').count()).to.equal(1);
  });

  it('make an enrolment file with which a witness of the organisation joins', async () => {
    await page.getByRole('button', { name: '生成接入文件' }).click();
    await page.getByRole('radio', { name: '只作见证' }).check();
    await page.getByLabel('见证名称').fill('second witness');
    await page.locator('dialog').getByRole('button', { name: '生成接入文件' }).click();
    await page.getByText('不含空格和加号', { exact: false }).waitFor();
    await page.getByLabel('见证名称').fill('xinbiao.local/witness/second');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('dialog').getByRole('button', { name: '生成接入文件' }).click(),
    ]);
    expect(download.suggestedFilename()).to.equal('enrolment.json');
    await download.saveAs(path.join(folder, 'enrolment.json'));
    const file = enrolmentFile.parse(JSON.parse(fs.readFileSync(path.join(folder, 'enrolment.json'), 'utf8')));
    const { org, rootKey } = space.people.organisations['city-hall'] ?? expect.fail('no city hall');
    expect(file).to.deep.include({ gateway: space.gateway, org, rootKey });
    expect(file.connector).to.deep.include({ roles: ['witness'], cosigner: 'xinbiao.local/witness/second' });
    witness = startProcess({
      name: 'second-witness',
      entry: 'connectors/witness-main.ts',
      env: { DATA_DIR: folder },
      ready: /^online/,
      logFile: path.join(folder, 'witness.log'),
    });
    await until(
      'the request of the new witness',
      async () => {
        await page.reload();
        await page.getByText('密钥与登记文件的口令已验明').waitFor({ timeout: 3000 });
        return true;
      },
      40_000,
    );
    await page.getByRole('button', { name: '颁发证书' }).click();
    await page.getByText('没有等待登记的连接器').waitFor();
    await witness.ready;
  });

  it('revoke a certificate only with a reason, and show it as revoked', async () => {
    const { key = '' } = space.people.people.find(({ login }) => login === 'shen.li') ?? {};
    // The directory names nobody who is revoked: her key stays.
    const row = page.getByRole('row', { name: new RegExp(key.slice(0, 12)) });
    await row.getByRole('button', { name: '吊销' }).click();
    const confirm = page.locator('dialog[open]').getByRole('button', { name: '吊销' });
    expect(await confirm.isDisabled()).to.equal(true);
    await page.getByRole('radio', { name: '离职' }).check();
    await confirm.click();
    await row.getByText('已吊销').waitFor();
  });
});
