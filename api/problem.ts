import { z } from 'zod';

/** RFC 9457 problem details; `code` is stable, `details` name what, where and what to do. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string().optional(),
    status: z.int(),
    detail: z.string().optional(),
    /** `urn:uuid:` and the request's id, by which the log is searched. */
    instance: z.string().optional(),
    code: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
