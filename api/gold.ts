import { z } from 'zod';
import { goldFigure } from '../provenance/event/bodies/gold.ts';
import { count, hash, publicKey, uuid } from '../provenance/event/fields.ts';
import { base64, secret } from './fields.ts';
import { relayedEvent } from './relayed.ts';

/** One person's figure with what opens the commitment to it. */
const figureOpening = z.strictObject({ salt: secret, value: goldFigure }).meta({ id: 'GoldFigureOpening' });

/** Every person's of a lot: as many as there are labels at most. */
export const lotFigures = z.strictObject({ figures: z.array(figureOpening).min(1).max(2400) }).meta({ id: 'LotFigures' });
export type LotFigures = z.infer<typeof lotFigures>;

/** `after`: the last lot of the page before. */
export const figureQuery = z.strictObject({ after: uuid.optional() });

/** The caller's own, by lots. */
export const ownFigures = z
  .strictObject({
    figures: z
      .array(
        z.strictObject({
          lot: uuid,
          opening: figureOpening,
          /** Place under the root that the lot's `gold-scored` signs, and the audit path, leaf's sibling first. */
          index: count,
          proof: z.array(hash).max(12),
          /** Where she has contested it: her event, and what was decided. */
          contested: relayedEvent.exactOptional(),
          decisions: z.array(relayedEvent).max(2).exactOptional(),
        }),
      )
      .max(100),
    /** `after` of the next page; absent on the last. */
    next: uuid.optional(),
  })
  .meta({ id: 'OwnFigures' });
export type OwnFigures = z.infer<typeof ownFigures>;

/** Contests of a lot's figures, one a person at most. */
export const lotContests = z.strictObject({ contests: z.array(relayedEvent).max(2400) }).meta({ id: 'LotContests' });
export type LotContests = z.infer<typeof lotContests>;

const box = base64(1_400_000);
/** What a contested figure was made of, as it was sealed for each of the two who decide. */
export const sealedOpenings = z
  .strictObject({
    boxes: z
      .array(z.strictObject({ key: publicKey, sealed: box }))
      .min(2)
      .max(2),
  })
  .meta({ id: 'SealedOpenings' });
export type SealedOpenings = z.infer<typeof sealedOpenings>;

/** `after`: the last contest of the page before. */
export const contestQuery = z.strictObject({ after: hash.optional() });

/** Contests about which the caller decides. */
export const sealedContests = z
  .strictObject({
    contests: z.array(z.strictObject({ contested: relayedEvent, sealed: box, decisions: z.array(relayedEvent).max(2) })).max(5),
    /** `after` of the next page; absent on the last. */
    next: hash.optional(),
  })
  .meta({ id: 'SealedContests' });
export type SealedContests = z.infer<typeof sealedContests>;
