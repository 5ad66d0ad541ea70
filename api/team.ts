import { z } from 'zod';
import { count, fen, milliseconds, publicKey, role, uuid } from '../provenance/event/fields.ts';
import { line } from './fields.ts';
import { lotCounts } from './lots.ts';

/** A team lead's view of her own firm, by pages of lots, the newest first; holds no item content. */
export const team = z
  .strictObject({
    people: z
      .array(
        z.strictObject({
          key: publicKey,
          name: line,
          roles: z.array(role).max(10),
          /** She has no certificate in force any more. */
          revoked: z.literal(true).optional(),
          lots: z.array(z.strictObject({ lot: uuid, labeled: count, reported: count, earned: fen })).max(1000),
        }),
      )
      .max(1000),
    lots: z.array(z.strictObject({ id: uuid, project: uuid, price: fen, deadline: milliseconds, counts: lotCounts })).max(1000),
    /** `after` of the next page of lots; absent on the last. */
    next: uuid.optional(),
    leases: z.array(z.strictObject({ item: uuid, lot: uuid, key: publicKey, until: milliseconds })).max(10_000),
  })
  .meta({ id: 'Team' });
