import { valueOf } from '../../../console/src/space/acts/owner.ts';
import { PROJECT } from '../../space/project.ts';
import { awaitLot, DEADLINE_MS, labelTogether, signLabelersRoster } from '../labelers.ts';
import { labelClause } from '../scripted-labels.ts';
import { refusalOf, type Walk } from '../walk.ts';
import { commit } from './inspecting.ts';
import { projectTerms } from './publishing.ts';

/** Project and roster by the owner, the lot with its fixed list by her connector. */
export const openLot = async (walk: Walk): Promise<void> => {
  const facts = walk.facts.actionPlan;
  const { person, client } = await walk.as('zhou.min');
  const { owner } = person;
  const { project } = await owner.openProject({ ...projectTerms, dataset: facts.dataset });
  facts.project = project;
  await signLabelersRoster(walk, owner, project);
  const by = [...client.ledger().state.organisations.values()].find(({ role }) => role === 'firm')?.id ?? '';
  const terms = { price: PROJECT.price, deadline: Date.now() + DEADLINE_MS, inspection: { by, ...PROJECT.inspection } };
  const { lot, answer } = await owner.openLot({ project, ...terms });
  valueOf(answer);
  facts.lot = lot;
  await commit(walk);
};

/** Two people label the whole lot; somebody who is not on the roster is refused. */
export const label = async (walk: Walk): Promise<void> => {
  const { actionPlan, refusals } = walk.facts;
  await awaitLot(walk, actionPlan.lot);
  const { person: reviewer } = await walk.as('zhao.qian');
  refusals.set('a label by somebody off the roster', (await refusalOf(() => reviewer.labeler.takeItem(actionPlan.lot))) ?? 'none');
  await labelTogether(walk, actionPlan, labelClause);
};
