import { z } from 'zod';
import { count, uuid } from '../provenance/event/fields.ts';
import { itemOpening } from './documents.ts';
import { cursor } from './fields.ts';
import { countedVerdicts, relayedAnswer, relayedEvent } from './relayed.ts';

/** `after`: log index of the last verdict, or appeal, of the page before. */
export const payCaseQuery = z.strictObject({ after: cursor.optional() });

/** A label found to be a defect, and what was contested and decided of its pay; what is withheld of it stands openly in the log. */
const payCase = z.strictObject({
  lot: uuid,
  item: uuid,
  /** `opening` holds its answers, where whoever asks may read them. */
  label: relayedAnswer,
  verdict: relayedEvent,
  appeal: relayedEvent.optional(),
  decision: relayedEvent.optional(),
  /** The item's text, beside the answers. */
  opening: itemOpening.optional(),
  /** Why neither is there. */
  hidden: z.enum(['case-sealed', 'not-cleared', 'level-forbids-delivery']).optional(),
});

export const payCases = z
  .strictObject({
    cases: z.array(payCase).max(100),
    /** Of the lots in this page. */
    inspections: z.array(z.strictObject({ lot: uuid, verdicts: countedVerdicts })).max(100),
    /** `after` of the next page; absent on the last. */
    next: count.optional(),
  })
  .meta({ id: 'PayCases' });
export type PayCases = z.infer<typeof payCases>;
