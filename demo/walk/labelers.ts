import { setTimeout as wait } from 'node:timers/promises';
import { topicOf } from '../../console/src/space/acts/labeler.ts';
import type { OwnerActs } from '../../console/src/space/acts/owner.ts';
import type { Result } from '../../labeling/result.ts';
import type { ScriptedPerson } from '../people.ts';
import type { ProjectFacts } from './facts.ts';
import type { Walk } from './walk.ts';

/** The firm's people on both rosters. */
export const LABELERS = ['wang.lin', 'li.xiang'] as const;
/** Whose eyes sealed items are sealed for once they are drawn; of an open project she needs no place on the roster. */
const REVIEWER = 'zhao.qian';

export const DEADLINE_MS = 3 * 24 * 3600 * 1000;
const PATIENCE_MS = 60_000;

const certificateOf = ({ people }: Walk, login: string): string =>
  people.people.find((person) => person.login === login)?.certificate ?? '';

const labelersOf = (walk: Walk) => LABELERS.map((login) => ({ certificate: certificateOf(walk, login), duty: 'labeler' as const }));

export const signLabelersRoster = async (walk: Walk, owner: OwnerActs, project: string): Promise<void> => {
  await owner.signRoster(project, labelersOf(walk));
};

/** With the reviewer of a sealed project. */
export const signSealedRoster = async (walk: Walk, owner: OwnerActs, project: string): Promise<void> => {
  await owner.signRoster(project, [...labelersOf(walk), { certificate: certificateOf(walk, REVIEWER), duty: 'reviewer' }]);
};

const isNothingFree = (error: unknown): boolean => (error as { readonly code?: string }).code === 'nothing-free';

/** Items come once the connector has handed them out; each person gets one of her own at first. */
const awaitItems = async ({ person }: ScriptedPerson, lot: string): Promise<void> => {
  for (const until = Date.now() + PATIENCE_MS; ; await wait(100)) {
    try {
      await person.labeler.takeItem(lot);
      return;
    } catch (error) {
      if (!isNothingFree(error) || Date.now() > until) throw error;
    }
  }
};

/** Takes one item after another until nothing is free. */
const labelAll = async ({ person }: ScriptedPerson, lot: string, label: (text: string) => Result): Promise<void> => {
  for (;;) {
    try {
      const { item, text } = await person.labeler.takeItem(lot);
      await person.labeler.annotate({ lot, item, result: label(text) }, { hold: 0 });
      while ((await person.outbox.facts()).waiting > 0) await wait(20);
    } catch (error) {
      if (isNothingFree(error)) return;
      throw error;
    }
  }
};

/** Until the own copy of the log has proven everything that was sent. */
export const settle = async ({ person, login }: ScriptedPerson): Promise<void> => {
  for (const until = Date.now() + PATIENCE_MS; (await person.outbox.facts()).records.length > 0; await wait(100))
    if (Date.now() > until) throw new Error(`${login}: the outbox is not empty: ${JSON.stringify(await person.outbox.facts())}`);
};

/** Events about this lot's items that her outbox proved. */
const provenOf = async ({ person, client }: ScriptedPerson, lot: string): Promise<string[]> => {
  const { opened } = await client.ledger().until((state) => state.lots.get(lot), PATIENCE_MS);
  const topics = new Set(opened.signed.event.body.items.map(({ id }) => topicOf(id)));
  return (await person.outbox.recent()).filter(({ topic }) => topics.has(topic ?? '')).map(({ id }) => id);
};

/** Until there are items of a lot for each of them. */
export const awaitLot = async (walk: Walk, lot: string): Promise<void> => {
  await Promise.all(LABELERS.map(async (login) => await awaitItems(await walk.as(login), lot)));
};

/** Two people label a whole lot, and see it proven and paid. */
export const labelTogether = async (walk: Walk, facts: ProjectFacts, label: (text: string) => Result): Promise<void> => {
  const labelers = await Promise.all(LABELERS.map((login) => walk.as(login)));
  await Promise.all(labelers.map((labeler) => labelAll(labeler, facts.lot, label)));
  for (const labeler of labelers) {
    await settle(labeler);
    facts.proven.push(...(await provenOf(labeler, facts.lot)));
    const work = await labeler.person.labeler.work();
    facts.earned += work.find(({ id }) => id === facts.lot)?.earned ?? 0;
  }
};
