import type { EntityManager } from 'typeorm';

export interface AppealRow {
  /** Id of the event that withheld. */
  readonly withholding: string;
  readonly lot: string;
  /** Id of the appeal's event. */
  readonly event: string;
  /** Id of the decision's event. */
  readonly decision?: string;
}

/** @returns false where an appeal was made before */
export const insertAppeal = async (manager: EntityManager, { withholding, lot, event }: AppealRow): Promise<boolean> => {
  const rows = await manager.query<unknown[]>(
    'insert into pay_appeal (withholding, lot, event) values ($1, $2, $3) on conflict do nothing returning event',
    [withholding, lot, event],
  );
  return rows.length > 0;
};

/** @returns false where it was decided before */
export const putDecision = async (manager: EntityManager, appeal: string, decision: string): Promise<boolean> => {
  const [rows] = await manager.query<[unknown[], number]>(
    'update pay_appeal set decision = $2 where event = $1 and decision is null returning event',
    [appeal, decision],
  );
  return rows.length > 0;
};

const COLUMNS = 'withholding, lot, event, decision';

const query = async (manager: EntityManager, where: string, values: readonly unknown[]): Promise<readonly AppealRow[]> => {
  const rows = await manager.query<{ withholding: string; lot: string; event: string; decision: string | null }[]>(
    `select ${COLUMNS} from pay_appeal where ${where}`,
    [...values],
  );
  return rows.map(({ decision, ...row }) => Object.assign(row, decision !== null && { decision }));
};

/** Appeals against these withholdings. */
export const readAppeals = (manager: EntityManager, withholdings: readonly string[]): Promise<readonly AppealRow[]> =>
  query(manager, 'withholding = any($1)', [[...withholdings]]);

/** The appeal of this event in this lot. */
export const findAppeal = async (manager: EntityManager, lot: string, event: string): Promise<AppealRow | undefined> =>
  (await query(manager, 'lot = $1 and event = $2', [lot, event]))[0];
