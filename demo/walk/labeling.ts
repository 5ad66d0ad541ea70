import { setTimeout as wait } from 'node:timers/promises';
import { valueOf } from '../../console/src/space/acts/owner.ts';
import type { ScriptedPerson } from '../people.ts';
import { PROJECT } from '../space/project.ts';
import { projectTerms } from './publishing.ts';
import { labelClause } from './scripted-labels.ts';
import { refusalOf, type Walk } from './walk.ts';

const LABELERS = ['wang.lin', 'li.xiang'] as const;
const DEADLINE_MS = 3 * 24 * 3600 * 1000;

/** Project and roster by the owner, the lot with its fixed list by her connector. */
export const openLot = async (walk: Walk): Promise<void> => {
  const { facts, people } = walk;
  const { person: owner } = await walk.as('zhou.min');
  const { project } = await owner.owner.openProject({ ...projectTerms, dataset: facts.dataset });
  facts.project = project;
  const members = LABELERS.map((login) => {
    const certificate = people.people.find((person) => person.login === login)?.certificate ?? '';
    return { certificate, duty: 'labeler' as const };
  });
  await owner.owner.signRoster(project, members);
  const { lot, answer } = await owner.owner.openLot({ project, price: PROJECT.price, deadline: Date.now() + DEADLINE_MS });
  valueOf(answer);
  facts.lot = lot;
};

/** Takes one item after another until nothing is free. */
const labelAll = async ({ person }: ScriptedPerson, lot: string): Promise<void> => {
  for (;;) {
    try {
      const { item, text } = await person.labeler.takeItem(lot);
      await person.labeler.annotate({ lot, item, result: labelClause(text) }, { hold: 0 });
      while ((await person.outbox.facts()).waiting > 0) await wait(20);
    } catch (error) {
      if ((error as { readonly code?: string }).code === 'nothing-free') return;
      throw error;
    }
  }
};

/** Until the own copy of the log has proven everything that was sent. */
const settle = async ({ person, login }: ScriptedPerson): Promise<void> => {
  for (const until = Date.now() + 60_000; (await person.outbox.facts()).records.length > 0; await wait(100))
    if (Date.now() > until) throw new Error(`${login}: the outbox is not empty: ${JSON.stringify(await person.outbox.facts())}`);
};

/** Two people label the whole lot; somebody who is not on the roster is refused. */
export const label = async (walk: Walk): Promise<void> => {
  const { facts } = walk;
  const labelers = await Promise.all(LABELERS.map((login) => walk.as(login)));
  const reviewer = await walk.as('zhao.qian');
  facts.refusals.set('a label by somebody off the roster', (await refusalOf(() => reviewer.person.labeler.takeItem(facts.lot))) ?? 'none');
  await Promise.all(labelers.map((labeler) => labelAll(labeler, facts.lot)));
  for (const labeler of labelers) {
    await settle(labeler);
    facts.proven.push(...(await labeler.person.outbox.recent()).map(({ id }) => id));
    const work = await labeler.person.labeler.work();
    facts.earned += work.find(({ id }) => id === facts.lot)?.earned ?? 0;
  }
};
