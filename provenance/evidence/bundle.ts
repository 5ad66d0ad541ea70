import { z } from 'zod';
import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { DomainError } from '../../common/errors.ts';
import { signedEvent } from '../event/event.ts';
import { count, hash, uuid } from '../event/fields.ts';
import { DEEPEST, isTooDeep } from './depth.ts';
import { fail } from './errors.ts';
import { manifestSchema } from './manifest.ts';

/** Characters of a bundle that are read at all. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

export const note = z.string().max(65_536);
/** 32 bytes in their one base64 spelling. */
const hashInBase64 = z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);
export const path = z.array(hashInBase64).max(63);
/** A document's shape is checked where it is used; all of its bytes are under a commitment. */
const json = z.custom<Json>((value) => value !== undefined);
const opening = z.strictObject({ salt: hash, value: json });
/** Of a leaf in the tree under a root that somebody signed. */
const place = z.strictObject({ index: count, proof: path });

const field = z.union([
  z.strictObject({ commitment: hash }),
  z.strictObject({ commitment: hash, salt: hash, text: z.string().max(1_000_000) }),
]);

const schema = z.strictObject({
  v: z.literal(1),
  space: uuid,
  release: uuid,
  item: uuid,
  /** All that the label rests on and nothing else (chosen.ts), in the order of the log, each with a tlog-proof under one checkpoint. */
  events: z
    .array(z.strictObject({ signed: signedEvent, salt: hash.optional(), proof: z.string().max(70_000) }))
    .min(1)
    .max(1000),
  /** Each checkpoint that an event or the manifest cites, by size, and the proof that the bundle's checkpoint extends it. */
  history: z.array(z.strictObject({ checkpoint: note, proof: path })).max(1000),
  openings: z.strictObject({
    profile: opening,
    project: opening,
    item: z.strictObject({ salt: hash, value: z.string().max(1_000_000) }),
    annotation: opening,
    /** Fields in column order; those that stay closed are only commitments. `proof`: the row's place in the dataset's tree. */
    row: z.strictObject({ index: count, fields: z.array(field).min(1).max(500), proof: path }),
  }),
  manifest: manifestSchema,
  /** The label's line of the release, without its LF. */
  line: z.string().max(2_000_000),
  /** The label's place among those that the lot's closing counts, in the tree under its root. */
  lot: place,
  /**
   * Where the label was reworked: what opens the rework's result, the verdict's place among those that the end of the inspection counts, and the
   * rework's among those that the acceptance takes over.
   */
  rework: z.strictObject({ opening, verdict: place, accepted: place }).exactOptional(),
});
export type Bundle = z.infer<typeof schema>;

/** Canonical JSON (RFC 8785) and one LF, so that no byte of the file is without meaning. */
export const writeCanonical = (file: unknown): string => `${toCanonicalJson(file as Json)}\n`;

export const writeBundle = (bundle: Bundle): string => writeCanonical(bundle);

const readJson = (text: string): Json => {
  if (text.length > MOST_CHARACTERS) return fail('bundle-malformed', { reason: `longer than ${MOST_CHARACTERS} characters` });
  if (isTooDeep(text)) return fail('bundle-malformed', { reason: `nested deeper than ${DEEPEST}` });
  try {
    return parseJson(text);
  } catch (cause) {
    return fail('bundle-malformed', { reason: 'not JSON' }, { cause });
  }
};

/** The text of untrusted bytes, every one of them kept. @throws DomainError `bundle-malformed` */
export const decodeBundle = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    return fail('bundle-malformed', { reason: 'not UTF-8' }, { cause });
  }
};

/** Untrusted text to something of this shape, in whatever spelling. @throws DomainError `bundle-malformed` */
export const readAs = <Shape>(shape: z.ZodType<Shape>, text: string): Shape => {
  const parsed = shape.safeParse(readJson(text));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 20).map(({ path: at, message }) => ({ pointer: `/${at.join('/')}`, reason: message }));
  return fail('bundle-malformed', { problems });
};

/** Untrusted text to something of a bundle's shape, in whatever spelling. @throws DomainError `bundle-malformed` */
export const readBundle = (text: string): Bundle => readAs(schema, text);

/** @throws DomainError `bundle-not-canonical` */
export const verifySpelling = (text: string, file: unknown): void => {
  if (spell(file) !== text) fail('bundle-not-canonical', { rule: 'RFC 8785 and one LF' });
};

const spell = (file: unknown): string | undefined => {
  try {
    return writeCanonical(file);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return undefined;
  }
};

/**
 * Untrusted text to a bundle. It must be its own canonical encoding, which also excludes names that stand twice.
 * @throws DomainError `bundle-malformed`, `bundle-not-canonical`
 */
export const parseBundle = (text: string): Bundle => {
  const bundle = readBundle(text);
  verifySpelling(text, bundle);
  return bundle;
};
