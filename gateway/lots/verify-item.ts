import type { LotItem, RowEvidence } from '../../api/lots.ts';
import { concatBytes, parseHex, toUtf8 } from '../../common/encodings.ts';
import { fail as failProvenance } from '../../provenance/errors.ts';
import { commit, fieldId, verifyOpening } from '../../provenance/event/commitment.ts';
import { textOfField, type FieldForm } from '../../provenance/event/field-text.ts';
import { leafHash, verifyInclusion } from '../../provenance/log/merkle.ts';
import { required } from '../../provenance/space/refusal.ts';
import type { Profile } from '../datasets/service.ts';
import { fail } from './errors.ts';

/** What was signed about a lot's items, their rows and their dataset. */
export interface LotBasis {
  readonly lot: string;
  readonly dataset: string;
  /** Signed at registration: number of rows and root (hex) of their tree. */
  readonly rows: number;
  readonly root: string;
  readonly columns: Profile['columns'];
  readonly form: FieldForm;
  readonly textColumn: string;
  /** Signed when the lot opened: commitment of each item. */
  readonly commitments: ReadonlyMap<string, string>;
}

type Field = RowEvidence['fields'][number];

const isOpened = (field: Field): field is Extract<Field, { readonly text: string }> => 'text' in field;

/** Every opened field opens its commitment, and no withheld one is opened. */
const verifyFields = ({ dataset, columns }: LotBasis, { index, fields }: RowEvidence): void => {
  if (fields.length !== columns.length) fail('row-differs', { index, fields: fields.length, columns: columns.length });
  for (const [column, field] of fields.entries()) {
    if (!isOpened(field)) continue;
    if (columns[column]?.withheld !== false) fail('field-withheld', { index, column: columns[column]?.name });
    const id = fieldId(dataset, index, column);
    if (commit(parseHex(field.salt), 'field', id, toUtf8(field.text)) !== field.commitment)
      failProvenance('commitment-not-opened', { kind: 'field', id });
  }
};

/** The row stands at its index in the dataset's tree. */
const verifyRow = ({ rows, root }: LotBasis, { index, fields, proof }: RowEvidence): void =>
  verifyInclusion({
    index,
    size: rows,
    leaf: leafHash(concatBytes(...fields.map(({ commitment }) => parseHex(commitment)))),
    root: parseHex(root),
    proof: proof.map(parseHex),
  });

/**
 * A delivered item (untrusted) is one that the lot's opening names, its text is the row's text column, and the row is the dataset's.
 * @throws DomainError `item-not-in-lot`, `commitment-not-opened`, `row-differs`, `field-withheld`, `item-text-differs`, `proof-root-mismatch`,
 * `proof-wrong-length`, `proof-index-beyond-size`
 */
export const verifyLotItem = (basis: LotBasis, { id, opening, row }: LotItem): void => {
  const commitment = required(basis.commitments.get(id), 'item-not-in-lot', { lot: basis.lot, item: id });
  verifyOpening(opening, 'item', id, commitment);
  verifyFields(basis, row);
  verifyRow(basis, row);
  const text = row.fields[basis.columns.findIndex(({ name }) => name === basis.textColumn)];
  if (text === undefined || !isOpened(text) || textOfField(text.text, basis.form) !== opening.value)
    fail('item-text-differs', { item: id, row: row.index });
};
