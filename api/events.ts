import { z } from 'zod';
import { signedEvent as signed, EVENT_TYPES, type EventType } from '../provenance/event/event.ts';
import { count, hash } from '../provenance/event/fields.ts';
import { document } from './documents.ts';
import { note, secret } from './fields.ts';

export const signedEvent = signed.meta({ id: 'SignedEvent' });

/** An event to be logged. The same event may be sent again at any time. */
export const eventSubmission = z
  .strictObject({
    signed: signedEvent,
    /** Of a private event's log entry. */
    salt: secret.optional(),
    /** What opens the event's commitments. */
    documents: z.array(document).max(4).optional(),
  })
  .meta({ id: 'EventSubmission' });
export type EventSubmission = z.infer<typeof eventSubmission>;

export const eventAcknowledgement = z
  .strictObject({
    id: hash,
    index: count,
    /** Signed note of the receipt key (docs/protocols/event.md). */
    receipt: note,
  })
  .meta({ id: 'EventAcknowledgement' });
export type EventAcknowledgement = z.infer<typeof eventAcknowledgement>;

export const loggedEvent = z.strictObject({ signed: signedEvent, salt: secret.optional(), index: count }).meta({ id: 'LoggedEvent' });

/** Newest event of a device key's chain. */
export const chainHead = z.strictObject({ seq: count, id: hash }).meta({ id: 'ChainHead' });

/** A step in what happened to a subject, for display. */
export const eventStep = z
  .strictObject({ type: z.enum(EVENT_TYPES as [EventType, ...EventType[]]), id: hash, index: count })
  .meta({ id: 'EventStep' });
