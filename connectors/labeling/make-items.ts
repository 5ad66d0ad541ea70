import type { RandomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { commitJson } from '../../provenance/event/commitment.ts';
import { textOfField } from '../../provenance/event/field-text.ts';
import { fail } from '../errors.ts';
import { SALT_BYTES, type CommittedRow } from '../publishing/commitments.ts';
import type { RegisteredDataset } from '../publishing/store.ts';
import { formatOf } from '../sources/table.ts';
import type { StoredItem } from './store.ts';

/** The event that opens a lot names each item, and has to fit into one log entry. */
export const MOST_ITEMS = 400;
/** Characters of all lines of a release, one a label: it has to fit on the wire with its answers. */
const MOST_CHARACTERS = 8_000_000;
/** Characters of one item. */
const LONGEST_TEXT = 100_000;

/** Place of the column whose text is labeled. @throws DomainError `column-unknown`, `column-withheld` */
export const findTextColumn = ({ id, columns, withheld }: RegisteredDataset, name: string): number => {
  const column = columns.indexOf(name);
  if (column < 0) return fail('column-unknown', { columns: [name], dataset: id });
  return withheld.includes(name) ? fail('column-withheld', { column: name, dataset: id, whoCanApprove: 'nobody' }) : column;
};

const checkRequested = (requested: readonly number[], { id, rows }: RegisteredDataset): void => {
  const unknown = requested.filter((row) => row >= rows);
  if (unknown.length > 0) fail('rows-unfit', { dataset: id, reason: 'no such rows', rows: unknown, of: rows });
  if (new Set(requested).size !== requested.length) fail('rows-unfit', { dataset: id, reason: 'a row stands twice' });
};

/** Text of a row that is labeled; '' where there is none, or a JSON value that is no text. */
export const labeledText = ({ source }: Pick<RegisteredDataset, 'source'>, { cells }: CommittedRow, column: number): string =>
  textOfField(cells[column] ?? '', formatOf(source) === 'jsonl' ? 'json' : 'text') ?? '';

/** Those asked for, else all of the given ones with a text. @throws DomainError `rows-unfit`, `lot-too-large` */
const chooseRows = (
  rows: readonly CommittedRow[],
  column: number,
  { dataset, requested, places }: Omit<ItemsRequest, 'rows' | 'column'>,
): readonly CommittedRow[] => {
  if (requested !== undefined) checkRequested(requested, dataset);
  const textOf = (row: CommittedRow): string => labeledText(dataset, row, column);
  const chosen = requested === undefined ? rows.filter((row) => textOf(row) !== '') : rows.filter(({ index }) => requested.includes(index));
  const unfit = chosen.filter((row) => textOf(row) === '' || textOf(row).length > LONGEST_TEXT).map(({ index }) => index);
  if (unfit.length > 0)
    fail('rows-unfit', { dataset: dataset.id, reason: `no text, or longer than ${LONGEST_TEXT} characters`, rows: unfit });
  if (chosen.length === 0) fail('rows-unfit', { dataset: dataset.id, reason: 'no row has a text' });
  const characters = places * chosen.reduce((sum, row) => sum + textOf(row).length, 0);
  if (characters > MOST_CHARACTERS) fail('lot-too-large', { characters, most: MOST_CHARACTERS });
  if (chosen.length > MOST_ITEMS) fail('lot-too-large', { items: chosen.length, most: MOST_ITEMS });
  return chosen;
};

export interface ItemsRequest {
  readonly dataset: RegisteredDataset;
  /** Rows to choose from: those asked for, or all. */
  readonly rows: readonly CommittedRow[];
  readonly column: number;
  readonly requested: readonly number[] | undefined;
  /** Labels of each item. */
  readonly places: number;
}

/** An item a row, in row order, with an id and a salt of its own. @throws DomainError `rows-unfit`, `lot-too-large` */
export const makeItems = ({ rows, column, ...request }: ItemsRequest, newId: () => string, random: RandomBytes): readonly StoredItem[] =>
  chooseRows(rows, column, request).map((row) => ({
    id: newId(),
    row: row.index,
    salt: toHex(random(SALT_BYTES)),
    text: labeledText(request.dataset, row, column),
  }));

/** What the lot's opening says of an item. */
export const toListed = ({ id, salt, text }: StoredItem): { readonly id: string; readonly commitment: string } => ({
  id,
  commitment: commitJson({ salt, value: text }, 'item', id),
});
