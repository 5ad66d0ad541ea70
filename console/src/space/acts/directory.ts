import { connectorListing, organisations, people } from '../../../../api/people.ts';
import type { z } from 'zod';
import { toHex } from '../../../../common/encodings.ts';
import type { Certificate } from '../../../../provenance/space/state.ts';
import { toEvidence } from '../alarm.ts';
import { readPages } from '../pages.ts';
import type { ActContext } from './context.ts';

type Listed = z.infer<typeof people>['people'][number];
type ListedOrganisation = z.infer<typeof organisations>['organisations'][number];
type ListedConnector = z.infer<typeof connectorListing>['connectors'][number];

/** A name that the directory gives, beside the certificate that the log holds. */
export interface KnownPerson {
  readonly name: string;
  readonly certificate: Certificate;
}

/** Names for what the own copy of the log holds; whatever the directory says otherwise is an alarm and counts for nothing. */
export interface DirectoryActs {
  /** People whose certificates count, of one organisation or of all. */
  people(org?: string): Promise<readonly KnownPerson[]>;
  /** Organisations with the root keys that are pinned. */
  organisations(): Promise<readonly ListedOrganisation[]>;
  /** Connectors and witnesses whose certificates the log holds. */
  connectors(): Promise<readonly (ListedConnector & { readonly certified: Certificate })[]>;
}

const sameRoles = (a: readonly string[], b: readonly string[]): boolean => a.toSorted().join() === b.toSorted().join();

const agrees = ({ org, person, roles }: Listed, { org: certified, subject, roles: held }: Certificate): boolean =>
  org === certified && person === subject.id && sameRoles(roles, held);

export const createDirectoryActs = (context: ActContext): DirectoryActs => {
  const { http, alarms, ledger } = context;

  const complain = async (what: string, listed: object, known: object | undefined): Promise<void> => {
    await alarms.raise('directory-differs', toEvidence({ what, listed, known }));
  };

  /** Somebody of whom the log holds another key that counts; one who is only just certified is no reason to worry. */
  const otherKeyOf = ({ person, org }: Listed): Certificate | undefined =>
    [...ledger().state.certificates.values()].find(
      ({ subject, org: own, revokedAt }) => subject.id === person && own === org && revokedAt === undefined,
    );

  const recognize = async (listed: Listed): Promise<KnownPerson | undefined> => {
    const certificate = ledger().state.certificates.get(listed.key);
    if (certificate === undefined) {
      const other = otherKeyOf(listed);
      if (other !== undefined) await complain('key', listed, other);
      return undefined;
    }
    if (!agrees(listed, certificate)) {
      await complain('certificate', listed, certificate);
      return undefined;
    }
    return { name: listed.name, certificate };
  };

  return {
    people: async (org) => {
      const path = org === undefined ? '/api/people' : `/api/people?org=${org}`;
      const listed = await readPages(http, people, path, (page) => page.people);
      const known = await Promise.all(listed.map(recognize));
      return known.filter((person) => person !== undefined);
    },
    organisations: async () => {
      const listed = await readPages(http, organisations, '/api/organisations', (page) => page.organisations);
      const pinned = new Map(ledger().policy.roots.map(({ org, key }) => [org, toHex(key)]));
      const known = listed.filter(({ id, rootKey }) => pinned.get(id) === rootKey);
      for (const one of listed)
        if (pinned.has(one.id) && !known.includes(one)) await complain('root', one, { rootKey: pinned.get(one.id) });
      return known;
    },
    connectors: async () => {
      const listed = await readPages(http, connectorListing, '/api/connectors', (page) => page.connectors);
      const known = listed.map((one) => ({ one, certified: ledger().state.certificates.get(one.key) }));
      const differing = known.filter(({ one, certified }) => certified !== undefined && certified.id !== one.certificate);
      for (const { one, certified } of differing) await complain('connector', one, certified);
      return known.flatMap(({ one, certified }) =>
        certified === undefined || certified.id !== one.certificate ? [] : [{ ...one, certified }],
      );
    },
  };
};
