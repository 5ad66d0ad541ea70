import { valueOf } from '../../../console/src/space/acts/owner.ts';
import { judgeSample } from '../drawn-sample.ts';
import { refusalOf, type Walk } from '../walk.ts';

/** The firm's reviewer judges the sample; the owner, whose connector releases nothing before that, accepts the lot. */
export const accept = async (walk: Walk): Promise<void> => {
  const { lot } = walk.facts.actionPlan;
  const { person: keeper, client } = await walk.as('zhou.min');
  await client.ledger().until((state) => state.lots.get(lot)?.closed, 60_000);
  const early = await refusalOf(async () => valueOf(await keeper.owner.prepareRelease(lot)));
  walk.facts.refusals.set('a release before the acceptance', early ?? 'none');
  await judgeSample(await walk.as('zhao.qian'), lot);
  await client.ledger().until((state) => state.lots.get(lot)?.inspected, 60_000);
  await keeper.owner.acceptLot(lot, await keeper.owner.reworks(lot));
};
