import type { z } from 'zod';
import type { ConnectorTasks, heartbeat as heartbeatSchema } from '../../api/connectors.ts';
import type { connectorListing } from '../../api/people.ts';
import type { Clock } from '../../common/clock.ts';
import { isOfType } from '../../provenance/event/event.ts';
import { parseVerifierKey } from '../../provenance/log/note.ts';
import type { Certificate } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import type { EventStore } from '../events/store.ts';
import { takePage, type PageWanted } from '../paging.ts';
import { fail } from './errors.ts';
import type { Command, ConnectorStore, Seen } from './store.ts';
import type { Tasks } from './tasks.ts';

type HeartbeatBody = z.infer<typeof heartbeatSchema>;

const presentBeat = (last: Seen | undefined, now: number) =>
  last && { seen: last.seenAt, age: Math.max(0, now - last.seenAt), version: last.version, size: last.size };

export interface ConnectorService {
  beat(caller: Caller, heartbeat: HeartbeatBody): Promise<void>;
  tasks(caller: Caller, wait: number, signal: AbortSignal): Promise<ConnectorTasks>;
  /**
   * Keeps the connector's first answer; the same one may come again.
   * @throws DomainError `command-unknown`, `command-foreign`, `command-answered`
   */
  answer(caller: Caller, command: string, sealed: string): Promise<void>;
  /** For the person who asked. @throws DomainError `command-unknown`, `command-foreign`, `answer-pending` */
  answerOf(caller: Caller, command: string): Promise<string>;
  /** Own connectors; an operator sees all. */
  list(caller: Caller, page: PageWanted): Promise<z.infer<typeof connectorListing>>;
}

export interface ConnectorServiceOptions {
  readonly store: ConnectorStore;
  readonly events: EventStore;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly tasks: Tasks;
}

export const createConnectorService = ({ store, events, directory, clock, tasks }: ConnectorServiceOptions): ConnectorService => {
  const find = async (id: string): Promise<Command> => (await store.command(id)) ?? fail('command-unknown', { command: id });

  const machinesOf = (org: string | undefined): readonly Certificate[] =>
    [...directory.state().certificates.values()].filter(
      (certificate) =>
        certificate.subject.kind === 'connector' && certificate.revokedAt === undefined && (org === undefined || certificate.org === org),
    );

  const isOperator = (caller: Caller): boolean => {
    const org = directory.requireCertificate(caller).org;
    return directory.state().organisations.get(org)?.role === 'operator';
  };

  return {
    tasks: (caller, wait, signal) => tasks(directory.requireCertificate(caller), wait, signal),
    beat: async (caller, { version, size, cosigner }) => {
      if (cosigner !== undefined) parseVerifierKey(cosigner);
      await store.beat(caller.key, { version, size, ...(cosigner !== undefined && { cosigner }) }, clock());
    },
    answer: async (caller, id, sealed) => {
      const command = await find(id);
      if (command.connector !== directory.requireCertificate(caller).id) fail('command-foreign', { command: id });
      if (await store.answer(id, sealed)) return;
      if ((await find(id)).sealed !== sealed) fail('command-answered', { command: id });
    },
    answerOf: async (caller, id) => {
      const { sealed } = await find(id);
      const asked = (await events.find(id))?.signed;
      const isAsker = asked !== undefined && isOfType(asked, 'command-issued') && asked.event.actor.key === caller.key;
      if (!isAsker) fail('command-foreign', { command: id });
      return sealed ?? fail('answer-pending', { command: id });
    },
    list: async (caller, page) => {
      const machines = machinesOf(isOperator(caller) ? undefined : directory.requireCertificate(caller).org);
      const { shown, next } = takePage(machines, page);
      const seen = new Map((await store.seen(shown.map(({ key }) => key))).map((row) => [row.key, row]));
      return {
        connectors: shown.map(({ id, key, org, roles }) =>
          Object.assign({ certificate: id, key, org, roles: [...roles] }, presentBeat(seen.get(key), clock())),
        ),
        ...(next !== undefined && { next }),
      };
    },
  };
};
