import { z } from 'zod';
import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { DomainError } from '../../common/errors.ts';
import { signedEvent } from '../event/event.ts';
import { count, hash, level, uuid } from '../event/fields.ts';

export type EvidenceCode = 'bundle-malformed' | 'bundle-not-canonical' | 'evidence-missing' | 'evidence-differs' | 'time-outside-interval';

export const fail = (code: EvidenceCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<EvidenceCode>(code, details);
};

export const requireSame = (what: string, stated: unknown, computed: unknown): void => {
  if (toCanonicalJson(stated as Json) !== toCanonicalJson(computed as Json)) fail('evidence-differs', { what, stated, computed });
};

/** Bytes of a bundle that are read at all. */
export const MOST_BUNDLE_BYTES = 8 * 1024 * 1024;
const note = z.string().max(65_536);
const base64Hash = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const path = z.array(base64Hash).max(64);
const opening = z.strictObject({ salt: hash, value: z.json() });

const field = z.union([
  z.strictObject({ commitment: hash }),
  z.strictObject({ commitment: hash, salt: hash, text: z.string().max(1_000_000) }),
]);

/** What a release says of itself (written by the owner's connector, signed by its hash). */
const manifest = z.strictObject({
  v: z.literal(1),
  release: uuid,
  space: uuid,
  project: uuid,
  lot: uuid,
  dataset: uuid,
  level,
  configuration: hash,
  data: z.strictObject({ sha256: hash, bytes: count, lines: count }),
  completeness: z.strictObject({ items: count, labeled: count, reported: count, left: count }),
  checkpoint: z.strictObject({ size: count, root: hash }),
  labels: z.array(z.strictObject({ item: uuid, event: hash, index: count, line: hash })).max(400),
});

const bundle = z.strictObject({
  v: z.literal(1),
  space: uuid,
  release: uuid,
  item: uuid,
  /** All that the label rests on and nothing else, in the order of the log, each with a tlog-proof under one checkpoint. */
  events: z
    .array(z.strictObject({ signed: signedEvent, salt: hash.optional(), proof: z.string().max(70_000) }))
    .min(1)
    .max(64),
  /** Each checkpoint that an event cites, by size, with its cosignatures and the proof that the bundle's checkpoint extends it. */
  history: z.array(z.strictObject({ checkpoint: note, proof: path })).max(64),
  openings: z.strictObject({
    profile: opening,
    project: opening,
    item: opening,
    annotation: opening,
    /** Fields in column order; those that stay closed are only commitments. `proof`: the row's place in the dataset's tree. */
    row: z.strictObject({ index: count, fields: z.array(field).min(1).max(500), proof: path }),
  }),
  manifest,
  /** The label's line of the release, without its LF. */
  line: z.string().max(2_000_000),
  /** The label's place among those that the lot's closing counts. */
  lot: z.strictObject({ index: count, proof: path }),
});
export type Bundle = z.infer<typeof bundle>;

/** The file: canonical JSON (RFC 8785) and one LF, so that no byte is without meaning. */
export const writeBundle = (value: Bundle): string => `${toCanonicalJson(value as unknown as Json)}\n`;

/**
 * Untrusted text to a bundle. It must be its own canonical encoding, which also excludes duplicate names.
 * @throws DomainError `bundle-malformed`, `bundle-not-canonical`
 */
export const parseBundle = (text: string): Bundle => {
  if (text.length > MOST_BUNDLE_BYTES) return fail('bundle-malformed', { reason: `longer than ${MOST_BUNDLE_BYTES} characters` });
  const value = readJson(text);
  const parsed = bundle.safeParse(value);
  if (!parsed.success)
    return fail('bundle-malformed', { problems: parsed.error.issues.map(({ path: at, message }) => `/${at.join('/')}: ${message}`) });
  if (canonicalOrUndefined(value) !== text) return fail('bundle-not-canonical', { rule: 'RFC 8785 and one LF' });
  return parsed.data;
};

const readJson = (text: string): Json => {
  try {
    return parseJson(text);
  } catch {
    return fail('bundle-malformed', { reason: 'not JSON' });
  }
};

const canonicalOrUndefined = (value: Json): string | undefined => {
  try {
    return `${toCanonicalJson(value)}\n`;
  } catch {
    return undefined;
  }
};
