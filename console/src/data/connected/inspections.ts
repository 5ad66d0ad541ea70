import type { InspectionsData } from '../inspections.ts';
import type { Connection } from './connection.ts';
import { createJudging, findLot } from './inspection-judging.ts';
import { byUrgency, isOwn, toDetail, toLot, type Known } from './inspection-rows.ts';
import { readNames } from './names.ts';

export const createInspectionsData = (connection: Connection): InspectionsData => {
  const knownOf = async (): Promise<Known> => {
    const person = await connection.person();
    const [projects, names] = await Promise.all([person.reading.projects(), readNames(person)]);
    const client = await connection.client();
    return { org: client.options.org, ledger: client.ledger(), projects, names };
  };
  return {
    list: async () => {
      const known = await knownOf();
      const own = [...known.ledger.state.lots.values()].filter((lot) => isOwn(lot, known));
      const lots = own.map((lot) => toLot(lot, known)).filter((lot) => lot !== undefined);
      return lots.toSorted(byUrgency);
    },
    get: async (id) => {
      const known = await knownOf();
      return toDetail(findLot(known.ledger, id), known);
    },
    commit: async (id) => await connection.seen(await (await connection.person()).inspector.commitToDraw(id)),
    reveal: async (id) => await connection.seen(await (await connection.person()).inspector.revealDraw(id)),
    ...createJudging(connection),
  };
};
