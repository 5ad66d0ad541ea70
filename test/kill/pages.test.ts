import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { valueOf } from '../../console/src/space/acts/owner.ts';
import { toHex } from '../../common/encodings.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { signInPerson, type ScriptedPerson } from '../../demo/people.ts';
import { PROJECT } from '../../demo/space/project.ts';
import { openBrowserSpace, readSealed, signInAt, type BrowserSpace } from '../support/browser-space.ts';
import { seededRandom } from '../support/random.ts';
import { awaitSealedItems } from '../support/browser-steps.ts';
import { until } from '../support/until.ts';

const CRASHES = 20;
const LABELER = 'wang.lin';
/** Enough for two labels between one crash and the next. */
const ROWS = 44;
/** Milliseconds to a crash, at most: while the page opens, and while she labels. */
const [OPENING, LABELING] = [1500, 3000];
const CHOICES = ['目标', '布局', '任务', '保障'] as const;
const MATRIX = { major: 1, minor: 0 };

/** Each text names its row, and the row decides the answer. */
const textOf = (row: number): string => `第${row}条：推进数据标注产业发展。`;
/** What the page says where no item stands. */
const NONE_LEFT = /现在没有可领的条目|这一批已经结束/;

const rowIn = (text: string): number => Number(/第(\d+)条/.exec(text)?.[1] ?? -1);
const choiceOf = (row: number): string => CHOICES[row % CHOICES.length] ?? '';

/** A sealed lot of these texts for one labeler. @returns ids of project and lot */
const openSealedLot = async (owner: ScriptedPerson, officer: ScriptedPerson, { people, supervisor }: BrowserSpace): Promise<string> => {
  const rows = Array.from({ length: ROWS }, (_, row) => textOf(row));
  fs.writeFileSync(path.join(supervisor.layout.memberProcess('city-hall'), 'source/rows.csv'), ['text', ...rows, ''].join('\n'));
  const acts = owner.person.owner;
  const { dataset, answer } = await acts.register({ source: 'rows.csv', title: PROJECT.title, withhold: [] });
  valueOf(answer);
  await officer.person.grading.grade({ dataset, level: 'g3', reasons: ['public-document', 'no-personal-information'], matrix: MATRIX });
  await owner.client.ledger().until((state) => state.datasets.get(dataset)?.grading);
  const { title, instructions, configuration } = PROJECT;
  const { project } = await acts.openProject({ dataset, delivery: 'sealed', title, instructions, configuration, textColumn: 'text' });
  const certificate = people.people.find(({ login }) => login === LABELER)?.certificate ?? '';
  await acts.signRoster(project, [{ certificate, duty: 'labeler' }]);
  const opened = await acts.openLot({ project, price: PROJECT.price, deadline: Date.now() + 86_400_000 });
  valueOf(opened.answer);
  return opened.lot;
};

