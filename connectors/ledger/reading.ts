import { DomainError } from '../../common/errors.ts';
import { eventId, parseSignedEvent } from '../../provenance/event/signing.ts';
import { createFrontier, type FrontierState } from '../../provenance/log/compact-range.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import type { Premises } from '../../provenance/space/authority.ts';
import { createReplay, type Reading, type Replay } from '../../provenance/space/replay.ts';
import { fail } from '../errors.ts';
import type { LedgerStore } from './store.ts';

/** An event of the own key, where the log has it. */
export interface OwnEvent {
  readonly id: string;
  readonly index: number;
  readonly seq: number;
  /** Why it does not count though it stands in the log; absent when it does. */
  readonly ignored?: string;
}

/** What the own copy of the log says. */
export interface LogReading {
  readonly replay: Replay;
  /** Public events of the own key, by id. */
  readonly own: ReadonlyMap<string, OwnEvent>;
  /** Entries that do not count: how many for each reason. */
  readonly ignored: ReadonlyMap<string, number>;
  take(entry: Uint8Array): Reading;
}

const CHUNK = 1024;

/** The event in an entry that does not count, if it is one of this key. */
const findOwn = (entry: Uint8Array, key: string): { readonly id: string; readonly seq: number } | undefined => {
  try {
    const { event } = parseSignedEvent(entry);
    return event.actor.key === key ? { id: eventId(event), seq: event.seq } : undefined;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

export const createReading = (space: string, premises: Premises, ownKey: string): LogReading => {
  const replay = createReplay(space, premises);
  const own = new Map<string, OwnEvent>();
  const ignored = new Map<string, number>();
  return {
    replay,
    own,
    ignored,
    take: (entry) => {
      const reading = replay.take(entry);
      if (reading.kind === 'private') return reading;
      const { index } = reading;
      if (reading.kind === 'counted') {
        const { actor, seq } = reading.signed.event;
        if (actor.key === ownKey) own.set(reading.id, { id: reading.id, index, seq });
        return reading;
      }
      ignored.set(reading.code, (ignored.get(reading.code) ?? 0) + 1);
      const event = findOwn(entry, ownKey);
      // A copy of an event that counts already is ignored too; the first place stays.
      if (event !== undefined && !own.has(event.id)) own.set(event.id, { ...event, index, ignored: reading.code });
      return reading;
    },
  };
};

/**
 * Reads the stored entries from the first one on; they must be exactly those of the stored right edge.
 * @throws DomainError `ledger-damaged`
 */
export const readStored = async (
  take: (entry: Uint8Array) => void,
  store: Pick<LedgerStore, 'read'>,
  expected: FrontierState,
): Promise<void> => {
  const frontier = createFrontier();
  while (frontier.size < expected.size) {
    const entries = await store.read(frontier.size, Math.min(CHUNK, expected.size - frontier.size));
    if (entries.length === 0) break;
    for (const entry of entries) {
      take(entry);
      frontier.append(leafHash(entry));
    }
  }
  if (JSON.stringify(frontier.state()) !== JSON.stringify(expected))
    fail('ledger-damaged', { entries: frontier.size, expected: expected.size });
};
