import { z } from 'zod';
import { uuid } from '../provenance/event/fields.ts';
import { projectOpening } from './documents.ts';
import { eventStep } from './events.ts';

export const project = z
  .strictObject({
    id: uuid,
    org: uuid,
    dataset: uuid,
    opening: projectOpening,
    events: z.array(eventStep).max(1000),
    lots: z.array(uuid).max(1000),
  })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof project>;
/** In the order of their ids; `next` is `after` of the next page and absent on the last. */
export const projects = z.strictObject({ projects: z.array(project).max(1000), next: uuid.optional() }).meta({ id: 'Projects' });
