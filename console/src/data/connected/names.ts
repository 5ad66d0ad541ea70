import type { KnownPerson } from '../../space/acts/directory.ts';
import type { Ledger } from '../../space/ledger.ts';
import type { Localised, OrganisationName } from '../common.ts';
import type { Connection } from './connection.ts';

/** Milliseconds for which names are not asked for again. */
const FRESH = 30_000;
const SHORT = 8;

/** What stands in the place of a name that the directory does not give, or gives falsely. */
export const shorten = (id: string): string => id.slice(0, SHORT);
const nameless = (id: string): Localised => ({ zh: shorten(id), en: shorten(id) });

/** Display names for what the log holds. */
export interface Names {
  organisation(id: string): OrganisationName;
  /** The person of a signing key; for a machine the name of its organisation. */
  actor(key: string): string;
  people(): readonly KnownPerson[];
}

/** Reads a directory once for many names. */
const createAsk = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let [answer, until] = [undefined as Promise<T> | undefined, 0];
  return () => {
    if (answer === undefined || Date.now() > until) {
      [answer, until] = [ask(), Date.now() + FRESH];
      answer.catch(() => {
        answer = undefined;
      });
    }
    return answer;
  };
};

const actorIn = (ledger: Ledger, key: string, organisation: Names['organisation'], people: readonly KnownPerson[]): string => {
  const known = people.find(({ certificate }) => certificate.key === key);
  const certificate = ledger.state.certificates.get(key);
  if (known !== undefined) return known.name;
  return certificate === undefined ? shorten(key) : organisation(certificate.org).names.zh;
};

/** @returns a function that reads the names there are now */
export const createNames = (connection: Connection): (() => Promise<Names>) => {
  const askOrganisations = createAsk(async () => (await connection.person()).directory.organisations());
  const askPeople = createAsk(async () => (await connection.person()).directory.people());
  return async () => {
    const ledger = await connection.ledger();
    const [organisations, people] = await Promise.all([askOrganisations(), askPeople()]);
    const organisation = (id: string): OrganisationName => ({
      id,
      names: organisations.find((one) => one.id === id)?.names ?? nameless(id),
    });
    return { organisation, actor: (key) => actorIn(ledger, key, organisation, people), people: () => people };
  };
};
