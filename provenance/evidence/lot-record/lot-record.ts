import { z } from 'zod';
import { signedEvent } from '../../event/event.ts';
import { count, hash, uuid } from '../../event/fields.ts';
import { note, path, readAs, writeCanonical } from '../bundle.ts';
import { manifestSchema, MOST_LABELS } from '../manifest.ts';

/** An entry of the log of which only the hash is shown: nobody learns from it whose it is and what it says. */
const leaf = z.strictObject({ leaf: hash, index: count, proof: path });
const leaves = z.array(leaf).max(MOST_LABELS);

const schema = z.strictObject({
  v: z.literal(1),
  about: z.literal('lot'),
  space: uuid,
  lot: uuid,
  /** All that inspection, answer and certificate rest on and nothing else (chosen-record.ts), in the order of the log, each with a tlog-proof under one checkpoint. */
  events: z
    .array(z.strictObject({ signed: signedEvent, proof: z.string().max(70_000) }))
    .min(1)
    .max(1000),
  /** Each checkpoint that an event or the manifest cites, by size, and the proof that the newest extends it. */
  history: z.array(z.strictObject({ checkpoint: note, proof: path })).max(1000),
  /** The labels that count, in the order of the leaves under the root that the closing states. */
  labels: leaves,
  /** The verdicts, in the order of the leaves under the root that ends the inspection. */
  verdicts: leaves,
  /** Of the release that the certificate vouches for. */
  manifest: manifestSchema.exactOptional(),
});
export type LotRecord = z.infer<typeof schema>;
export type Leaf = z.infer<typeof leaf>;

export const writeLotRecord = (file: LotRecord): string => writeCanonical(file);

/** Untrusted text to something of a lot record's shape, in whatever spelling. @throws DomainError `bundle-malformed` */
export const readLotRecord = (text: string): LotRecord => readAs(schema, text);

/** Whether untrusted text says that it is one. */
export const isLotRecord = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'about' in value && value.about === 'lot';
  } catch {
    return false;
  }
};
