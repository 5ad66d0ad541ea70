import { z } from 'zod';
import { count, level, uuid } from '../provenance/event/fields.ts';
import { catalogueOpening, profileOpening } from './documents.ts';
import { eventStep } from './events.ts';

/** Display; openings are checked against the commitments in the log. */
export const dataset = z
  .strictObject({
    id: uuid,
    org: uuid,
    /** Log index of the registration. */
    registered: count,
    /** Absent for those outside the owner's organisation until it is published. */
    profile: profileOpening.optional(),
    catalogue: catalogueOpening.optional(),
    level: level.optional(),
    events: z.array(eventStep).max(1000),
  })
  .meta({ id: 'Dataset' });
export type Dataset = z.infer<typeof dataset>;
/** In the order of their ids; `next` is `after` of the next page and absent on the last. */
export const datasets = z.strictObject({ datasets: z.array(dataset).max(1000), next: uuid.optional() }).meta({ id: 'Datasets' });
