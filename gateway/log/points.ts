import type { EntityManager } from 'typeorm';
import type { WitnessedPoint } from '../../provenance/log/witnessed-point.ts';

interface Row {
  readonly size: string;
  readonly time: string;
  readonly by: string;
}

const COLUMNS = 'size, witnessed_time as time, witnessed_by as by from checkpoint where witnessed_time is not null';

const AROUND = `select distinct point.* from unnest($1::bigint[]) as entry (index), lateral (
    (select ${COLUMNS} and size <= entry.index order by size desc limit 1) union all
    (select ${COLUMNS} and size > entry.index order by size limit 1)) as point
  union (select ${COLUMNS} order by size desc limit 1)
  order by size`;

/**
 * By what the gateway judges when these entries came into the log: of all checkpoints that had a quorum the closest on either side of each, and
 * the newest.
 */
export const readPointsAround = async (
  manager: EntityManager,
  indices: readonly number[],
): Promise<readonly Required<WitnessedPoint>[]> => {
  const rows = await manager.query<Row[]>(AROUND, [indices]);
  return rows.map(({ size, time, by }) => ({ size: Number(size), time: Number(time), by: Number(by) }));
};

/** By when a quorum had signed the checkpoint of this size, milliseconds. @returns undefined where there is none with a quorum */
export const readWitnessedBy = async (manager: EntityManager, size: number): Promise<number | undefined> => {
  const [row] = await manager.query<{ by: string | null }[]>('select witnessed_by as by from checkpoint where size = $1', [size]);
  return row?.by === null || row === undefined ? undefined : Number(row.by);
};
