import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { signInPerson, type ScriptedPerson } from '../../demo/people.ts';
import { openLot } from '../../demo/walk/action-plan/labeling.ts';
import { publish } from '../../demo/walk/action-plan/publishing.ts';
import { createWalk } from '../../demo/walk/walk.ts';
import { openBrowserSpace, readSealed, signInAt, type BrowserSpace } from '../support/browser-space.ts';
import { labelByKeys, openBench } from '../support/browser-steps.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';

const LABELER = 'wang.lin';

interface Logged {
  readonly id: string;
  readonly type: string;
}

/** Each of these ends with the same question: is everything that this device signed in the log, once, and nothing else? */
describe('the outbox in a browser', function () {
  this.timeout(240_000);
  const out = makeFolder('outbox');
  let space: BrowserSpace;
  let labeler: ScriptedPerson;
  let lot: string;
  let device: BrowserContext;
  let page: Page;

  before(async () => {
    space = await openBrowserSpace();
    const { supervisor, gateway, people } = space;
    const walk = createWalk({ supervisor, gateway, people, out });
    await publish(walk);
    await openLot(walk);
    await walk.leave();
    labeler = await signInPerson(gateway, people, LABELER);
    device = await space.device();
    page = await signInAt(space, device, LABELER);
    lot = await openBench(page);
  });
  after(async () => {
    await labeler?.leave();
    await space?.close();
    removeFolder(out);
  });

  const expectLogged = async (count: number, on: Page = page): Promise<void> => {
    const { key } = labeler.person;
    const at = space.people.space;
    await until('an empty outbox', async () => (await readSealed(on, at, `outbox/${key}/`)).length === 0, 120_000);
    const [proven = []] = await readSealed<readonly Logged[]>(on, at, `outbox-logged/${key}`);
    const mine = await labeler.person.labeler.mine(lot);
    expect(proven.map(({ id }) => id)).to.deep.equal(mine.map(({ event }) => event));
    expect(new Set(mine.map(({ item }) => item)).size).to.equal(count);
  };

  it('keeps what is labeled without a network, and sends it once there is one', async () => {
    await labelByKeys(page);
    await until('items fetched ahead', () => labeler.person.labeler.work().then(([first]) => (first?.counts.leased ?? 0) >= 4));
    await device.setOffline(true);
    await labelByKeys(page);
    await labelByKeys(page);
    await page.getByText('已断网', { exact: false }).first().waitFor();
    await page.locator('.entries .waiting').first().waitFor();
    await device.setOffline(false);
    await expectLogged(3);
  });

  it('keeps what is labeled after the session has ended, and goes on after a new sign-in', async () => {
    await until('items fetched ahead', () => labeler.person.labeler.work().then(([first]) => (first?.counts.leased ?? 0) >= 4));
    await device.clearCookies();
    await labelByKeys(page);
    await page.locator('.entries .received').first().waitFor();
    await page.close();
    page = await signInAt(space, device, LABELER, { isKnown: true });
    expect(await openBench(page)).to.equal(lot);
    await expectLogged(4);
  });

  it('keeps a submission that is still held, and a draft, over a reload', async () => {
    await labelByKeys(page);
    await page.locator('.canvas-text:focus').waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Digit2');
    await page.locator('.span-table tbody tr').waitFor();
    const text = await page.locator('.canvas-text').innerText();
    const drafts = () => readSealed<{ readonly value: readonly unknown[] }>(page, space.people.space, `draft/${labeler.person.key}/`);
    await until('the draft on the disk', async () => (await drafts()).some(({ value }) => value.length === 1));
    await page.reload();
    await page.locator('.span-table tbody tr').waitFor();
    expect(await page.locator('.canvas-text').innerText()).to.equal(text);
    await expectLogged(5);
  });

  it('is sent by one of two tabs: the other shows it, and takes over when asked', async () => {
    const second = await device.newPage();
    await second.goto(`/work/${lot}`);
    await second.getByRole('button', { name: '在这里接管' }).click();
    await second.locator('.canvas-text').waitFor();
    await page.getByRole('button', { name: '在这里接管' }).waitFor();
    await second.locator('.canvas-text').focus();
    await labelByKeys(second);
    await expectLogged(6, second);
    await page.getByRole('button', { name: '在这里接管' }).click();
    await second.getByRole('button', { name: '在这里接管' }).waitFor();
    await expectLogged(6);
    await second.close();
  });

  it('corrects a label from before a reload: its text comes again, and the next version names the first', async () => {
    const [first] = await labeler.person.labeler.mine(lot);
    const { item = '', event } = first ?? {};
    const { text, position } = await labeler.person.labeler.reopenItem(lot, item);
    await page.reload();
    await page.locator('.canvas-text').waitFor();
    await page
      .locator('.entries .logged')
      .filter({ hasText: new RegExp(`条目 ${position + 1}(?!\\d)`) })
      .getByRole('button')
      .click();
    await page.getByText('将以新版本更正', { exact: false }).first().waitFor();
    expect(await page.locator('.canvas-text').innerText()).to.equal(text);
    await page.locator('.canvas-text').focus();
    await page.keyboard.press('KeyN');
    await page.keyboard.press('Digit2');
    await page.keyboard.press('Space');
    await until('the correction in the log', async () => (await labeler.person.labeler.mine(lot)).length === 7);
    await expectLogged(6);
    const corrected = (await labeler.person.labeler.mine(lot)).at(-1);
    expect(corrected?.signed.event).to.deep.include({ type: 'annotation-signed', subject: first?.signed.event.subject });
    expect(corrected?.signed.event.refs).to.include(event);
    expect(corrected?.signed.event.body).to.include({ revision: 1 });
    expect(corrected?.opening?.value).to.not.deep.equal(first?.opening?.value);
  });
});
