import { setTimeout as wait } from 'node:timers/promises';
import type { InspectorActs } from '../../../console/src/space/acts/inspector.ts';
import { valueOf } from '../../../console/src/space/acts/owner.ts';
import { refusalOf, type Walk } from '../walk.ts';

/** Judges every label drawn, each over the leaf that this device computed, and ends the inspection once the witnesses have seen the verdicts. */
const judgeSample = async (inspector: InspectorActs, lot: string): Promise<void> => {
  const redone = await inspector.redraw(lot, () => performance.now());
  for (const item of await inspector.sample(lot, redone)) await inspector.judge(lot, item, { verdict: 'pass' });
  for (const until = Date.now() + 60_000; ; await wait(200)) {
    const items = await inspector.sample(lot, redone);
    const refusal = await refusalOf(() => inspector.endInspection(lot, items));
    if (refusal === undefined) return;
    if (refusal !== 'ledger-behind' || Date.now() >= until) throw new Error(`the inspection did not end: ${refusal}`);
  }
};

/** The firm's reviewer judges the sample; the owner, whose connector releases nothing before that, accepts the lot. */
export const accept = async (walk: Walk): Promise<void> => {
  const { lot } = walk.facts.actionPlan;
  const [{ person: reviewer }, { person: keeper, client }] = [await walk.as('zhao.qian'), await walk.as('zhou.min')];
  await client.ledger().until((state) => state.lots.get(lot)?.closed, 60_000);
  const early = await refusalOf(async () => valueOf(await keeper.owner.prepareRelease(lot)));
  walk.facts.refusals.set('a release before the acceptance', early ?? 'none');
  await judgeSample(reviewer.inspector, lot);
  await client.ledger().until((state) => state.lots.get(lot)?.inspected, 60_000);
  await keeper.owner.acceptLot(lot);
};
