import type { z } from 'zod';
import type { organisations, people } from '../../api/people.ts';
import type { SpaceFile } from '../../api/space.ts';
import type { Certificate } from '../../provenance/space/state.ts';
import type { AccountStore } from '../accounts/store.ts';
import type { Directory } from '../directory.ts';
import { takePage, type PageWanted } from '../paging.ts';

export type Organisations = z.infer<typeof organisations>;
export type People = z.infer<typeof people>;

/** Display names, which live outside the log and can be erased. */
export type Names = AccountStore['named'];

export interface OrganisationService {
  list(): Organisations;
  /** Certified persons whose name is known, of one organisation or all. */
  people(org: string | undefined, page: PageWanted): Promise<People>;
}

export const createOrganisationService = (space: SpaceFile, directory: Directory, names: Names): OrganisationService => ({
  list: () => {
    const joined = directory.state().organisations;
    return {
      organisations: space.organisations.map(({ id, role, rootKey, names: title }) => {
        const index = joined.get(id)?.index;
        return { id, role, rootKey, names: title, ...(index !== undefined && { joined: index }) };
      }),
    };
  },
  people: async (org, page) => {
    const certified = [...directory.state().certificates.values()].filter(
      ({ subject, revokedAt, org: own }) => subject.kind !== 'connector' && revokedAt === undefined && (org === undefined || own === org),
    );
    const { shown, next } = takePage(certified, page);
    const named = await names({ keys: shown.map(({ key }) => key) });
    // Another organisation may have an account for the same key, by mistake or to give it a name.
    const nameOf = ({ key, org: own, subject }: Certificate): string | undefined =>
      named.find((one) => one.key === key && one.org === own && one.person === subject.id)?.name;
    return {
      people: shown.flatMap((certificate) => {
        const name = nameOf(certificate);
        const { key, subject, org: own, roles } = certificate;
        return name === undefined ? [] : [{ key, name, person: subject.id, org: own, roles: [...roles] }];
      }),
      ...(next !== undefined && { next }),
    };
  },
});
