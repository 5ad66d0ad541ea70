import { sample } from '../../../api/samples.ts';
import { valueOf } from '../../../console/src/space/acts/owner.ts';
import { judgeSample, revealDraw } from '../drawn-sample.ts';
import { refusalOf, type Walk } from '../walk.ts';

/**
 * The firm's reviewer opens the drawn work orders and their labels, which were sealed for her, judges them and ends the inspection; somebody who
 * labelled gets nothing of it, and the owner's connector releases nothing before she accepts.
 */
export const inspectSealed = async (walk: Walk): Promise<void> => {
  const { workOrders: facts, refusals } = walk.facts;
  const { lot } = facts;
  const reviewer = await walk.as('zhao.qian');
  const { person: keeper, client } = await walk.as('gu.yun');
  await revealDraw(reviewer, lot);
  await client.ledger().until((state) => state.lots.get(lot)?.closed, 60_000);
  const early = await refusalOf(async () => valueOf(await keeper.owner.prepareRelease(lot)));
  refusals.set('a release of sealed labels before the acceptance', early ?? 'none');
  facts.sampled.push(...(await judgeSample(reviewer, lot)));
  const { client: labeler } = await walk.as('wang.lin');
  const other = await refusalOf(() => labeler.http.ask(sample, { path: `/api/lots/${lot}/sample` }));
  refusals.set('a sealed sample for somebody who labelled', other ?? 'none');
  await client.ledger().until((state) => state.lots.get(lot)?.inspected, 60_000);
  await keeper.owner.acceptLot(lot, []);
};
