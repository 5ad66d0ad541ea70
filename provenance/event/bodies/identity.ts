import { z } from 'zod';
import { count, level, organisationRole, publicKey, role, signatureHex, uuid } from '../fields.ts';

/** An organisation's root key presents itself; the root signs it as the first event of its chain. */
export const organisationJoined = z.strictObject({ role: organisationRole, rootKey: publicKey });

/** The whole list of keys that may certify for the organisation; a higher number replaces a lower one. */
export const delegationsListed = z.strictObject({ number: count.min(1), delegates: z.array(publicKey).max(32) });

/** What the subject's own key signs to show that it is held (see certificate.ts). */
export const certifiedSubject = z.strictObject({
  subject: z.strictObject({ kind: z.enum(['person', 'connector', 'delegate']), id: uuid }),
  /** Ed25519 signing key. */
  key: publicKey,
  /** X25519 opening key. */
  openingKey: publicKey,
  roles: z.array(role).min(1).max(10),
  /** Strictest level that the subject may see. */
  clearance: level,
});
export type CertifiedSubject = z.infer<typeof certifiedSubject>;

export const certificateIssued = certifiedSubject.extend({ possession: signatureHex });

export const certificateRevoked = z.strictObject({
  key: publicKey,
  reason: z.enum(['key-lost', 'left', 'replaced', 'compromised']),
});

/** A device that lost its chain goes on from the last event that it knows of. */
export const chainResumed = z.strictObject({ lastKnownSeq: count });
