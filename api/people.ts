import { z } from 'zod';
import { count, milliseconds, organisationRole, publicKey, role, uuid } from '../provenance/event/fields.ts';
import { bilingual, line } from './fields.ts';
import { pageQuery } from './lots.ts';

/** Display only: what decides anything is read from the log. */
export const organisation = z
  .strictObject({ id: uuid, role: organisationRole, names: bilingual, rootKey: publicKey, joined: count.optional() })
  .meta({ id: 'Organisation' });
export const organisations = z.strictObject({ organisations: z.array(organisation).max(1000) }).meta({ id: 'Organisations' });

/** `after`: the `next` of the page before. */
export const peopleQuery = pageQuery.extend({ org: uuid.optional() });
/** Display names by certified key, in the order of their certificates; `next` is absent on the last page. */
export const people = z
  .strictObject({
    people: z.array(z.strictObject({ key: publicKey, name: line, person: uuid, org: uuid, roles: z.array(role).max(10) })).max(100),
    next: uuid.optional(),
  })
  .meta({ id: 'People' });

/** In the order of their certificates; `next` is `after` of the next page and absent on the last. */
export const connectorListing = z
  .strictObject({
    connectors: z
      .array(
        z.strictObject({
          certificate: uuid,
          key: publicKey,
          org: uuid,
          roles: z.array(role).max(10),
          /** Of the newest heartbeat; absent before the first. */
          seen: milliseconds.optional(),
          /** Milliseconds since then. */
          age: z.int().nonnegative().optional(),
          version: line.optional(),
          /** Size of the newest checkpoint that it has verified. */
          size: count.optional(),
        }),
      )
      .max(100),
    next: uuid.optional(),
  })
  .meta({ id: 'Connectors' });
