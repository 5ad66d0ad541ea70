import { z } from 'zod';
import { count, milliseconds, organisationRole, publicKey, role, uuid } from '../provenance/event/fields.ts';
import { bilingual, line } from './fields.ts';

/** Display only: what decides anything is read from the log. */
export const organisation = z
  .strictObject({ id: uuid, role: organisationRole, names: bilingual, rootKey: publicKey, joined: count.optional() })
  .meta({ id: 'Organisation' });
export const organisations = z.strictObject({ organisations: z.array(organisation).max(1000) }).meta({ id: 'Organisations' });

export const peopleQuery = z.strictObject({ org: uuid.optional() });
/** Display names by certified key. */
export const people = z
  .strictObject({
    people: z.array(z.strictObject({ key: publicKey, name: line, person: uuid, org: uuid, roles: z.array(role).max(10) })).max(10_000),
  })
  .meta({ id: 'People' });

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
      .max(1000),
  })
  .meta({ id: 'Connectors' });
