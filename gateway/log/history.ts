import type { DataSource } from 'typeorm';
import { createFrontier, type FrontierState } from '../../provenance/log/compact-range.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import { createReplay, type Replay } from '../../provenance/space/replay.ts';
import type { Premises } from '../../provenance/space/authority.ts';
import type { SpaceState } from '../../provenance/space/state.ts';
import { readState } from './state-row.ts';
import { readEntriesFrom } from './tile-store.ts';

/** This process's replay of the log; it holds committed entries only. */
export interface History {
  state(): SpaceState;
  frontier(): FrontierState;
  /** Reads what was committed since, whoever committed it. */
  catchUp(): Promise<void>;
  /** A replay for a batch in the making. */
  fork(): Replay;
  /** The batch is committed: its replay and frontier are the history now. */
  adopt(replay: Replay, frontier: FrontierState): void;
}

export const createHistory = (database: DataSource, space: string, premises: Premises): History => {
  let replay = createReplay(space, premises);
  let frontier: FrontierState = createFrontier().state();
  let tail: Promise<unknown> = Promise.resolve();

  const catchUp = async (): Promise<void> => {
    const committed = await readState(database.manager);
    const from = frontier.size;
    if (committed.frontier.size <= from) return;
    const [nextReplay, nextFrontier] = [replay.fork(), createFrontier(frontier)];
    for await (const entry of readEntriesFrom(database.manager, from, committed.frontier.size)) {
      nextReplay.take(entry);
      nextFrontier.append(leafHash(entry));
    }
    // The stored entries and the stored right edge are written together; when they differ the store was tampered with or broken.
    if (JSON.stringify(nextFrontier.state()) !== JSON.stringify(committed.frontier)) throw new Error('entries and state of the log differ');
    if (frontier.size !== from) return;
    [replay, frontier] = [nextReplay, nextFrontier.state()];
  };

  return {
    state: () => replay.state,
    frontier: () => frontier,
    catchUp: async () => {
      const next = tail.then(catchUp);
      tail = next.catch(() => undefined);
      await next;
    },
    fork: () => replay.fork(),
    adopt: (nextReplay, nextFrontier) => {
      [replay, frontier] = [nextReplay, nextFrontier];
    },
  };
};
