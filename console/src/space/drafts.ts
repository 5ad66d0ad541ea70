import type { Clock } from '../../../common/clock.ts';
import type { KeyValueStore } from './ports.ts';

/** Work that is not submitted yet, by topic; lies beside the outbox in the sealed store. */
export interface Drafts {
  save(topic: string, value: unknown): Promise<void>;
  read(topic: string): Promise<{ readonly value: unknown; readonly savedAt: number } | undefined>;
  /** Topics with a draft. */
  topics(): Promise<readonly string[]>;
  drop(topic: string): Promise<void>;
}

export const createDrafts = (store: KeyValueStore, key: string, clock: Clock): Drafts => {
  const prefix = `draft/${key}/`;
  return {
    save: (topic, value) => store.write([{ key: prefix + topic, value: { value, savedAt: clock() } }]),
    read: async (topic) => (await store.get(prefix + topic)) as Awaited<ReturnType<Drafts['read']>>,
    topics: async () => (await store.list(prefix)).map(([name]) => name.slice(prefix.length)),
    drop: (topic) => store.write([{ key: prefix + topic, value: undefined }]),
  };
};
