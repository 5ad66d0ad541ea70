import { parseJson, toCanonicalJson, toSignableBytes, type Json } from '../../../common/canonical-json.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { concatBytes, parseBase64, parseHex, toHex, toUtf8 } from '../../../common/encodings.ts';
import { commit, fieldId, verifyOpening } from '../../event/commitment.ts';
import { leafHash, verifyInclusion } from '../../log/merkle.ts';
import { fail, requireSame } from '../bundle.ts';
import type { Context } from '../context.ts';
import type { Check } from './check.ts';

const commitmentOf = ({ commitment }: { readonly commitment?: string | undefined }): string =>
  commitment ?? fail('evidence-missing', { type: 'commitment' });

const sha256Hex = (text: string): string => toHex(sha256(toUtf8(text)));

const member = (value: Json, name: string): Json => {
  const found =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [key: string]: Json })[name] : undefined;
  return found ?? fail('evidence-missing', { type: name });
};

const text = (value: Json): string => (typeof value === 'string' ? value : fail('evidence-differs', { what: 'a text is expected' }));

const opens =
  (name: 'profile' | 'project' | 'item', type: 'dataset-registered' | 'project-opened' | 'annotation-signed'): Check['run'] =>
  ({ bundle, eventOf }) => {
    const { subject } = eventOf(type).signed.event;
    verifyOpening(bundle.openings[name], name, subject.id, commitmentOf(subject));
  };

const columnsOf = ({ bundle }: Context): { readonly name: string; readonly withheld: boolean }[] => {
  const columns = member(bundle.openings.profile.value, 'columns');
  if (!Array.isArray(columns)) return fail('evidence-differs', { what: 'columns' });
  return columns.map((column: Json) => ({ name: text(member(column, 'name')), withheld: member(column, 'withheld') === true }));
};

const verifyRow = ({ bundle, eventOf }: Context): void => {
  const { event } = eventOf('dataset-registered').signed;
  const { index, fields, proof } = bundle.openings.row;
  for (const [column, field] of fields.entries())
    if ('text' in field)
      requireSame(
        'field',
        commit(parseHex(field.salt), 'field', fieldId(event.subject.id, index, column), toUtf8(field.text)),
        field.commitment,
      );
  requireSame('columns', fields.length, event.body.columns);
  const leaf = leafHash(concatBytes(...fields.map(({ commitment }) => parseHex(commitment))));
  verifyInclusion({ index, size: event.body.rows, leaf, root: parseHex(event.body.root), proof: proof.map(parseBase64) });
};

/** The item is the row's text column; the withheld columns stay closed. */
const verifyItemIsRow = (context: Context): void => {
  const { bundle } = context;
  const columns = columnsOf(context);
  const wanted = text(member(bundle.openings.project.value, 'textColumn'));
  const field = bundle.openings.row.fields[columns.findIndex(({ name }) => name === wanted)];
  requireSame('item', field !== undefined && 'text' in field ? field.text : null, bundle.openings.item.value);
  for (const [i, { name, withheld }] of columns.entries())
    if (withheld && 'text' in (bundle.openings.row.fields[i] ?? {})) fail('evidence-differs', { what: 'a withheld column is open', name });
};

const verifyCounted = ({ bundle, eventOf }: Context): void => {
  const { body } = eventOf('lot-closed').signed.event;
  const leaf = leafHash(leafHash(eventOf('annotation-signed').entry));
  const { index, proof } = bundle.lot;
  verifyInclusion({ index, size: body.labels, leaf, root: parseHex(body.root), proof: proof.map(parseBase64) });
};

const verifyManifest = ({ bundle, eventOf }: Context): void => {
  const { manifest, space, release } = bundle;
  const signed = eventOf('release-signed').signed.event.body;
  const project = eventOf('project-opened').signed.event;
  const closed = eventOf('lot-closed').signed.event.body;
  const { items } = eventOf('lot-opened').signed.event.body;
  const configuration = sha256Hex(text(member(bundle.openings.project.value, 'configuration')));
  requireSame(
    'manifest',
    { ...manifest, checkpoint: 0, labels: manifest.labels.length, data: manifest.data.sha256 },
    {
      v: 1,
      release,
      space,
      project: signed.project,
      lot: signed.lot,
      dataset: project.body.dataset,
      level: eventOf('dataset-graded').signed.event.body.level,
      configuration,
      data: signed.data,
      completeness: { items: items.length, labeled: closed.labels, reported: closed.reports, left: closed.left.length },
      checkpoint: 0,
      labels: closed.labels,
    },
  );
  requireSame('counts of the release', { labels: signed.labels, items: signed.items }, { labels: closed.labels, items: items.length });
};

