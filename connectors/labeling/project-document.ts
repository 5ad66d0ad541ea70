import type { z } from 'zod';
import { project as projectSchema } from '../../api/projects.ts';
import type { projectDocument } from '../../api/documents.ts';
import { parseConfiguration, type Configuration } from '../../labeling/configuration.ts';
import { verifyOpening } from '../../provenance/event/commitment.ts';
import type { Project } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { GatewayClient } from '../gateway/client.ts';

/** What a project asks of its labelers, as its owner signed it. */
export interface ProjectTask {
  readonly document: z.infer<typeof projectDocument>;
  readonly configuration: Configuration;
}

/** Reads the document of a project that the own copy of the log holds. */
export type ReadProjectTask = (project: Project) => Promise<ProjectTask>;

/**
 * The gateway keeps the documents; the owner's signed commitment says which is the right one.
 * @throws DomainError `commitment-not-opened` when it hands out another one, `configuration-refused`, those of `GatewayClient.ask`
 */
export const createProjectReader = (client: Pick<GatewayClient, 'ask'>): ReadProjectTask => {
  const read = new Map<string, ProjectTask>();
  return async ({ id, opened }) => {
    const known = read.get(id);
    if (known !== undefined) return known;
    const { opening } = await client.ask(projectSchema, { path: `/api/projects/${id}` });
    const { commitment } = opened.signed.event.subject;
    verifyOpening(opening, 'project', id, commitment ?? fail('project-unknown', { project: id }));
    const task = { document: opening.value, configuration: parseConfiguration(opening.value.configuration) };
    read.set(id, task);
    return task;
  };
};
