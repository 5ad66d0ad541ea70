import { concatBytes, parseBase64, parseHex, toUtf8 } from '../../../common/encodings.ts';
import { fail as failProvenance } from '../../errors.ts';
import { commit, fieldId } from '../../event/commitment.ts';
import { textOfField } from '../../event/field-text.ts';
import { leafHash, verifyInclusion } from '../../log/merkle.ts';
import type { Context } from '../context.ts';
import { columnsOf, formOf, taskOf } from '../documents.ts';
import { fail } from '../errors.ts';
import type { Check } from './check.ts';

const verifyRow = ({ bundle, chosen }: Context): void => {
  const { subject, body } = chosen().registered.signed.event;
  const { index, fields, proof } = bundle.openings.row;
  if (fields.length !== body.columns) fail('row-differs', { fields: fields.length, columns: body.columns });
  for (const [column, field] of fields.entries()) {
    if (!('text' in field)) continue;
    const id = fieldId(subject.id, index, column);
    const commitment = commit(parseHex(field.salt), 'field', id, toUtf8(field.text));
    if (commitment !== field.commitment) failProvenance('commitment-not-opened', { kind: 'field', id });
  }
  const leaf = leafHash(concatBytes(...fields.map(({ commitment }) => parseHex(commitment))));
  verifyInclusion({ index, size: body.rows, leaf, root: parseHex(body.root), proof: proof.map(parseBase64) });
};

/** The item's text is the row's text column, and no withheld column is open. */
const verifyItem = ({ bundle }: Context): void => {
  const { fields } = bundle.openings.row;
  const columns = columnsOf(bundle.openings.profile.value);
  const { textColumn } = taskOf(bundle.openings.project.value);
  const text = fields[columns.findIndex(({ name }) => name === textColumn)];
  const form = formOf(bundle.openings.profile.value);
  if (text === undefined || !('text' in text) || textOfField(text.text, form) !== bundle.openings.item.value)
    fail('item-differs', { textColumn });
  for (const [at, { name, withheld }] of columns.entries())
    if (withheld && 'text' in (fields[at] ?? {})) fail('field-withheld', { column: name });
};

export const ROW_CHECKS: readonly Check[] = [
  {
    name: 'row-opens-in-dataset',
    what: { zh: '源行在登记的数据集里', en: 'the source row is in the registered dataset' },
    how: {
      zh: '披露的字段逐个打开承诺；整行的默克尔证明复算到登记的根',
      en: 'each disclosed field opens its commitment; the row’s Merkle proof gives the registered root',
    },
    run: verifyRow,
  },
  {
    name: 'item-equals-row',
    what: { zh: '条目文本就是源行的文本栏', en: 'the item is the row’s text column' },
    how: {
      zh: '按概况中的栏序逐字比较；不出域的栏保持封闭',
      en: 'compared character by character in the profile’s column order; withheld columns stay closed',
    },
    run: verifyItem,
  },
];
