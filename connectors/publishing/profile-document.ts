import type { z } from 'zod';
import type { profile as profileSchema } from '../../api/documents.ts';
import type { RaggedRow } from '../sources/rows.ts';
import type { TableProfile } from './profile.ts';

export type ProfileDocument = z.infer<typeof profileSchema>;

type ShownRow = NonNullable<NonNullable<ProfileDocument['ragged']>['first']>[number];

export const toShownRow = ({ line, cells, missing, unexpected }: RaggedRow): ShownRow => ({
  line,
  cells,
  ...(missing !== undefined && { missing: [...missing] }),
  ...(unexpected !== undefined && { unexpected: [...unexpected] }),
});

/** As it is handed over and committed to. */
export const toProfileDocument = (
  title: ProfileDocument['title'],
  { rows, columns, form }: TableProfile,
  ragged: ProfileDocument['ragged'],
): ProfileDocument => ({
  title,
  rows,
  columns: [...columns],
  ...(form !== undefined && { form }),
  ...(ragged !== undefined && { ragged }),
});
