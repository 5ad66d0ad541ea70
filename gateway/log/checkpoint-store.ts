import type { DataSource } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import { toHex } from '../../common/encodings.ts';
import { createFrontier } from '../../provenance/log/compact-range.ts';
import type { WitnessedPoint } from '../../provenance/log/witnessed-point.ts';
import { lockState } from './state-row.ts';

/** A row made under the epoch; only such a row is ever signed. */
export interface CheckpointRow {
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

/** A published checkpoint: the log's own note, without cosignatures. */
export interface PublishedCheckpoint extends CheckpointRow {
  readonly note: string;
}

interface Row {
  readonly size: string;
  readonly root: string;
  readonly note: string;
}

const toPublished = ({ size, root, note }: Row): PublishedCheckpoint => ({ size: Number(size), root, note });

export interface CheckpointStore {
  /**
   * Commits the row for what is in the log now, unless it is there.
   * @returns rows without a signature, oldest first
   * @throws DomainError `sequencer-epoch-lost`
   */
  make(epoch: number): Promise<readonly CheckpointRow[]>;
  /** Keeps the signature over a committed row. */
  sign(size: number, note: string): Promise<void>;
  newest(): Promise<PublishedCheckpoint | undefined>;
  newestWitnessed(): Promise<PublishedCheckpoint | undefined>;
  /** The smallest witnessed one that holds the entry of this index. */
  firstWitnessed(index: number): Promise<PublishedCheckpoint | undefined>;
  ofSize(size: number): Promise<PublishedCheckpoint | undefined>;
  /** The newest published ones, newest first, above the newest witnessed one. */
  unwitnessed(most: number): Promise<readonly PublishedCheckpoint[]>;
  /** It has a quorum; of several times that were said of it the newest counts, and the first by which it was there. */
  markWitnessed(point: Required<WitnessedPoint>): Promise<void>;
  /** Is some published size within these bounds (both inclusive)? */
  hasSizeWithin(from: number, to: number): Promise<boolean>;
}

const INSERT = `insert into checkpoint (size, root, epoch, made_at) values ($1, $2, $3, $4) on conflict (size) do nothing`;
const MARK = `update checkpoint set witnessed = true,
  witnessed_time = greatest(witnessed_time, $2), witnessed_by = least(witnessed_by, $3) where size = $1`;
const COLUMNS = 'size, root, note';

export const createCheckpointStore = (database: DataSource, clock: Clock): CheckpointStore => {
  const one = async (condition: string, parameters: readonly unknown[] = [], order = 'desc'): Promise<PublishedCheckpoint | undefined> => {
    const sql = `select ${COLUMNS} from checkpoint where note is not null and ${condition} order by size ${order} limit 1`;
    const [row] = await database.query<Row[]>(sql, [...parameters]);
    return row && toPublished(row);
  };
  const make = async (epoch: number): Promise<readonly CheckpointRow[]> =>
    await database.transaction(async (manager) => {
      const { frontier } = await lockState(manager, epoch);
      await manager.query(INSERT, [frontier.size, toHex(createFrontier(frontier).root()), epoch, clock()]);
      const rows = await manager.query<Row[]>('select size, root from checkpoint where note is null order by size');
      return rows.map(({ size, root }) => ({ size: Number(size), root }));
    });
  return {
    make,
    sign: async (size, note) => {
      await database.query('update checkpoint set note = $2 where size = $1 and note is null', [size, note]);
    },
    newest: () => one('true'),
    newestWitnessed: () => one('witnessed'),
    firstWitnessed: (index) => one('witnessed and size > $1', [index], 'asc'),
    ofSize: (size) => one('size = $1', [size]),
    unwitnessed: async (most) => {
      const sql = `select ${COLUMNS} from checkpoint where note is not null
        and size > coalesce((select max(size) from checkpoint where witnessed), -1) order by size desc limit $1`;
      return (await database.query<Row[]>(sql, [most])).map(toPublished);
    },
    markWitnessed: async ({ size, time, by }) => {
      await database.query(MARK, [size, time, by]);
    },
    hasSizeWithin: async (from, to) => {
      const sql = 'select exists (select from checkpoint where note is not null and size between $1 and $2) as found';
      const [row] = await database.query<{ found: boolean }[]>(sql, [from, to]);
      return row?.found === true;
    },
  };
};
