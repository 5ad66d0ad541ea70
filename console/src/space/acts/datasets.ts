import { dataset, datasets, type Dataset as ShownDataset } from '../../../../api/datasets.ts';
import { project, projects, type Project as ShownProject } from '../../../../api/projects.ts';
import type { Dataset, Project } from '../../../../provenance/space/state.ts';
import { readPages } from '../pages.ts';
import { fromLog, requireOpening, type ActContext } from './context.ts';

/** A dataset as the log has it, with documents that open its commitments. */
export interface KnownDataset {
  readonly known: Dataset;
  readonly shown: ShownDataset;
}

export interface KnownProject {
  readonly known: Project;
  readonly shown: ShownProject;
}

/** Datasets and projects: facts from the own copy of the log, words from documents that open what was signed. */
export interface ReadingActs {
  /** Those that the gateway shows and the log holds. */
  datasets(): Promise<readonly KnownDataset[]>;
  /** @throws DomainError `opening-differs`, `ledger-behind` */
  dataset(id: string): Promise<KnownDataset>;
  projects(): Promise<readonly KnownProject[]>;
  /** @throws DomainError `opening-differs`, `ledger-behind` */
  project(id: string): Promise<KnownProject>;
}

export const createReadingActs = (context: ActContext): ReadingActs => {
  const { http, ledger } = context;

  const verifyDataset = async (shown: ShownDataset, known: Dataset): Promise<KnownDataset> => {
    const { profile, catalogue, id } = shown;
    const { registered, published } = known;
    if (profile !== undefined)
      await requireOpening(context, profile, { kind: 'profile', id, commitment: registered.signed.event.subject.commitment });
    // The gateway may be ahead of what the witnesses have seen: then the entry is not shown yet.
    const entry = published === undefined ? undefined : catalogue;
    if (entry !== undefined)
      await requireOpening(context, entry, { kind: 'catalogue-entry', id, commitment: published?.signed.event.subject.commitment });
    const { catalogue: _, ...rest } = shown;
    return { known, shown: entry === undefined ? rest : { ...rest, catalogue: entry } };
  };

  const verifyProject = async (shown: ShownProject, known: Project): Promise<KnownProject> => {
    await requireOpening(context, shown.opening, {
      kind: 'project',
      id: shown.id,
      commitment: known.opened.signed.event.subject.commitment,
    });
    return { known, shown };
  };

  return {
    datasets: async () => {
      const listed = await readPages(http, datasets, '/api/datasets', (page) => page.datasets);
      const verified = listed.map(async (shown) => {
        const known = ledger().state.datasets.get(shown.id);
        return known === undefined ? undefined : await verifyDataset(shown, known);
      });
      return (await Promise.all(verified)).filter((one) => one !== undefined);
    },
    dataset: async (id) => {
      const known = await fromLog(context, (state) => state.datasets.get(id));
      return await verifyDataset(await http.ask(dataset, { path: `/api/datasets/${id}` }), known);
    },
    projects: async () => {
      const listed = await readPages(http, projects, '/api/projects', (page) => page.projects);
      const verified = listed.map(async (shown) => {
        const known = ledger().state.projects.get(shown.id);
        return known === undefined ? undefined : await verifyProject(shown, known);
      });
      return (await Promise.all(verified)).filter((one) => one !== undefined);
    },
    project: async (id) => {
      const known = await fromLog(context, (state) => state.projects.get(id));
      return await verifyProject(await http.ask(project, { path: `/api/projects/${id}` }), known);
    },
  };
};
