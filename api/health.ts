import { z } from 'zod';

export const health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });
/** Each part that a request needs, and whether it works. */
export const readiness = z
  .strictObject({
    ready: z.boolean(),
    database: z.boolean(),
    /** This process holds the epoch and appends. */
    sequencer: z.boolean(),
  })
  .meta({ id: 'Readiness' });