const verifyLineListed = ({ bundle, eventOf }: Context): void => {
  const annotation = eventOf('annotation-signed');
  const listed = bundle.manifest.labels.filter(({ item }) => item === bundle.item);
  requireSame('label in the manifest', listed, [
    { item: bundle.item, event: annotation.id, index: annotation.index, line: sha256Hex(`${bundle.line}\n`) },
  ]);
};

const verifyLine = ({ bundle, eventOf }: Context): void => {
  const annotation = eventOf('annotation-signed');
  const line = parseJson(bundle.line);
  requireSame('line', bundle.line, toCanonicalJson(line));
  const stated = ['id', 'text', 'result', 'annotation_method', 'lot', 'row', 'event', 'index'].map((name) => member(line, name));
  const { method, lot } = annotation.signed.event.body;
  const { item, annotation: result, row } = bundle.openings;
  requireSame('line', stated, [bundle.item, item.value, result.value, method, lot, row.index, annotation.id, annotation.index]);
};

export const CONTENT_CHECKS: readonly Check[] = [
  {
    name: 'profile-opens',
    how: { zh: '数据集概况打开登记时的承诺（HMAC-SHA256）', en: 'the profile opens the registration’s commitment (HMAC-SHA256)' },
    run: opens('profile', 'dataset-registered'),
  },
  {
    name: 'project-opens',
    how: { zh: '项目说明与标注配置打开项目的承诺', en: 'project document and configuration open the project’s commitment' },
    run: opens('project', 'project-opened'),
  },
  {
    name: 'item-opens',
    how: { zh: '条目文本打开批次清单中的承诺', en: 'the item’s text opens the commitment on the lot’s list' },
    run: opens('item', 'annotation-signed'),
  },
  {
    name: 'annotation-opens',
    how: { zh: '标注结果打开标注员签名的承诺', en: 'the result opens the commitment that the labeller signed' },
    run: ({ bundle, eventOf }) => {
      const { body, subject } = eventOf('annotation-signed').signed.event;
      verifyOpening(bundle.openings.annotation, 'annotation', subject.id, body.result);
    },
  },
  {
    name: 'result-fits',
    how: { zh: '结果符合标注配置，位置在文本之内', en: 'the result fits the configuration and lies within the text' },
    run: ({ bundle, fits }) => {
      const { project, item, annotation } = bundle.openings;
      fits(text(member(project.value, 'configuration')), text(item.value), annotation.value);
    },
  },
  {
    name: 'row-in-dataset',
    how: {
      zh: '源行在登记的数据集里（逐栏承诺与默克尔证明）',
      en: 'the source row is in the registered dataset (field commitments and Merkle proof)',
    },
    run: verifyRow,
  },
  {
    name: 'item-is-row',
    how: { zh: '条目文本就是源行的文本栏，未披露栏保持封闭', en: 'the item is the row’s text column; withheld columns stay closed' },
    run: verifyItemIsRow,
  },
  {
    name: 'label-counted',
    how: { zh: '批次关闭时计入的正是这条标注', en: 'this very label is counted in the lot’s closing' },
    run: verifyCounted,
  },
  {
    name: 'manifest-hash',
    how: { zh: '清单的散列就是所有方签名的散列（SHA-256）', en: 'the manifest’s hash is the one that the owner signed (SHA-256)' },
    run: ({ bundle, eventOf }) =>
      requireSame('manifest', toHex(sha256(toSignableBytes(bundle.manifest))), eventOf('release-signed').signed.event.body.manifest),
  },
  {
    name: 'manifest-true',
    how: { zh: '清单与签名记录一致，完整性计数吻合', en: 'the manifest agrees with the signed events; its counts add up' },
    run: verifyManifest,
  },
  { name: 'line-listed', how: { zh: '交付行的散列在清单里', en: 'the release’s line is listed by its hash' }, run: verifyLineListed },
  { name: 'line-true', how: { zh: '交付行就是这条标注与这条文本', en: 'the line is this label and this text' }, run: verifyLine },
];
