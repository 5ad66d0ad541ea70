import { z } from 'zod';
import { count, uuid } from '../provenance/event/fields.ts';
import { itemOpening, noteOpening } from './documents.ts';
import { cursor } from './fields.ts';
import { countedVerdicts, relayedAnswer, relayedEvent } from './relayed.ts';
import { sealedItem, signedWrap } from './sealed.ts';

/** `after`: log index of the last verdict, or rework, of the page before. */
export const reworkQuery = z.strictObject({
  after: cursor.optional(),
});

/** Own labels in which a defect was found, oldest verdict first. */
export const returnedLabels = z
  .strictObject({
    labels: z
      .array(
        z.strictObject({
          lot: uuid,
          item: uuid,
          label: relayedAnswer,
          verdict: relayedEvent,
          /** What the reviewer said of it in words. */
          note: noteOpening.optional(),
          /** Absent while she has not reworked it. */
          rework: relayedAnswer.optional(),
          /** The item's text; absent where it is sealed, or goes to her no more. */
          opening: itemOpening.optional(),
          sealed: sealedItem.optional(),
          wrap: signedWrap.optional(),
        }),
      )
      .max(100),
    /** `after` of the next page; absent on the last. */
    next: count.optional(),
  })
  .meta({ id: 'ReturnedLabels' });
export type ReturnedLabels = z.infer<typeof returnedLabels>;

/** Reworks of a lot for its owner's side, oldest first, each with its label's event and its verdict. It carries no trust. */
export const lotReworks = z
  .strictObject({
    verdicts: countedVerdicts,
    reworks: z.array(z.strictObject({ label: relayedEvent, verdict: relayedEvent, rework: relayedAnswer })).max(100),
    /** `after` of the next page; absent on the last. */
    next: count.optional(),
  })
  .meta({ id: 'LotReworks' });
export type LotReworks = z.infer<typeof lotReworks>;
