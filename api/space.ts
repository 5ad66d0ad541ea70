import { z } from 'zod';
import { milliseconds, organisationRole, publicKey, uuid } from '../provenance/event/fields.ts';
import { bilingual, verifierKey } from './fields.ts';

/** The operator's admission list, `space.json` in the gateway's folder: whose roots may join. */
export const spaceFile = z.strictObject({
  v: z.literal(1),
  space: uuid,
  /** Name of the log and of its key, like a host name. */
  logName: z.string().regex(/^[a-z0-9.-]{1,253}$/),
  names: bilingual,
  organisations: z
    .array(z.strictObject({ id: uuid, role: organisationRole, rootKey: publicKey, names: bilingual }))
    .min(1)
    .max(1000),
  /** Somebody else than the people made their keys; the console says so in a banner. */
  seeded: z.boolean().optional(),
});
export type SpaceFile = z.infer<typeof spaceFile>;

export const space = z
  .strictObject({
    space: uuid,
    names: bilingual,
    logKey: verifierKey,
    receiptKey: verifierKey,
    seeded: z.boolean(),
    /** The gateway's clock. */
    now: milliseconds,
  })
  .meta({ id: 'Space' });
