import type { z } from 'zod';
import type { organisations, people } from '../../api/people.ts';
import type { SpaceFile } from '../../api/space.ts';
import type { Directory } from '../directory.ts';

export type Organisations = z.infer<typeof organisations>;
export type People = z.infer<typeof people>;

/** Display names, which live outside the log and can be erased; of one organisation or all. */
export type Names = (org: string | undefined) => Promise<readonly { readonly key: string; readonly name: string }[]>;

export interface OrganisationService {
  list(): Organisations;
  /** Certified persons whose name is known. */
  people(org: string | undefined): Promise<People>;
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
  people: async (org) => {
    const named = await names(org);
    return {
      people: named.flatMap(({ key, name }) => {
        const certificate = directory.certificateOf(key);
        if (certificate === undefined || (org !== undefined && certificate.org !== org)) return [];
        return [{ key, name, person: certificate.subject.id, org: certificate.org, roles: [...certificate.roles] }];
      }),
    };
  },
});
