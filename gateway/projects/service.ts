import type { Project as ProjectBody } from '../../api/projects.ts';
import { parseConfiguration, type Configuration } from '../../labeling/configuration.ts';
import type { Certificate, Lot, Project, SpaceState } from '../../provenance/space/state.ts';
import type { Directory } from '../directory.ts';
import type { EventStore, OpeningOf } from '../events/store.ts';
import { fail } from './errors.ts';

export type ProjectDocument = OpeningOf<'project'>['value'];

export interface ProjectService {
  /** What this member may see, by id. */
  list(member: Certificate, page: { readonly after?: string | undefined; readonly limit: number }): Promise<readonly ProjectBody[]>;
  /** @throws DomainError `project-unknown`, `project-withheld` */
  read(id: string, member: Certificate): Promise<ProjectBody>;
  /** @throws DomainError `project-unknown`, `project-withheld` */
  requireReadable(id: string, member: Certificate, state?: SpaceState): Project;
  /** The document that the project commits to. @throws DomainError `project-unknown` */
  documentOf(id: string, state?: SpaceState): Promise<ProjectDocument>;
  /** Its configuration, ready for use. @throws DomainError `project-unknown` */
  configurationOf(id: string, state?: SpaceState): Promise<Configuration>;
}

const membersOf = ({ roster }: Project) => roster?.signed.event.body.members ?? [];

/** Whoever inspects a lot, or decides appeals over it, judges its labels by the project's questions and instructions. */
const judges = ({ lots }: SpaceState, { id }: Project, org: string): boolean =>
  [...lots.values()].some(({ project, opened }) => {
    const { inspection, pay } = opened.signed.event.body;
    return project === id && (inspection?.by === org || pay?.adjudicator === org);
  });

/**
 * Is it the owner's, does anybody of the member's organisation stand on the roster, or does it inspect a lot or decide over its pay; auditors and the operator see
 * every project.
 */
const isReadable = (project: Project, member: Certificate, state: SpaceState): boolean =>
  project.org === member.org ||
  member.roles.some((role) => role === 'auditor' || role === 'operator') ||
  membersOf(project).some(({ key }) => state.certificates.get(key)?.org === member.org) ||
  judges(state, project, member.org);

/** Configurations that were read already, by the event that fixed them. */
const CACHED = 64;
const MOST_LOTS = 1000;

const createCache = () => {
  const kept = new Map<string, Configuration>();
  return {
    get: (id: string) => kept.get(id),
    keep: (id: string, configuration: Configuration): Configuration => {
      const [oldest] = kept.keys();
      if (kept.size >= CACHED && oldest !== undefined) kept.delete(oldest);
      kept.set(id, configuration);
      return configuration;
    },
  };
};

const lotsByProject = ({ lots }: SpaceState): Map<string, Lot[]> => Map.groupBy(lots.values(), ({ project }) => project);

export const createProjectService = (events: EventStore, directory: Directory): ProjectService => {
  const cache = createCache();
  const find = (id: string, state: SpaceState): Project => state.projects.get(id) ?? fail('project-unknown', { id });
  const present = async (projects: readonly Project[]): Promise<readonly ProjectBody[]> => {
    const steps = await events.stepsOf(projects.map(({ id }) => id));
    const openings = await events.openings(
      projects.map(({ opened }) => opened.id),
      'project',
    );
    const lots = lotsByProject(directory.state());
    return projects.map(({ id, org, opened }) => ({
      id,
      org,
      dataset: opened.signed.event.body.dataset,
      opening: openings.get(opened.id) ?? fail('project-unknown', { id }),
      events: [...(steps.get(id) ?? [])],
      // The newest ones; each lot's own address knows it.
      lots: (lots.get(id) ?? []).slice(-MOST_LOTS).map((lot) => lot.id),
    }));
  };
  const requireReadable: ProjectService['requireReadable'] = (id, member, state = directory.state()) => {
    const project = find(id, state);
    return isReadable(project, member, state) ? project : fail('project-withheld', { id, whoCanApprove: 'data-owner' });
  };
  const documentOf: ProjectService['documentOf'] = async (id, state = directory.state()) => {
    const { opened } = find(id, state);
    return (await events.openings([opened.id], 'project')).get(opened.id)?.value ?? fail('project-unknown', { id });
  };
  return {
    list: async (member, { after = '', limit }) => {
      const state = directory.state();
      const all = [...state.projects.values()].filter((project) => project.id > after && isReadable(project, member, state));
      return await present(all.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit));
    },
    read: async (id, member) => (await present([requireReadable(id, member)]))[0] ?? fail('project-unknown', { id }),
    requireReadable,
    documentOf,
    configurationOf: async (id, state = directory.state()) => {
      const { opened } = find(id, state);
      return cache.get(opened.id) ?? cache.keep(opened.id, parseConfiguration((await documentOf(id, state)).configuration));
    },
  };
};
