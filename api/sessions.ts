import { z } from 'zod';
import { publicKey, role, uuid } from '../provenance/event/fields.ts';
import { line, login, secret } from './fields.ts';

/** Where to go after signing in: a path of the console. */
export const loginQuery = z.strictObject({
  to: z
    .string()
    .regex(/^\/(?!\/)[^\\\s]*$/)
    .max(1000)
    .optional(),
});
/** Parameters that the identity provider adds are checked by the OIDC client. */
export const callbackQuery = z.looseObject({ state: z.string().max(512).optional() });

/** A sign-in that waits for the person. */
export const interaction = z.strictObject({ uid: z.string().max(64), prompt: z.string().max(64) }).meta({ id: 'Interaction' });
export const interactionAnswer = z.strictObject({ login, secret }).meta({ id: 'InteractionAnswer' });
export const interactionResult = z.strictObject({ to: z.string().max(2000) }).meta({ id: 'InteractionResult' });

export const session = z
  .strictObject({
    login,
    name: line,
    person: uuid,
    org: uuid,
    key: publicKey,
    roles: z.array(role).max(10),
    /** UUID of the certificate; absent while the person has none that counts. */
    certificate: uuid.optional(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;
