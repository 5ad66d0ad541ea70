import type { Dataset as DatasetBody } from '../../api/datasets.ts';
import type { Certificate, Dataset, SpaceState } from '../../provenance/space/state.ts';
import type { Directory } from '../directory.ts';
import type { EventStore, OpeningOf } from '../events/store.ts';
import { fail } from './errors.ts';

export type Profile = OpeningOf<'profile'>['value'];

export interface DatasetService {
  /** What this member may see of each dataset from `after` on, by id, at most `limit`. */
  list(member: Certificate, page: { readonly after?: string | undefined; readonly limit: number }): Promise<readonly DatasetBody[]>;
  /** @throws DomainError `dataset-unknown` */
  read(id: string, member: Certificate): Promise<DatasetBody>;
  /** The profile that the registration commits to. @throws DomainError `dataset-unknown` */
  profileOf(id: string, state?: SpaceState): Promise<Profile>;
}

const byId = (a: Dataset, b: Dataset): number => (a.id < b.id ? -1 : 1);

/** A dataset that is not published is its owner's own affair. */
const isVisible = ({ org, published }: Dataset, member: Certificate): boolean => org === member.org || published !== undefined;

export const createDatasetService = (events: EventStore, directory: Directory): DatasetService => {
  const present = async (datasets: readonly Dataset[]): Promise<readonly DatasetBody[]> => {
    const steps = await events.stepsOf(datasets.map(({ id }) => id));
    const profiles = await events.openings(
      datasets.map(({ registered }) => registered.id),
      'profile',
    );
    const entries = await events.openings(
      datasets.flatMap(({ published }) => (published === undefined ? [] : [published.id])),
      'catalogue-entry',
    );
    return datasets.map(({ id, org, registered, grading, published }) => {
      const profile = profiles.get(registered.id);
      const catalogue = entries.get(published?.id ?? '');
      return {
        id,
        org,
        registered: registered.index,
        events: [...(steps.get(id) ?? [])],
        ...(profile && { profile }),
        ...(catalogue && { catalogue }),
        ...(grading && { level: grading.signed.event.body.level }),
      };
    });
  };
  return {
    list: async (member, { after = '', limit }) => {
      const all = [...directory.state().datasets.values()].filter((dataset) => dataset.id > after && isVisible(dataset, member));
      return await present(all.toSorted(byId).slice(0, limit));
    },
    read: async (id, member) => {
      const dataset = directory.state().datasets.get(id);
      if (dataset === undefined || !isVisible(dataset, member)) return fail('dataset-unknown', { id });
      return (await present([dataset]))[0] ?? fail('dataset-unknown', { id });
    },
    profileOf: async (id, state = directory.state()) => {
      const registered = state.datasets.get(id)?.registered.id ?? fail('dataset-unknown', { id });
      return (await events.openings([registered], 'profile')).get(registered)?.value ?? fail('dataset-unknown', { id });
    },
  };
};
