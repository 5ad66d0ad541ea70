import { z } from 'zod';
import { protectionPlan } from '../privacy/deidentification/plan.ts';
import { KINDS } from '../policies/classification/finding.ts';
import { resultSchema } from '../labeling/result.ts';
import { goldTerms } from '../provenance/event/bodies/gold.ts';
import { inspectionTerms } from '../provenance/event/bodies/inspection.ts';
import { payTerms } from '../provenance/event/bodies/pay.ts';
import { count, hash, itemPrice, lateWork, level, milliseconds, MOST_NOTE, overlap, uuid } from '../provenance/event/fields.ts';
import { bilingual, line } from './fields.ts';
import { sealedLabel } from './sealed.ts';

/** Text of a labelling item, as delivered. */
export const itemText = z.string().max(100_000);
const columnName = z.string().min(1).max(200);
/** Name of a table in a connector's folder, in any script; no path. */
export const sourceName = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ .()-]{0,127}$/u);

/** Encoding of a file without a byte order mark, by its name in the WHATWG Encoding Standard; UTF-8 unless told. */
const sourceEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030']);

const names = z.array(z.string().max(200)).max(20);
const raggedRow = z.strictObject({
  /** Where it begins in the file, from 1. */
  line: count,
  cells: count,
  missing: names.exactOptional(),
  unexpected: names.exactOptional(),
});

export const profile = z
  .strictObject({
    title: bilingual,
    rows: count,
    columns: z
      .array(
        z.strictObject({
          name: columnName,
          /** Cells that are not empty. */
          filled: count,
          distinct: count,
          /** There are more different ones than `distinct`, which is as far as they were counted. */
          distinctAtLeast: z.literal(true).exactOptional(),
          /** Characters of the longest cell. */
          longest: count,
          /** Cells with personal identifiers, by kind; missing in profiles made before anybody looked. */
          found: z.partialRecord(z.enum(KINDS), count).exactOptional(),
          /** What most filled cells look like, and how many do; all of them stay text. */
          look: z.strictObject({ like: z.enum(['date', 'number', 'digits']), cells: count }).exactOptional(),
          /** Never leaves the connector. */
          withheld: z.boolean(),
        }),
      )
      .min(1)
      .max(500),
    /** Fields are the canonical text of JSON values (a JSON Lines file); without it, the text of cells. */
    form: z.literal('json').exactOptional(),
    /** Rows that do not fit the heading, of a JSON Lines file objects with other names: they are in no other figure, and in no dataset. */
    ragged: z.strictObject({ count, first: z.array(raggedRow).max(20).exactOptional() }).exactOptional(),
  })
  .meta({ id: 'Profile' });

export const catalogueEntry = z
  .strictObject({
    title: bilingual,
    summary: z.strictObject({ zh: z.string().min(1).max(2000), en: z.string().min(1).max(2000) }),
    /** Those not withheld. */
    columns: z.array(columnName).max(500),
    level,
  })
  .meta({ id: 'CatalogueEntry' });

export const projectDocument = z
  .strictObject({
    title: bilingual,
    /** Label Studio configuration, XML. */
    configuration: z.string().min(1).max(65_536),
    textColumn: columnName,
    instructions: z.strictObject({ zh: z.string().max(10_000), en: z.string().max(10_000) }),
  })
  .meta({ id: 'ProjectDocument' });

