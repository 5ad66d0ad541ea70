import type { EntityManager } from 'typeorm';
import type { AppealRow } from './appeal-store.ts';

/** What comes behind this log index, -1 for all, and how many at most. */
export interface PageWanted {
  readonly after: number;
  readonly limit: number;
}

interface Placed {
  /** Log index of the verdict, or of the appeal. */
  readonly index: number;
}

/** Labels of a lot that were found to be defects, in the order in which their verdicts stand in the log. */
export const readDefects = async (
  manager: EntityManager,
  lot: string,
  { after, limit }: PageWanted,
): Promise<readonly (Placed & { readonly label: string })[]> => {
  const rows = await manager.query<{ label: string; index: string }[]>(
    `select label, log_index as index from verdict join event on event.id = verdict.event
      where lot = $1 and defect and log_index > $2 order by log_index limit $3`,
    [lot, after, limit],
  );
  return rows.map(({ label, index }) => ({ label, index: Number(index) }));
};

/** Appeals in these lots, in the order of the log. */
export const readAppealsIn = async (
  manager: EntityManager,
  lots: readonly string[],
  { after, limit }: PageWanted,
): Promise<readonly (Placed & Pick<AppealRow, 'withholding' | 'lot'>)[]> => {
  const rows = await manager.query<{ withholding: string; lot: string; index: string }[]>(
    `select withholding, lot, log_index as index from pay_appeal join event on event.id = pay_appeal.event
      where lot = any($1) and log_index > $2 order by log_index limit $3`,
    [[...lots], after, limit],
  );
  return rows.map(({ withholding, lot, index }) => ({ withholding, lot, index: Number(index) }));
};
