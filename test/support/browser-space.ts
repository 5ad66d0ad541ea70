import * as fs from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { readPeople, type PeopleFile } from '../../demo/seeding/people-file.ts';
import { openSpace } from '../../demo/space-folder.ts';
import { createSupervisor, type Supervisor } from '../../demo/supervisor.ts';
import { buildConsole } from '../../scripts/console.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import { makeFolder, removeFolder } from './folder.ts';

/** A seeded space with its processes, and a browser to go there. */
export interface BrowserSpace {
  readonly gateway: string;
  readonly people: PeopleFile;
  /** Text of the policy file that the auditor gives out. */
  readonly policyFile: string;
  readonly supervisor: Supervisor;
  /** A device of its own: nothing is kept on it. */
  device(): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** A failing page says what it said. */
const listen = (page: Page): void => {
  page.on('pageerror', (error) => console.error(`page: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[0134]|net::ERR_/.test(message.text())) console.error(`page: ${message.text()}`);
  });
};

const newDevice = async (chromium: TestBrowser, gateway: string): Promise<BrowserContext> => {
  const context = await chromium.browser.newContext({
    baseURL: gateway,
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    locale: 'zh-CN',
  });
  context.setDefaultTimeout(45_000);
  context.on('page', listen);
  return context;
};

export const openBrowserSpace = async (): Promise<BrowserSpace> => {
  await buildConsole(() => undefined);
  const folder = makeFolder('browser-space');
  const supervisor = createSupervisor({ folder, port: 0 });
  let chromium: TestBrowser | undefined;
  const close = async (): Promise<void> => {
    await chromium?.close();
    await supervisor.stop();
    removeFolder(folder);
  };
  try {
    const [gateway, started] = await Promise.all([openSpace(supervisor, () => undefined), startBrowser()]);
    chromium = started;
    const { layout } = supervisor;
    return {
      gateway,
      supervisor,
      close,
      people: readPeople(layout.people),
      policyFile: layout.policy,
      device: () => newDevice(started, gateway),
    };
  } catch (error) {
    await close();
    throw error;
  }
};

export interface SignInOptions {
  /** Words of the role to enter in; the first one without. */
  readonly role?: string;
  /** The root was confirmed on this device before. */
  readonly isKnown?: boolean;
  /** Called at each page on the way: the entrance, the sign-in, the choice of a role. */
  readonly look?: (page: Page) => Promise<void>;
}

/** Signs in with the six words, compares the root with the key letter, and enters. @returns the page, at that role's home */
export const signInAt = async (
  { people }: Pick<BrowserSpace, 'people'>,
  device: BrowserContext,
  login: string,
  { role, isKnown = false, look = () => Promise.resolve() }: SignInOptions = {},
): Promise<Page> => {
  const person = people.people.find((one) => one.login === login);
  if (person === undefined) throw new Error(`${login} is not of this space`);
  const page = await device.newPage();
  await page.goto('/');
  const start = page.getByRole('button', { name: '登录', exact: true });
  await start.waitFor();
  await look(page);
  await start.click();
  await page.waitForURL(/\/interaction\//);
  await page.getByLabel('账号').fill(login);
  await look(page);
  await page.getByLabel('六个词', { exact: true }).fill(person.words);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  if (!isKnown) await page.getByRole('button', { name: '一致，确认' }).click();
  await page.getByText('本设备签名密钥可用').waitFor();
  await look(page);
  if (role !== undefined) await page.getByRole('radio', { name: new RegExp(role) }).click();
  await page.getByRole('button', { name: /^以.+进入/ }).click();
  await page.waitForURL((url) => url.pathname !== '/enter');
  return page;
};

/** Values that the console keeps sealed on this device under names with this prefix, opened in the page by the device's own key. */
export const readSealed = async <Value>(page: Page, space: string, prefix: string): Promise<readonly Value[]> =>
  await page.evaluate(
    async ({ name, start }) => {
      const promise = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(request.error ?? new Error('no database')));
        });
      const database = await promise(indexedDB.open(name));
      const table = database.transaction('values').objectStore('values');
      const range = IDBKeyRange.bound(start, `${start}\uffff`);
      const [key, names, values] = await Promise.all([
        promise(table.get('sealing-key')) as Promise<CryptoKey>,
        promise(table.getAllKeys(range)) as Promise<string[]>,
        promise(table.getAll(range)) as Promise<{ nonce: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }[]>,
      ]);
      database.close();
      return await Promise.all(
        values.map(async ({ nonce, bytes }, at) => {
          const additionalData = new TextEncoder().encode(names[at]);
          const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, bytes);
          return JSON.parse(new TextDecoder().decode(opened)) as Value;
        }),
      );
    },
    { name: `xinbiao-${space}`, start: prefix },
  );

/** Writes a picture of the page where the environment asks for it (`XINBIAO_SCREENSHOTS`: a folder). */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['XINBIAO_SCREENSHOTS'];
  if (folder === undefined) return;
  fs.mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
};
