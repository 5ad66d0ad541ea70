import { z } from 'zod';
import { count } from '../provenance/event/fields.ts';
import { cursor } from './fields.ts';

/** A witness's cosignature of the checkpoint of this size. */
export const cosignatureSubmission = z
  .strictObject({
    size: count,
    /** Signature line of C2SP signed-note, with its LF. */
    line: z.string().min(10).max(1024),
  })
  .meta({ id: 'CosignatureSubmission' });

export const sizeParameter = z.strictObject({ size: cursor });
