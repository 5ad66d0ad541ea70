import type { Page } from 'playwright-core';
import { DATASET, PROJECT } from '../../demo/space/project.ts';
import { until } from './until.ts';

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;

const goTo = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
};

/** Both languages of a field. */
const fillBoth = async (page: Page, label: string, { zh, en }: { readonly zh: string; readonly en: string }): Promise<void> => {
  await page.getByLabel(`${label}（中文）`).fill(zh);
  await page.getByLabel(`${label}（英文）`).fill(en);
};

const choose = async (page: Page, list: string, option: string): Promise<void> => {
  // The list's own placeholder lies over its field.
  await page.getByRole('combobox', { name: list, exact: true }).click({ force: true });
  await page.getByRole('option', { name: option, exact: true }).click();
};

/** The own connector lists its sources, profiles the action plan and registers it. */
export const registerDataset = async (page: Page): Promise<void> => {
  await goTo(page, '/publish');
  await page.getByRole('radio', { name: new RegExp(DATASET.source) }).check();
  await fillBoth(page, '名称', DATASET.title);
  for (const column of DATASET.withhold) await page.getByRole('checkbox', { name: new RegExp(column) }).check();
  await page.getByRole('button', { name: '登记数据集' }).click();
  await page.getByRole('button', { name: '查看是否已签' }).waitFor();
};

/** The officer signs this level. */
export const gradeDataset = async (page: Page, level = '一般1级'): Promise<void> => {
  await goTo(page, '/grading');
  await page.getByRole('radio', { name: level }).check();
  await page.locator('fieldset').filter({ hasText: '理由' }).getByRole('checkbox').first().check();
  await page.getByRole('button', { name: `签为${level}` }).click();
  await page.getByRole('navigation', { name: '数据集' }).getByText(level).waitFor();
};

/** @param title in Chinese */
export const publishDataset = async (page: Page, title: string = DATASET.title.zh): Promise<void> => {
  const publish = page.getByRole('button', { name: '签名并发布' });
  await page.reload();
  await fillBoth(page, '说明', DATASET.summary);
  await until(
    'the signed level',
    async () => {
      const refresh = page.getByRole('button', { name: '查看是否已签' });
      if ((await refresh.count()) > 0) {
        await refresh.click({ timeout: 1000 });
        // Each press asks anew and drops the question before: pressed all the time, no answer is ever shown.
        await refresh.waitFor({ state: 'detached', timeout: 5000 });
      }
      return await publish.isEnabled();
    },
    60_000,
  );
  await publish.click();
  await page.waitForURL(/\/datasets\//);
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
};

/** Everything that a project over the published dataset needs, up to the signature. @param dataset its title in Chinese */
export const fillProject = async (page: Page, dataset: string = DATASET.title.zh): Promise<void> => {
  await goTo(page, '/projects/new');
  await choose(page, '数据集', dataset);
  await choose(page, '要标注的字段', DATASET.textColumn);
  await fillBoth(page, '名称', PROJECT.title);
  await fillBoth(page, '标注说明', PROJECT.instructions);
  await page.getByLabel('标注配置（Label Studio XML）').fill(PROJECT.configuration);
};

/** Project, roster of these people, and a lot of these rows. @returns id of the lot's project */
export const openProject = async (
  page: Page,
  { labelers, rows, dataset }: { readonly labelers: readonly string[]; readonly rows: string; readonly dataset?: string },
): Promise<void> => {
  await fillProject(page, dataset);
  await page.getByRole('button', { name: '签名并开设' }).click();
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
  for (const name of labelers) await choose(page, `${name} 的职责`, '标注');
  await page.getByRole('button', { name: '签署名册' }).click();
  await page.getByText('第 1 版').waitFor();
  await openLot(page, rows);
};

const openLot = async (page: Page, rows: string): Promise<void> => {
  await page.getByRole('button', { name: '开批' }).click();
  await page.getByLabel('单价（元/条）').fill('0.32');
  await page.getByLabel('截止时间').fill(new Date(Date.now() + 3 * DAY + SHANGHAI).toISOString().slice(0, 16));
  await page.getByLabel('行号').fill(rows);
  await page.getByRole('button', { name: '开批' }).last().click();
  await page.getByText('进行中', { exact: true }).waitFor();
};

/** Until the connector has sealed something for this labeler. */
export const awaitSealedItems = async (page: Page): Promise<void> => {
  await until(
    'sealed items',
    async () => {
      await goTo(page, '/work');
      await page
        .getByRole('link', { name: /^(?:开始|继续)/ })
        .first()
        .waitFor({ timeout: 5000 });
      return true;
    },
    60_000,
  );
};

/** Opens the first lot's bench. @returns id of the lot */
export const openBench = async (page: Page): Promise<string> => {
  await goTo(page, '/work');
  await page
    .getByRole('link', { name: /^(?:开始|继续)/ })
    .first()
    .click();
  await page.waitForURL(/\/work\/[0-9a-f-]{36}$/);
  await page.locator('.canvas-text:focus').waitFor();
  return page.url().split('/').at(-1) ?? '';
};

/** Labels what stands on the bench by keys alone: a span of two characters, then a choice. */
export const labelByKeys = async (page: Page): Promise<void> => {
  const before = await page.locator('.canvas-text').innerText();
  await page.locator('.canvas-text:focus').waitFor();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Digit1');
  await page.locator('.span-table tbody tr').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Digit3');
  await page.keyboard.press('Space');
  await until('the next item', async () => {
    const canvas = page.locator('.canvas-text');
    // The canvas may go between the two questions: the second does not wait for it.
    return (await canvas.count()) === 0 || (await canvas.innerText({ timeout: 500 })) !== before;
  });
};
