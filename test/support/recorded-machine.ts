import type { EventDraft, Outgoing } from '../../console/src/space/draft.ts';
import type { EventRecord } from '../../console/src/space/records.ts';
import { createMachine, type Machine } from './device.ts';

/** What a device has signed, and what the log acknowledged of it, by event id: written down as its store is written. */
export interface Recorded {
  readonly machine: Machine;
  /** Before they are signed, by their names in the outbox. */
  readonly drafts: ReadonlyMap<string, EventDraft>;
  readonly sent: ReadonlyMap<string, Outgoing>;
  /** Id -> promised index. */
  readonly acknowledged: ReadonlyMap<string, number>;
}

const isRecord = (value: unknown): value is EventRecord => typeof value === 'object' && value !== null && 'draft' in value;

export const createRecordedMachine = (): Recorded => {
  const { store, locks } = createMachine();
  const [drafts, sent, acknowledged] = [new Map<string, EventDraft>(), new Map<string, Outgoing>(), new Map<string, number>()];
  const machine: Machine = {
    locks,
    store: {
      ...store,
      write: async (changes) => {
        await store.write(changes);
        for (const { value } of changes) {
          if (!isRecord(value)) continue;
          drafts.set(value.order, value.draft);
          if (value.outgoing === undefined) continue;
          sent.set(value.outgoing.id, value.outgoing);
          if (value.acknowledged !== undefined) acknowledged.set(value.outgoing.id, value.acknowledged.index);
        }
      },
    },
  };
  return { machine, drafts, sent, acknowledged };
};
