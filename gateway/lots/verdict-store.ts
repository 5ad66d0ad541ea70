import type { EntityManager } from 'typeorm';

export interface VerdictRow {
  /** Id of the label's event. */
  readonly label: string;
  readonly lot: string;
  /** Id of the verdict's event. */
  readonly event: string;
  /** Key of who signed the label. */
  readonly author: string;
  readonly defect: boolean;
}

/** @returns false where the label has a verdict */
export const insertVerdict = async (manager: EntityManager, { label, lot, event, author, defect }: VerdictRow): Promise<boolean> => {
  const rows = await manager.query<unknown[]>(
    'insert into verdict (label, lot, event, author, defect) values ($1, $2, $3, $4, $5) on conflict do nothing returning label',
    [label, lot, event, author, defect],
  );
  return rows.length > 0;
};

/** Over this label. */
export const findVerdict = async (manager: EntityManager, label: string): Promise<VerdictRow | undefined> => {
  const [row] = await manager.query<VerdictRow[]>('select label, lot, event, author, defect from verdict where label = $1', [label]);
  return row;
};

/** Of a lot, by label. */
export const readVerdicts = async (manager: EntityManager, lot: string): Promise<ReadonlyMap<string, VerdictRow>> => {
  const rows = await manager.query<VerdictRow[]>('select label, lot, event, author, defect from verdict where lot = $1', [lot]);
  return new Map(rows.map((row) => [row.label, row]));
};

/** Over these labels, by label. */
export const readVerdictsOver = async (manager: EntityManager, labels: readonly string[]): Promise<ReadonlyMap<string, VerdictRow>> => {
  const rows = await manager.query<VerdictRow[]>('select label, lot, event, author, defect from verdict where label = any($1)', [
    [...labels],
  ]);
  return new Map(rows.map((row) => [row.label, row]));
};
