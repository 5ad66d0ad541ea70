import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { AuditorActs } from '../../../console/src/space/acts/auditor.ts';
import { commitToDraw, revealDraw } from '../drawn-sample.ts';
import { refusalOf, type Walk } from '../walk.ts';

const awaitLotFile = async (auditor: AuditorActs, lot: string): Promise<string> => {
  for (const until = Date.now() + 60_000; Date.now() < until; await wait(200)) {
    const file = await auditor.draw(lot).catch(() => undefined);
    if (file !== undefined) return file;
  }
  throw new Error('the sample of the closed lot was not drawn');
};

/** The firm commits, and cannot reveal before the closing. */
export const commit = async (walk: Walk): Promise<void> => {
  const { lot } = walk.facts.actionPlan;
  const reviewer = await walk.as('zhao.qian');
  await commitToDraw(reviewer, lot);
  walk.facts.refusals.set('a reveal before the closing', (await refusalOf(() => reviewer.person.inspector.revealDraw(lot))) ?? 'none');
};

/** Once the closing is witnessed both sides reveal; the auditor takes away what a stranger needs to redo the draw. */
export const inspect = async (walk: Walk): Promise<void> => {
  const { lot } = walk.facts.actionPlan;
  await revealDraw(await walk.as('zhao.qian'), lot);
  const { person: auditor } = await walk.as('wu.zheng');
  fs.writeFileSync(path.join(walk.out, 'lot.json'), await awaitLotFile(auditor.auditor, lot));
};