describe('a page that crashes while sealed items are labeled', function () {
  this.timeout(600_000);
  const seed = process.env['KILL_SEED'] ?? toHex(randomBytes(4));
  let space: BrowserSpace;
  let owner: ScriptedPerson;
  let officer: ScriptedPerson;
  let device: BrowserContext;
  let lot = '';
  /** Rows whose label the page said was submitted, by the item after it. */
  const submitted = new Set<number>();

  before(async () => {
    console.log(`    crashes are drawn from KILL_SEED=${seed}`);
    space = await openBrowserSpace();
    const { gateway, people } = space;
    [owner, officer] = await Promise.all([signInPerson(gateway, people, 'zhou.min'), signInPerson(gateway, people, 'shen.li')]);
    lot = await openSealedLot(owner, officer, space);
    device = await space.device();
    const page = await signInAt(space, device, LABELER);
    await awaitSealedItems(page);
    await page.close();
  });
  after(async () => {
    await owner?.leave();
    await officer?.leave();
    await space?.close();
  });

  const canvasOf = (page: Page) => page.locator('.canvas-text');
  const spansOf = (page: Page) => page.locator('.span-table tbody tr');
  const openBench = async (): Promise<Page> => {
    const page = await device.newPage();
    await page.goto(`/work/${lot}`);
    return page;
  };
  /** The renderer dies at once: nothing of the page runs any more. */
  const crash = async (page: Page): Promise<void> => {
    const session = await device.newCDPSession(page);
    const died = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await died;
    await page.close();
  };
  const markSpan = async (page: Page): Promise<void> => {
    await canvasOf(page).focus();
    for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Digit1']) await page.keyboard.press(key);
    await spansOf(page).waitFor();
  };
  /** What the page shows in place of an item. */
  const whatElse = async (page: Page): Promise<string> => (await page.locator('main').allInnerTexts()).join('\n');
  /** Asks a page again until it answers; one that was closed answers nothing any more. */
  const askPage = async <T>(page: Page, what: string, ask: () => Promise<T | false | undefined>): Promise<T> => {
    const closed = Symbol('closed');
    const answer = await until<T | typeof closed>(what, async () => (page.isClosed() ? closed : await ask()), 30_000).catch(
      async (error: unknown) => {
        throw new Error(`the page shows: ${await whatElse(page)}`, { cause: error });
      },
    );
    if (answer === closed) throw new Error('the page is closed');
    return answer;
  };
  /** Labels the item in front, from wherever its draft stands. @returns false once the lot has no item left */
  const labelNext = async (page: Page): Promise<boolean> => {
    const found = await askPage(page, 'an item, or none', async () => {
      if ((await canvasOf(page).count()) > 0) return 'an item';
      return NONE_LEFT.test(await whatElse(page)) ? 'none' : undefined;
    });
    if (found === 'none') return false;
    const text = await canvasOf(page).innerText();
    const row = rowIn(text);
    if (submitted.has(row)) throw new Error(`row ${row} was submitted and came again`);
    if ((await spansOf(page).count()) === 0) await markSpan(page);
    const choice = page.getByRole('radio', { name: choiceOf(row) });
    if (!(await choice.isChecked())) await choice.click();
    await page.getByRole('button', { name: /提交并到下一条/ }).click();
    await askPage(page, 'the next item, or none', async () => {
      const [next] = await canvasOf(page).allInnerTexts();
      return next === undefined ? NONE_LEFT.test(await whatElse(page)) : next !== text;
    });
    submitted.add(row);
    return true;
  };
  /** Ends without a word when the page dies. */
  const labelUntilDead = async (page: Page, isDead: () => boolean): Promise<void> => {
    try {
      for (let i = 0; i < 2; i += 1) await labelNext(page);
    } catch (error) {
      if (!isDead()) throw error;
    }
  };

  it('loses at most what was not submitted, whenever it dies', async () => {
    const random = seededRandom(`${seed} page`);
    const draw = (limit: number): number => (((random(1)[0] ?? 0) + 1) / 256) * limit;
    for (let round = 0; round < CRASHES; round += 1) {
      const isEarly = round % 5 === 4;
      const page = await openBench();
      if (!isEarly) await canvasOf(page).waitFor();
      let dead = false;
      const working = labelUntilDead(page, () => dead);
      working.catch(() => undefined);
      await pause(draw(isEarly ? OPENING : LABELING));
      dead = true;
      await crash(page);
      await working.catch((error: unknown) => {
        throw new Error(`crash ${round} of KILL_SEED=${seed}`, { cause: error });
      });
    }
    expect(submitted.size).to.be.greaterThan(CRASHES / 4);
  });

  it('keeps a draft', async () => {
    const page = await openBench();
    await canvasOf(page).waitFor();
    const text = await canvasOf(page).innerText();
    const kept = async (): Promise<number> => (await readSealed(page, space.people.space, 'draft/')).length;
    const before = await kept();
    const isFresh = (await spansOf(page).count()) === 0;
    if (isFresh) await markSpan(page);
    // One that a crash left behind is none of this item.
    await until('a kept draft', async () => (await kept()) > (isFresh ? before : 0));
    await crash(page);
    const again = await openBench();
    await spansOf(again).waitFor();
    expect(await canvasOf(again).innerText()).to.equal(text);
    expect(await spansOf(again).count()).to.equal(1);
    await crash(again);
  });

  it('and at the end each item has one label, the one that was given', async () => {
    const page = await openBench();
    while (await labelNext(page)) continue;
    expect(submitted.size).to.be.at.most(ROWS);
    const closed = await owner.client.ledger().until((state) => state.lots.get(lot)?.closed, 120_000);
    expect(closed.signed.event.body).to.include({ cause: 'complete', labels: ROWS, reports: 0 });
    const labeler = await signInPerson(space.gateway, space.people, LABELER);
    const mine = await labeler.person.labeler.mine(lot).finally(() => labeler.leave());
    expect(mine).to.have.length(ROWS);
    expect(new Set(mine.map(({ item }) => item)).size).to.equal(ROWS);
    const { release } = valueOf(await owner.person.owner.prepareRelease(lot));
    const file = path.join(space.supervisor.layout.memberProcess('city-hall'), 'release', release, 'data.jsonl');
    const lines = fs
      .readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; result: { value: { choices?: string[] } }[] });
    expect(lines.map(({ text }) => rowIn(text))).to.have.members(Array.from({ length: ROWS }, (_, row) => row));
    for (const { text, result } of lines) expect(result.at(-1)?.value.choices, text).to.deep.equal([choiceOf(rowIn(text))]);
    expect(owner.client.ledger().state.lots.get(lot)?.unreadable.size).to.equal(0);
  });
});
