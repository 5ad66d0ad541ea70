import { valueOf } from '../../../console/src/space/acts/owner.ts';
import { judgeSample } from '../drawn-sample.ts';
import { refusalOf, type Walk } from '../walk.ts';
import { isSurplus, rework } from './reworking.ts';

/**
 * The firm's reviewer judges the sample; the author of the one defect makes it good; the owner, whose connector releases nothing before that,
 * accepts the lot and with it the rework that she was shown.
 */
export const accept = async (walk: Walk): Promise<void> => {
  const { refusals, actionPlan } = walk.facts;
  const { lot } = actionPlan;
  const { person: keeper, client } = await walk.as('zhou.min');
  await client.ledger().until((state) => state.lots.get(lot)?.closed, 60_000);
  const early = await refusalOf(async () => valueOf(await keeper.owner.prepareRelease(lot)));
  refusals.set('a release before the acceptance', early ?? 'none');
  await judgeSample(await walk.as('zhao.qian'), lot, {
    findingOf: (item, sample) =>
      isSurplus(item, sample) ? { verdict: 'defect', reason: 'surplus', severity: 'slight' } : { verdict: 'pass' },
    judged: async (sample) => {
      actionPlan.item = sample.find((item) => isSurplus(item, sample))?.item ?? '';
      await rework(walk, actionPlan.item);
    },
  });
  await client.ledger().until((state) => state.lots.get(lot)?.inspected, 60_000);
  refusals.set('an acceptance past a rework', (await refusalOf(() => keeper.owner.acceptLot(lot, []))) ?? 'none');
  await keeper.owner.acceptLot(lot, await keeper.owner.reworks(lot));
};
