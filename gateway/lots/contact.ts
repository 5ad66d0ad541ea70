import type { z } from 'zod';
import type { ownerContact } from '../../api/lots.ts';
import type { Clock } from '../../common/clock.ts';
import { keysOfPerson } from '../../provenance/space/people.ts';
import type { Lot, SpaceState } from '../../provenance/space/state.ts';
import type { ConnectorStore } from '../connectors/store.ts';
import type { Directory } from '../directory.ts';

type Contact = z.infer<typeof ownerContact>;

export interface ContactsOptions {
  readonly directory: Directory;
  readonly connectors: Pick<ConnectorStore, 'seen'>;
  readonly clock: Clock;
}

/** Keys that count of the connector that opened a lot: it may have got another since. */
const connectorOf = (state: SpaceState, { opened }: Lot): readonly string[] => {
  const opener = state.certificates.get(opened.signed.event.actor.key);
  return opener === undefined ? [] : keysOfPerson(state, opener).filter((key) => state.certificates.get(key)?.revokedAt === undefined);
};

/** When the connectors of these lots were last heard of, by lot; one that never reported is absent. */
export const createContacts =
  ({ directory, connectors, clock }: ContactsOptions) =>
  async (lots: readonly Lot[]): Promise<ReadonlyMap<string, Contact>> => {
    const state = directory.state();
    const keys = new Map(lots.map((lot) => [lot.id, connectorOf(state, lot)]));
    const beats = new Map((await connectors.seen([...new Set([...keys.values()].flat())])).map((beat) => [beat.key, beat.seenAt]));
    const now = clock();
    return new Map(
      [...keys].flatMap(([lot, own]) => {
        const newest = Math.max(...own.map((key) => beats.get(key) ?? -1));
        return newest < 0 ? [] : [[lot, { seen: newest, age: Math.max(0, now - newest) }] as const];
      }),
    );
  };
