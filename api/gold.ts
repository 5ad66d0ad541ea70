import { z } from 'zod';
import { goldFigure } from '../provenance/event/bodies/gold.ts';
import { count, hash, uuid } from '../provenance/event/fields.ts';
import { secret } from './fields.ts';

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
        }),
      )
      .max(100),
    /** `after` of the next page; absent on the last. */
    next: uuid.optional(),
  })
  .meta({ id: 'OwnFigures' });
export type OwnFigures = z.infer<typeof ownFigures>;
