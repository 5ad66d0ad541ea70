import type { z } from 'zod';
import type { ownerContact } from '../../api/lots.ts';
import type { Clock } from '../../common/clock.ts';
import type { Lot, SpaceState } from '../../provenance/space/state.ts';
import type { ConnectorStore } from '../connectors/store.ts';
import type { Directory } from '../directory.ts';

type Contact = z.infer<typeof ownerContact>;

export interface ContactsOptions {
  readonly directory: Directory;
  readonly connectors: Pick<ConnectorStore, 'seen'>;
  readonly clock: Clock;
}

/** Keys of the connectors of an organisation whose certificates count: the one that opened a lot may have got another since. */
const connectorsOf = ({ certificates }: SpaceState, org: string | undefined): readonly string[] =>
  [...certificates.values()]
    .filter(({ org: own, roles, revokedAt }) => own === org && revokedAt === undefined && roles.includes('connector'))
    .map(({ key }) => key);

/** When the owners of these lots were last heard of, by project; an owner whose connector never reported is absent. */
export const createContacts =
  ({ directory, connectors, clock }: ContactsOptions) =>
  async (lots: readonly Lot[]): Promise<ReadonlyMap<string, Contact>> => {
    const state = directory.state();
    const keys = new Map(lots.map(({ project }) => [project, connectorsOf(state, state.projects.get(project)?.org)]));
    const beats = new Map((await connectors.seen([...new Set([...keys.values()].flat())])).map((beat) => [beat.key, beat.seenAt]));
    const now = clock();
    return new Map(
      [...keys].flatMap(([project, own]) => {
        const newest = Math.max(...own.map((key) => beats.get(key) ?? -1));
        return newest < 0 ? [] : [[project, { seen: newest, age: Math.max(0, now - newest) }] as const];
      }),
    );
  };
