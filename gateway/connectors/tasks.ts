import type { ConnectorTasks } from '../../api/connectors.ts';
import type { Clock } from '../../common/clock.ts';
import { isOfType, type SignedEvent } from '../../provenance/event/event.ts';
import type { Certificate, SpaceState } from '../../provenance/space/state.ts';
import type { EventStore } from '../events/store.ts';
import { waitFor, type Wake } from '../wake.ts';
import type { ConnectorStore } from './store.ts';

/** Lots that this connector opened and has not closed; `ready` when each item has a label or a report and whoever draws has committed, or the deadline has passed. */
export type OpenLots = (connector: Certificate) => Promise<ConnectorTasks['lots']>;
/** Signed releases of the organisation whose files are missing. */
export type MissingReleases = (org: string) => Promise<readonly string[]>;

export interface TaskOptions {
  readonly store: ConnectorStore;
  readonly events: EventStore;
  readonly wake: Wake;
  readonly clock: Clock;
  readonly openLots: OpenLots;
  readonly missingReleases: MissingReleases;
}

/** What there is to do for a connector, after at most `wait` milliseconds. */
export type Tasks = (connector: Certificate, wait: number, signal: AbortSignal) => Promise<ConnectorTasks>;

const MOST_COMMANDS = 50;
/** Another replica may have taken an event. */
const ASK_AGAIN = 3000;
/** The same tasks are not handed out again sooner, so that a connector that cannot do them yet does not ask in a circle. */
const SAME_AGAIN = 1000;

/** Whom a committed event concerns: a certificate or an organisation, as `Wake` topics. */
export const topicsOf = (state: SpaceState, signed: SignedEvent): readonly string[] => {
  const { event } = signed;
  if (isOfType(signed, 'command-issued')) return [signed.event.body.connector];
  const lot = state.lots.get('lot' in event.body ? event.body.lot : event.subject.id);
  const owner = state.projects.get(lot?.project ?? '')?.org;
  return owner === undefined ? [event.actor.org] : [event.actor.org, owner];
};

const hasWork = ({ commands, lots, releases }: ConnectorTasks): boolean =>
  commands.length > 0 || releases.length > 0 || lots.some(({ ready }) => ready);

export const createTasks = ({ store, events, wake, clock, openLots, missingReleases }: TaskOptions): Tasks => {
  const given = new Map<string, { readonly tasks: string; readonly at: number }>();

  const readCommands = async (connector: Certificate): Promise<ConnectorTasks['commands']> => {
    const ids = await store.waiting(connector.id, MOST_COMMANDS);
    const [logged, openings] = [await events.findAll(ids), await events.openings(ids, 'command')];
    return ids.flatMap((id) => {
      const [event, opening] = [logged.get(id), openings.get(id)];
      if (event?.salt === undefined || opening === undefined) return [];
      return [{ signed: event.signed, salt: event.salt, index: event.index, arguments: opening }];
    });
  };
  const read = async (connector: Certificate): Promise<ConnectorTasks> => ({
    commands: await readCommands(connector),
    lots: await openLots(connector),
    releases: [...(await missingReleases(connector.org))],
  });
  /** Milliseconds until these tasks may be handed out. */
  const delayOf = (key: string, tasks: ConnectorTasks): number => {
    const last = given.get(key);
    return last?.tasks === JSON.stringify(tasks) ? last.at + SAME_AGAIN - clock() : 0;
  };

  return async (connector, wait, signal) => {
    const until = clock() + wait;
    for (;;) {
      const watched = wake.watch([connector.id, connector.org]);
      try {
        const tasks = await read(connector);
        const delay = hasWork(tasks) ? delayOf(connector.key, tasks) : Infinity;
        if (delay <= 0 || clock() >= until || signal.aborted) {
          given.set(connector.key, { tasks: JSON.stringify(tasks), at: clock() });
          return tasks;
        }
        await waitFor(watched.changed, Math.min(ASK_AGAIN, delay, until - clock()), signal);
      } finally {
        watched.end();
      }
    }
  };
};
