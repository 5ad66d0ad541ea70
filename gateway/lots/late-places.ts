import type { EntityManager } from 'typeorm';

/** Late work of the item could take the place (docs/decisions/0014-late-work.md). */
export const IS_FILLED = 'exists (select from item late where late.id = item.id and late.late)';

/** When the last lease of a place runs out that somebody holds while late work could fill it; milliseconds. */
export const lastLease = async (manager: EntityManager, lot: string, now: number): Promise<number | undefined> => {
  const [row] = await manager.query<{ until: string | null }[]>(
    `select max(lease_until) as until from item where lot = $1 and label is null and report is null and lease_until > $2
      and ${IS_FILLED}`,
    [lot, now],
  );
  return row === undefined || row.until === null ? undefined : Number(row.until);
};

/** Late work of items that have a free place is late no more: nobody else needs to do them. @param now milliseconds; whoever holds a place then is at work */
export const moveUp = async (manager: EntityManager, lot: string, now: number): Promise<void> => {
  await manager.query('select move_up($1, $2)', [lot, now]);
};
