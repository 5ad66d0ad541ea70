import type { EntityManager } from 'typeorm';
import { MOST_WORKS, type PayStatementPage } from '../../api/pay.ts';
import { toStatement } from '../../labeling/pay/statement.ts';
import type { EventType } from '../../provenance/event/event.ts';
import { ownPayOf, type GivenEvent } from '../../provenance/space/own-pay.ts';
import { keysOfPerson } from '../../provenance/space/people.ts';
import { withheldLabel } from '../../provenance/space/rules-pay.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import type { EventStore } from '../events/store.ts';
import { readPointsAround } from '../log/points.ts';
import { readCountedIndices } from '../lots/counted-verdicts.ts';
import { readVerdictsOver } from '../lots/verdict-store.ts';
import { readAppeals } from './appeal-store.ts';
import { readPaidWork, type PaidWork } from './paid-work.ts';

/** A page of the caller's own pay. @throws DomainError `certificate-required`, `role-required` */
export type ReadStatement = (caller: Caller, after: string | undefined) => Promise<PayStatementPage>;

export interface StatementOptions {
  readonly manager: EntityManager;
  readonly events: Pick<EventStore, 'findAll'>;
  readonly directory: Directory;
}

/** What is withheld of these works. */
const withholdingsOf = ({ lots }: SpaceState, work: readonly PaidWork[]) => {
  const own = new Set(work.map(({ event }) => event));
  const withheld = [...new Set(work.map(({ lot }) => lot))].flatMap((lot) => Array.from(lots.get(lot)?.withheld.values() ?? []));
  return withheld.filter(({ signed }) => own.has(withheldLabel(signed.event)));
};
type Withholdings = ReturnType<typeof withholdingsOf>;

/** What the end of each inspection counts by which something is withheld. */
const readInspections = async ({ manager }: StatementOptions, withheld: Withholdings) => {
  const inspections: { readonly lot: string; readonly verdicts: number[] }[] = [];
  for (const lot of new Set(withheld.map(({ signed }) => signed.event.subject.id)))
    inspections.push({ lot, verdicts: [...(await readCountedIndices(manager, lot))] });
  return inspections;
};

/** Own work, and what others found, contested and decided of it: all private events. */
const readEvents = async (
  { manager, events }: StatementOptions,
  withheld: Withholdings,
  work: readonly PaidWork[],
): Promise<readonly GivenEvent[]> => {
  const verdicts = await readVerdictsOver(
    manager,
    work.map(({ event }) => event),
  );
  const appeals = await readAppeals(
    manager,
    withheld.map(({ id }) => id),
  );
  const wanted = [...work, ...verdicts.values(), ...appeals].map(({ event }) => event);
  const ids = [...wanted, ...appeals.flatMap(({ decision }) => decision ?? [])];
  const stored = await events.findAll(ids);
  return ids.flatMap((id) => {
    const found = stored.get(id);
    return found?.salt === undefined ? [] : [{ ...found, salt: found.salt }];
  });
};

const TIMED: readonly EventType[] = ['pay-appealed', 'appeal-decided'];

/** Where the events stand whose times decide something about this pay. */
const timedIndices = (
  { lots }: SpaceState,
  work: readonly PaidWork[],
  withheld: Withholdings,
  events: readonly GivenEvent[],
): readonly number[] => {
  const ofLots = [...new Set(work.map(({ lot }) => lot))].flatMap((id) => [lots.get(id)?.closed, lots.get(id)?.answered]);
  const answers = events.filter(({ signed }) => TIMED.includes(signed.event.type));
  return [...ofLots, ...withheld, ...answers].flatMap((logged) => (logged === undefined ? [] : [logged.index]));
};

export const createStatement =
  (options: StatementOptions): ReadStatement =>
  async (caller, after) => {
    const { manager, directory } = options;
    const certificate = directory.requireRole(caller, 'labeler');
    const state = directory.state();
    const keys = keysOfPerson(state, certificate);
    const { work, next } = await readPaidWork(manager, keys, { after, most: MOST_WORKS });
    const withheld = withholdingsOf(state, work);
    const [events, inspections] = [await readEvents(options, withheld, work), await readInspections(options, withheld)];
    const points = await readPointsAround(manager, timedIndices(state, work, withheld, events));
    const counted = new Map(inspections.map(({ lot, verdicts }) => [lot, new Set(verdicts)]));
    const facts = ownPayOf(state, keys, { events, counted }, points);
    const { lines, sums } = toStatement(facts, { size: state.size, points });
    return {
      size: state.size,
      points: [...points],
      lines: [...lines],
      sums,
      flaws: facts.flatMap(({ flaws }) => flaws),
      events: [...events],
      inspections,
      ...(next !== undefined && { next }),
    };
  };
