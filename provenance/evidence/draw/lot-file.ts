import { z } from 'zod';
import { EVENTS, signedEvent } from '../../event/event.ts';
import { count, hash, signatureHex, uuid } from '../../event/fields.ts';
import { note, path, readAs, writeCanonical } from '../bundle.ts';
import { MOST_LABELS } from '../manifest.ts';

const side = z.enum(['owner', 'inspector']);

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('drawn'),
    seed: hash,
    /** Most defects with which the lot is accepted. */
    accept: count,
    /** Ascending; `position` from 0 among `labels`, `label` the id of the event there. */
    sample: z
      .array(z.strictObject({ position: count, label: hash }))
      .min(1)
      .max(MOST_LABELS),
  }),
  /** Every label, at the cost of the sides that were silent. */
  z.strictObject({ kind: z.literal('whole'), reason: z.enum(['uncommitted', 'unrevealed']), cost: z.array(side).min(1).max(2) }),
]);
export type Outcome = z.infer<typeof outcome>;

const schema = z.strictObject({
  v: z.literal(1),
  space: uuid,
  lot: uuid,
  /** All that the draw rests on and nothing else (chosen-draw.ts), in the order of the log, each with a tlog-proof under one checkpoint. */
  events: z
    .array(z.strictObject({ signed: signedEvent, proof: z.string().max(70_000) }))
    .min(1)
    .max(1000),
  /** Each checkpoint that an event cites, by size, and the proof that the newest extends it. */
  history: z.array(z.strictObject({ checkpoint: note, proof: path })).max(1000),
  /** The labels that count, in the order of the leaves under the root that the closing states: `proof` is the place of each in the log. */
  labels: z
    .array(
      z.strictObject({
        signed: z.strictObject({ event: EVENTS['annotation-signed'], signature: signatureHex }),
        salt: hash,
        index: count,
        proof: path,
      }),
    )
    .min(1)
    .max(MOST_LABELS),
  outcome,
});
export type LotFile = z.infer<typeof schema>;

export const writeLotFile = (file: LotFile): string => writeCanonical(file);

/** Untrusted text to something of a lot file's shape, in whatever spelling. @throws DomainError `bundle-malformed` */
export const readLotFile = (text: string): LotFile => readAs(schema, text);
