import type { Client } from '../../space/client.ts';
import type { Person } from '../../space/person.ts';
import type { EventType } from '../../../../provenance/event/event.ts';
import type { HistoryEntry, OrganisationName } from '../common.ts';

export const isMachineRole = (role: string): role is 'connector' | 'witness' => role === 'connector' || role === 'witness';

/** Characters of a key that stand for somebody whose name is not known. */
const PSEUDONYM = 12;
export const pseudonymOf = (key: string): string => key.slice(0, PSEUDONYM);

/** Names for people to read, for what the own copy of the log holds. */
export interface Names {
  organisation(id: string): OrganisationName;
  /** Of a certified key. */
  person(key: string): string;
}

/** Asks the directory, and keeps only what agrees with the log. */
export const readNames = async ({ directory }: Person): Promise<Names> => {
  const [people, organisations] = await Promise.all([directory.people(), directory.organisations()]);
  const named = new Map(people.map(({ name, certificate }) => [certificate.key, name]));
  const titled = new Map(organisations.map(({ id, names }) => [id, names]));
  return {
    organisation: (id) => ({ id, names: titled.get(id) ?? { zh: id, en: id } }),
    person: (key) => named.get(key) ?? pseudonymOf(key),
  };
};

interface Step {
  readonly type: EventType;
  readonly id: string;
  readonly index: number;
}

interface LoggedStep {
  readonly id: string;
  readonly signed: { readonly event: { readonly actor: { readonly key: string }; readonly time: number } };
}

/** Steps that the own copy of the log covers; who and when for those that count now. */
export const toHistory = (
  steps: readonly Step[],
  known: readonly (LoggedStep | undefined)[],
  client: Client,
  names: Names,
): readonly HistoryEntry[] => {
  const logged = new Map(known.flatMap((event) => (event === undefined ? [] : [[event.id, event] as const])));
  const { size } = client.ledger().point;
  return steps
    .filter(({ index }) => index < size)
    .map(({ type, id, index }) => {
      const event = logged.get(id)?.signed.event;
      return { type, id, index, ...(event === undefined ? {} : { actor: names.person(event.actor.key), time: event.time }) };
    });
};

/** Log index of the newest of them. */
export const newestOf = (events: readonly ({ readonly index: number } | undefined)[]): number =>
  Math.max(0, ...events.map((event) => event?.index ?? 0));