/** Arguments of each command to a connector. */
export const COMMAND_ARGUMENTS = {
  'list-sources': z.strictObject({}),
  'profile-source': z.strictObject({ source: sourceName, encoding: sourceEncoding.optional() }),
  'register-dataset': z.strictObject({
    source: sourceName,
    dataset: uuid,
    title: bilingual,
    withhold: z.array(columnName).max(500),
    encoding: sourceEncoding.optional(),
    /** What becomes of rows that do not fit the heading; without it the table is refused. */
    ragged: z.literal('leave-out').optional(),
  }),
  /** Makes a de-identified derivative of a registered dataset, under the id `derived`. */
  'protect-dataset': z.strictObject({ derived: uuid, title: bilingual, plan: protectionPlan }),
  /** Rows of a derivative, from 0, for the spot check. */
  'show-rows': z.strictObject({ dataset: uuid, rows: z.array(count).min(1).max(50) }),
  /** How far a derivative is, or its report. */
  'show-protection': z.strictObject({ dataset: uuid }),
  /** Derivatives of a dataset that are in work. */
  'list-protections': z.strictObject({ dataset: uuid }),
  'open-lot': z.strictObject({
    project: uuid,
    lot: uuid,
    price: itemPrice,
    deadline: milliseconds,
    /** So many people label each item, blind to each other; one without it. */
    overlap: overlap.optional(),
    /** Late work that is paid beside that; none without it. */
    late: lateWork.optional(),
    /** Who inspects it once it is closed, and how; nobody without it. */
    inspection: inspectionTerms.optional(),
    /** What may be withheld of pay after that, and who decides when it is contested; nothing without it. */
    pay: payTerms.optional(),
    /** Answers that are known before: a file in the connector's folder `gold/` (connectors/gold/folder.ts); none without it. */
    gold: goldTerms.omit({ items: true, root: true }).extend({ source: sourceName }).optional(),
    /** Rows from 0; without them all. */
    rows: z.array(count).min(1).max(400).optional(),
  }),
  'prepare-release': z.strictObject({ lot: uuid, release: uuid }),
} as const;
export type CommandName = keyof typeof COMMAND_ARGUMENTS;
export type CommandArguments<Name extends CommandName> = z.infer<(typeof COMMAND_ARGUMENTS)[Name]>;

const commandArguments = z.union([
  COMMAND_ARGUMENTS['open-lot'],
  COMMAND_ARGUMENTS['register-dataset'],
  COMMAND_ARGUMENTS['protect-dataset'],
  COMMAND_ARGUMENTS['show-rows'],
  COMMAND_ARGUMENTS['show-protection'],
  COMMAND_ARGUMENTS['list-protections'],
  COMMAND_ARGUMENTS['prepare-release'],
  COMMAND_ARGUMENTS['profile-source'],
  COMMAND_ARGUMENTS['list-sources'],
]);

/** Answers in the members of a Label Studio result; offsets are Unicode code points of the delivered text, end exclusive. */
export const annotation = resultSchema.meta({ id: 'Annotation' });

const openingOf = <Value extends z.ZodType>(value: Value) => z.strictObject({ salt: hash, value });

export const profileOpening = openingOf(profile).meta({ id: 'ProfileOpening' });
export const catalogueOpening = openingOf(catalogueEntry).meta({ id: 'CatalogueOpening' });
export const projectOpening = openingOf(projectDocument).meta({ id: 'ProjectOpening' });
export const commandOpening = openingOf(commandArguments).meta({ id: 'CommandOpening' });
export const annotationOpening = openingOf(annotation).meta({ id: 'AnnotationOpening' });
/** What a reviewer says of a label in words. */
const noteText = z.string().min(1).max(MOST_NOTE);
export const noteOpening = openingOf(noteText).meta({ id: 'NoteOpening' });
export const itemOpening = openingOf(itemText).meta({ id: 'ItemOpening' });

/** What is handed in beside an event whose commitment it opens, or whose hash it has. */
export const document = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('profile'), opening: profileOpening }),
    z.strictObject({ kind: z.literal('catalogue-entry'), opening: catalogueOpening }),
    z.strictObject({ kind: z.literal('project'), opening: projectOpening }),
    z.strictObject({ kind: z.literal('command'), opening: commandOpening }),
    z.strictObject({ kind: z.literal('annotation'), opening: annotationOpening }),
    z.strictObject({ kind: z.literal('verdict-note'), opening: noteOpening }),
    z.strictObject({ kind: z.literal('sealed-label'), sealed: sealedLabel }),
  ])
  .meta({ id: 'Document' });
export type Document = z.infer<typeof document>;
/** One that shows what it commits to. */
export type OpenDocument = Exclude<Document, { readonly kind: 'sealed-label' }>;

/** Display of a source in a connector's folder. */
export const sourceListing = z
  .strictObject({
    source: line,
    bytes: count,
    /** While it is read: rows and bytes so far, and the share of the file. */
    reading: z.strictObject({ rows: count, bytes: count, share: z.number().min(0).max(1) }).optional(),
  })
  .meta({ id: 'SourceListing' });
