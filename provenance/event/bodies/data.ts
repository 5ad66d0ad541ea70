import { z } from 'zod';
import { count, gradingReason, hash, level } from '../fields.ts';

/** Subject: the dataset, with the commitment to its profile document. Signed by the owner's connector. */
export const datasetRegistered = z.strictObject({
  rows: count,
  columns: count,
  /** Columns that never leave the connector. */
  withheld: count,
  /** RFC 6962 root over the rows; a row's entry is its fields' commitments one after the other. */
  root: hash,
});

/** Signed by the owner's grading officer; `refs` name the registration. */
export const datasetGraded = z.strictObject({
  level,
  reasons: z.array(gradingReason).min(1).max(16),
  /** Version of the level matrix that the officer read. */
  matrix: z.strictObject({ major: count, minor: count }),
});

/** Subject: the dataset, with the commitment to its catalogue entry. `refs` name registration and grading. */
export const datasetPublished = z.strictObject({});
