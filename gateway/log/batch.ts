import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import type { Document } from '../../api/documents.ts';
import { verifyChainLink, type ChainHead } from '../../provenance/event/chain.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import { createFrontier } from '../../provenance/log/compact-range.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import type { Replay } from '../../provenance/space/replay.ts';
import type { Logged } from '../../provenance/space/state.ts';
import type { Acceptances } from '../events/acceptance.ts';
import { findKnown, insertEvents, readHeads, type EventRow } from '../events/store.ts';
import type { History } from './history.ts';
import { lockState, writeState } from './state-row.ts';
import { appendEntries } from './tile-store.ts';

/** An event that waits to be logged; signature, salt and documents have been checked. */
export interface Submission {
  readonly id: string;
  readonly signed: SignedEvent;
  /** Hex; of a private event. */
  readonly salt?: string;
  readonly documents: readonly Document[];
  /** Its log entry. */
  readonly entry: Uint8Array;
}

/** Where the log has it, since when (milliseconds), and whether it was there before. */
export interface Appended {
  readonly index: number;
  readonly time: number;
  /** RFC 6962 leaf hash of its entry. */
  readonly leaf: Uint8Array;
  readonly known: boolean;
}
export type Outcome = { readonly appended: Appended } | { readonly refused: unknown };

export interface BatchOptions {
  readonly database: DataSource;
  readonly history: History;
  readonly acceptances: Acceptances;
  readonly clock: Clock;
  readonly epoch: number;
}

interface Draft {
  readonly manager: EntityManager;
  readonly replay: Replay;
  readonly acceptances: Acceptances;
  readonly time: number;
  /** By event id; grows with the batch. */
  readonly known: Map<string, Omit<Appended, 'known'>>;
  /** By key; moves on with the batch. */
  readonly heads: Map<string, ChainHead>;
  readonly rows: EventRow[];
}

/** What an effect throws undoes its own writes and nothing else. */
const runEffect = async ({ manager, acceptances, replay }: Draft, logged: Logged, documents: readonly Document[]): Promise<void> => {
  const effect = acceptances.effectOf(logged.signed.event.type);
  if (effect === undefined) return;
  await manager.query('savepoint effect');
  try {
    await effect(manager, logged, documents, replay.state);
  } catch (error) {
    await manager.query('rollback to savepoint effect');
    throw error;
  }
  await manager.query('release savepoint effect');
};

const append = async (draft: Draft, submission: Submission): Promise<Appended> => {
  const { replay, heads, known, rows, time } = draft;
  const { id, signed, entry, documents, salt } = submission;
  const earlier = known.get(id);
  if (earlier !== undefined) return { ...earlier, known: true };
  const { actor, seq } = signed.event;
  verifyChainLink(heads.get(actor.key), signed.event);
  replay.judge(signed);
  const index = replay.state.size;
  await runEffect(draft, { id, index, signed }, documents);
  if (replay.take(entry).kind === 'ignored') throw new Error('an event was judged to count and then ignored');
  heads.set(actor.key, { seq, id });
  const appended = { index, time, leaf: leafHash(entry) };
  known.set(id, appended);
  rows.push({ id, index, signed, documents, entry, time, ...(salt === undefined ? {} : { salt }) });
  return { ...appended, known: false };
};

const appendAll = async (draft: Draft, submissions: readonly Submission[]): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const submission of submissions) {
    try {
      outcomes.push({ appended: await append(draft, submission) });
    } catch (refused) {
      outcomes.push({ refused });
    }
  }
  return outcomes;
};

/**
 * Appends the events in one transaction, each or none of its traces; the history moves on only once that is committed. Safe to repeat when
 * the connection is lost, since an event is known by its id.
 * @throws DomainError `sequencer-epoch-lost`; what the database throws
 */
export const commitBatch = async (
  { database, history, acceptances, clock, epoch }: BatchOptions,
  submissions: readonly Submission[],
): Promise<{ readonly outcomes: readonly Outcome[]; readonly logged: readonly Logged[] }> => {
  const { outcomes, rows, adopt } = await database.transaction(async (manager) => {
    const state = await lockState(manager, epoch);
    // After a commit whose answer was lost the database knows more than this process.
    if (state.frontier.size !== history.frontier().size) await history.catchUp();
    const replay = history.fork();
    const known = await findKnown(
      manager,
      submissions.map(({ id }) => id),
    );
    const heads = await readHeads(
      manager,
      submissions.map(({ signed }) => signed.event.actor.key),
    );
    const draft: Draft = { manager, replay, acceptances, time: clock(), known, heads, rows: [] };
    const drafted = await appendAll(draft, submissions);
    if (draft.rows.length === 0) return { outcomes: drafted, rows: draft.rows, adopt: () => undefined };
    const frontier = createFrontier(state.frontier);
    for (const { entry } of draft.rows) frontier.append(leafHash(entry));
    await insertEvents(manager, draft.rows);
    await appendEntries(
      manager,
      state.frontier.size,
      draft.rows.map(({ entry }) => entry),
    );
    await writeState(manager, frontier.state());
    return { outcomes: drafted, rows: draft.rows, adopt: () => history.adopt(replay, frontier.state()) };
  });
  adopt();
  return { outcomes, logged: rows.map(({ id, index, signed }) => ({ id, index, signed })) };
};
