import type { EntityManager } from 'typeorm';

/** Most events of one key about one item, however often its labels were taken back. */
export const MOST_WORK = 32;

/** Work that is about to be logged. */
export interface NewWork {
  readonly event: string;
  readonly index: number;
  readonly item: string;
  readonly lot: string;
  readonly key: string;
  /** Keys of the same person: a lease of her other device is hers too. */
  readonly ownKeys: readonly string[];
  /** Milliseconds. */
  readonly now: number;
  /** How much late work the lot pays. */
  readonly late: number;
  /** How many the lot has. */
  readonly items: number;
}

/** As SQL parameters: item, lot, event, key, now, own keys. */
export const parametersOf = ({ item, lot, event, key, now, ownKeys }: NewWork): readonly unknown[] => [item, lot, event, key, now, ownKeys];

/** What is set of a place that takes first work on its item, by the parameters of `NewWork`. */
export const COLUMNS = {
  label: { label: '$3', label_key: '$4', label_revision: '0' },
  report: { report: '$3', report_key: '$4' },
} as const;
export type WorkKind = keyof typeof COLUMNS;

export const settingOf = (kind: WorkKind): string =>
  Object.entries(COLUMNS[kind])
    .map(([column, value]) => `${column} = ${value}`)
    .join(', ');

export const IS_OPEN = 'id = $1 and lot = $2 and delivered and label is null and report is null';
export const IS_FREE = '(lease_key is null or lease_until <= $5 or lease_key = any($6))';
/** Whoever seals labels that do not open makes nobody declare that without end. */
export const HAS_ROOM = `(select count(*) from item_work where item = $1 and key = $4) < ${MOST_WORK}`;
export const END_LEASE = 'lease_key = null, lease_until = null';

/** Is any place of the item so? It is called `other`. */
export const hasPlace = (how: string): string => `exists (select from item other where other.id = $1 and ${how})`;
/** Nobody works on an item twice, whatever device she has. */
export const IS_NEW = `not ${hasPlace('(other.label_key = any($6) or other.report_key = any($6))')}`;

/** @returns whether one row was changed */
export const change = async (manager: EntityManager, sql: string, parameters: readonly unknown[]): Promise<boolean> => {
  const [, changed] = await manager.query<[unknown[], number]>(sql, [...parameters]);
  return changed === 1;
};
