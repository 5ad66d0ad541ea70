import type { EntityManager } from 'typeorm';
import type { FrontierState } from '../../provenance/log/compact-range.ts';
import { fail } from '../errors.ts';

/** How far the log has been committed, and under which epoch it may be continued. */
export interface LogState {
  readonly epoch: number;
  readonly frontier: FrontierState;
}

interface StateRow {
  readonly epoch: string;
  readonly frontier: string;
}

const COLUMNS = 'epoch, frontier';

const parseRow = ([row]: readonly StateRow[]): LogState => {
  if (row === undefined) throw new Error('the log has lost its state');
  return { epoch: Number(row.epoch), frontier: JSON.parse(row.frontier) as FrontierState };
};

export const readState = async (manager: EntityManager): Promise<LogState> =>
  parseRow(await manager.query(`select ${COLUMNS} from log_state`));

/**
 * A process that is stopped in the middle of a transaction keeps its locks while its connection lives; so the server ends a transaction that
 * says nothing for five seconds, and whoever takes over waits longer than that.
 */
const LIMITS = ["set local idle_in_transaction_session_timeout = '5s'", "set local lock_timeout = '15s'"];

const limit = async (manager: EntityManager): Promise<void> => {
  for (const statement of LIMITS) await manager.query(statement);
};

/** Locks the row until the transaction ends. @throws DomainError `sequencer-epoch-lost` when another process has taken over */
export const lockState = async (manager: EntityManager, epoch: number): Promise<LogState> => {
  await limit(manager);
  const state = parseRow(await manager.query(`select ${COLUMNS} from log_state for update`));
  return state.epoch === epoch ? state : fail('sequencer-epoch-lost', { epoch, now: state.epoch });
};

/** Takes over: from its commit on no transaction of an earlier epoch can append. */
export const takeEpoch = async (manager: EntityManager): Promise<LogState> => {
  await limit(manager);
  const [rows] = await manager.query<[StateRow[], number]>(`update log_state set epoch = epoch + 1 returning ${COLUMNS}`);
  return parseRow(rows);
};

export const writeState = async (manager: EntityManager, frontier: FrontierState): Promise<void> => {
  await manager.query('update log_state set size = $1, frontier = $2', [frontier.size, JSON.stringify(frontier)]);
};
