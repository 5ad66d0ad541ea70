import { z } from 'zod';
import { count, gradingReason, hash, level, uuid } from '../fields.ts';

/** Subject: the dataset, with the commitment to its profile document. Signed by the owner's connector. */
export const datasetRegistered = z.strictObject({
  rows: count,
  columns: count,
  /** Columns that never leave the connector. */
  withheld: count,
  /** RFC 6962 root over the rows; a row's entry is its fields' commitments one after the other. */
  root: hash,
  /** A de-identified derivative: of which dataset, by which plan and with which report (docs/protocols/deidentification.md). `refs` name the registration of that dataset. */
  derived: z.strictObject({ from: uuid, plan: hash, report: hash }).optional(),
});

/** Signed by the owner's grading officer; `refs` name the registration. */
export const datasetGraded = z.strictObject({
  level,
  reasons: z.array(gradingReason).min(1).max(16),
  /** Version of the level matrix that the officer read. */
  matrix: z.strictObject({ major: count, minor: count }),
  /** Rows of a derivative that the officer has read, and in how many of them somebody could still be recognized. */
  spotCheck: z.strictObject({ rows: count, findings: count }).optional(),
});

/** Subject: the dataset, with the commitment to its catalogue entry. `refs` name registration and grading. */
export const datasetPublished = z.strictObject({});
