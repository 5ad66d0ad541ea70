import { z } from 'zod';
import { certifiedSubject } from '../provenance/event/bodies/identity.ts';
import { hash, milliseconds, publicKey, role, signatureHex, uuid } from '../provenance/event/fields.ts';
import { invitation } from '../provenance/identity/invitation.ts';
import { secret, verifierKey } from './fields.ts';

export const certificateRequest = certifiedSubject.extend({ space: uuid, org: uuid }).meta({ id: 'CertificateRequest' });

/** `enrolment.json` in a member's folder, made by its administrator. */
export const enrolmentFile = z.strictObject({
  v: z.literal(1),
  space: uuid,
  gateway: z.url().max(2000),
  org: uuid,
  rootKey: publicKey,
  connector: z.strictObject({
    certificate: uuid,
    roles: z.array(role).min(1).max(2),
    subject: uuid,
    /** Key name of its witness, as the policies list it. */
    cosigner: z.string().min(1).max(255),
  }),
  /** By it the gateway keeps a place for this machine; files from before there were invitations have none. */
  invitation: invitation.optional(),
  /** Known to the administrator and this connector alone. */
  secret,
});
export type EnrolmentFile = z.infer<typeof enrolmentFile>;

/** A new connector presents itself. */
export const enrolmentRequest = z
  .strictObject({
    request: certificateRequest,
    /** Signature by the requested key over the request. */
    possession: signatureHex,
    cosigner: verifierKey.optional(),
    /** From the enrolment file; a key that is certified already needs none. */
    invitation: invitation.optional(),
    /** HMAC-SHA256(secret of the enrolment file, JCS of {request, cosigner?}), for the administrator to check. */
    mac: hash,
  })
  .meta({ id: 'EnrolmentRequest' });
export type EnrolmentRequest = z.infer<typeof enrolmentRequest>;

/** `pending`: waits for the administrator; `certified`: the log has its certificate; `revoked`: and its revocation. */
export const enrolmentState = z.enum(['pending', 'certified', 'revoked']);
export const enrolment = z
  .strictObject({ ...enrolmentRequest.shape, requestedAt: milliseconds, state: enrolmentState })
  .meta({ id: 'Enrolment' });
export type Enrolment = z.infer<typeof enrolment>;
export const enrolments = z.strictObject({ enrolments: z.array(enrolment).max(1000) }).meta({ id: 'Enrolments' });
/** What the key that asks is. */
export const ownEnrolment = z.strictObject({ state: enrolmentState }).meta({ id: 'OwnEnrolment' });
