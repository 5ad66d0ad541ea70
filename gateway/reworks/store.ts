import type { EntityManager } from 'typeorm';
import { createEventStore } from '../events/store.ts';
import type { StoredEvent } from '../events/stored.ts';

export interface ReworkRow {
  /** Id of the label's event. */
  readonly label: string;
  readonly lot: string;
  /** Id of the rework's event. */
  readonly event: string;
}

/** A label that was found to be a defect: ids of events. */
export interface ReturnedRow {
  readonly label: string;
  readonly lot: string;
  readonly verdict: string;
  readonly rework?: string;
}

/** What comes behind this log index, -1 for all, and how many at most. */
interface PageWanted {
  readonly after: number;
  readonly limit: number;
}

export interface ReworkStore {
  /** Labels of these keys with a verdict of a defect, in the order in which the verdicts stand in the log. */
  returned(keys: readonly string[], wanted: PageWanted): Promise<readonly ReturnedRow[]>;
  /** Reworked labels of a lot, in the order in which the reworks stand in the log. */
  ofLot(lot: string, wanted: PageWanted): Promise<readonly ReturnedRow[]>;
}

/** A lot's reworks, in the order of the log: the leaves under the root that its acceptance takes over. */
export const readReworks = async (manager: EntityManager, lot: string): Promise<readonly StoredEvent[]> => {
  const rows = await manager.query<{ readonly event: string }[]>('select event from rework where lot = $1', [lot]);
  const stored = await createEventStore(manager).findAll(rows.map(({ event }) => event));
  return [...stored.values()].toSorted((a, b) => a.index - b.index);
};

/** @returns false where the label has been reworked */
export const insertRework = async (manager: EntityManager, { label, lot, event }: ReworkRow): Promise<boolean> => {
  const rows = await manager.query<unknown[]>(
    'insert into rework (label, lot, event) values ($1, $2, $3) on conflict do nothing returning label',
    [label, lot, event],
  );
  return rows.length > 0;
};

const RETURNED = `select verdict.label, verdict.lot, verdict.event as verdict, rework.event as rework from verdict
  join event on event.id = verdict.event left join rework on rework.label = verdict.label
  where verdict.author = any($1) and defect and log_index > $2 order by log_index limit $3`;

const OF_LOT = `select rework.label, rework.lot, verdict.event as verdict, rework.event as rework from rework
  join event on event.id = rework.event join verdict on verdict.label = rework.label
  where rework.lot = $1 and log_index > $2 order by log_index limit $3`;

interface Row {
  readonly label: string;
  readonly lot: string;
  readonly verdict: string;
  readonly rework: string | null;
}

const toReturned = ({ rework, ...row }: Row): ReturnedRow => ({ ...row, ...(rework !== null && { rework }) });

export const createReworkStore = (manager: EntityManager): ReworkStore => ({
  returned: async (keys, { after, limit }) => (await manager.query<Row[]>(RETURNED, [[...keys], after, limit])).map(toReturned),
  ofLot: async (lot, { after, limit }) => (await manager.query<Row[]>(OF_LOT, [lot, after, limit])).map(toReturned),
});
