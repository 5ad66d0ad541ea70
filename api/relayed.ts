import { z } from 'zod';
import { count, hash } from '../provenance/event/fields.ts';
import { annotationOpening } from './documents.ts';
import { signedEvent } from './events.ts';
import { secret } from './fields.ts';
import { sealedLabel } from './sealed.ts';

/** A private event, with what its log entry is redone by and where that stands. It carries no trust. */
export const relayedEvent = z.strictObject({ event: hash, signed: signedEvent, salt: secret, index: count });

/** A label, or what its author made of it later: `opening` holds its answers, `sealed` the same as they were sealed. */
export const relayedAnswer = relayedEvent.extend({ opening: annotationOpening.optional(), sealed: sealedLabel.optional() });

/** Log indices of all verdicts of a lot, in the order of its labels: the leaves under the root that ends its inspection. */
export const countedVerdicts = z.array(count).max(4000);
