import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { AuditorActs } from '../../../console/src/space/acts/auditor.ts';
import { refusalOf, type Walk } from '../walk.ts';

const awaitLotFile = async (auditor: AuditorActs, lot: string): Promise<string> => {
  for (const until = Date.now() + 60_000; Date.now() < until; await wait(200)) {
    const file = await auditor.draw(lot).catch(() => undefined);
    if (file !== undefined) return file;
  }
  throw new Error('the sample of the closed lot was not drawn');
};

/** The firm's part of the draw, before anything is labelled. The owner's connector commits by itself, and the lot waits for both. */
export const commitToDraw = async (walk: Walk): Promise<void> => {
  const { lot } = walk.facts.actionPlan;
  const { person, client } = await walk.as('zhao.qian');
  await client.follow();
  await client.ledger().until((state) => state.lots.get(lot), 30_000);
  await person.inspector.commitToDraw(lot);
  walk.facts.refusals.set('a reveal before the closing', (await refusalOf(() => person.inspector.revealDraw(lot))) ?? 'none');
};

/** Once the closing is witnessed both sides reveal; the auditor takes away what a stranger needs to redo the draw. */
export const inspect = async (walk: Walk): Promise<void> => {
  const { lot } = walk.facts.actionPlan;
  const { person, client } = await walk.as('zhao.qian');
  await client.ledger().until((state) => state.lots.get(lot)?.closed, 60_000);
  await person.inspector.revealDraw(lot);
  const { person: auditor } = await walk.as('wu.zheng');
  fs.writeFileSync(path.join(walk.out, 'lot.json'), await awaitLotFile(auditor.auditor, lot));
};
