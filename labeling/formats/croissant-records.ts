import type { Json } from '../../common/canonical-json.ts';
import type { Consensus } from '../agreement/consensus.ts';
import type { Configuration } from '../configuration-model.ts';

interface Column {
  readonly name: string;
  readonly type: string | readonly string[];
  readonly zh: string;
  readonly en: string;
}

const columnField = ({ name, type, zh, en }: Column): Json => ({
  '@type': 'cr:Field',
  '@id': `labels/${name}`,
  name: `labels/${name}`,
  description: { zh, en },
  dataType: type as Json,
  source: { fileObject: { '@id': 'data.jsonl' }, extract: { column: name } },
});

const BEFORE: readonly Column[] = [
  { name: 'id', type: 'sc:Text', zh: '条目', en: 'the item' },
  { name: 'text', type: 'sc:Text', zh: '所交付的文本', en: 'the text as delivered' },
];
const AFTER: readonly Column[] = [
  { name: 'annotation_method', type: 'sc:Text', zh: '标注方法', en: 'how it was labelled' },
  { name: 'annotator_class', type: 'sc:Text', zh: '标注者类别', en: 'what kind of labeller' },
  { name: 'project', type: 'sc:Text', zh: '项目', en: 'the project' },
  { name: 'lot', type: 'sc:Text', zh: '批次', en: 'the lot' },
  { name: 'row', type: 'sc:Integer', zh: '数据集的行，从 0 起', en: 'row of the dataset, from 0' },
  { name: 'event', type: 'sc:Text', zh: '标注记录的标识', en: 'id of the signed label' },
  { name: 'index', type: 'sc:Integer', zh: '账本位置', en: 'place in the log' },
];

interface Part {
  readonly name: string;
  readonly type: string | readonly string[];
  readonly path: string;
  readonly en: string;
  readonly zh: string;
}

/** Every answer has all of them; what its kind of question has not is null. */
const PARTS: readonly Part[] = [
  { name: 'question', type: 'sc:Text', path: '$.from_name', zh: '问题（questions/name）', en: 'the question (questions/name)' },
  { name: 'kind', type: 'sc:Text', path: '$.type', zh: '问题的种类', en: 'its kind' },
  {
    name: 'choices',
    type: ['sc:Text', 'cr:Label'],
    path: '$.value.choices',
    zh: '对整段文本的选择',
    en: 'what was chosen for the whole text',
  },
  { name: 'start', type: 'sc:Integer', path: '$.value.start', zh: '区间起点，码点', en: 'where the span starts, in code points' },
  { name: 'end', type: 'sc:Integer', path: '$.value.end', zh: '区间终点（不含），码点', en: 'where it ends, exclusive, in code points' },
  { name: 'label', type: ['sc:Text', 'cr:Label'], path: '$.value.labels[0]', zh: '区间的标签', en: 'the label of the span' },
];

const answerField = ({ name, type, path, zh, en }: Part): Json => ({
  '@type': 'cr:Field',
  '@id': `labels/result/${name}`,
  name: `labels/result/${name}`,
  description: { zh, en },
  dataType: type as Json,
  repeated: true,
  source: { fileObject: { '@id': 'data.jsonl' }, extract: { column: 'result' }, transform: { jsonPath: path } },
});

const ANSWERS: Json = {
  '@type': 'cr:Field',
  '@id': 'labels/result',
  name: 'labels/result',
  description: { zh: '对各问题的回答', en: 'the answers to the questions' },
  repeated: true,
  subField: PARTS.map(answerField),
};

/** One record a line of the file. */
export const RECORD_SETS: readonly Json[] = [
  {
    '@type': 'cr:RecordSet',
    '@id': 'labels',
    name: { zh: '标注', en: 'labels' },
    key: { '@id': 'labels/event' },
    field: [...BEFORE.map(columnField), ANSWERS, ...AFTER.map(columnField)],
  },
];

const toSet = (id: string, names: readonly [string, string], fields: readonly string[], data: readonly (readonly string[])[]): Json => ({
  '@type': 'cr:RecordSet',
  '@id': id,
  name: { zh: names[0], en: names[1] },
  field: fields.map((name) => ({ '@type': 'cr:Field', '@id': `${id}/${name}`, name: `${id}/${name}`, dataType: 'sc:Text' })),
  data: data.map((row) => Object.fromEntries(fields.map((name, at) => [`${id}/${name}`, row[at] ?? '']))),
});

/** What was asked, and what could be answered. */
export const toQuestions = ({ controls }: Configuration): readonly Json[] => [
  toSet(
    'questions',
    ['问题', 'questions'],
    ['name', 'kind', 'title'],
    controls.map(({ name, kind, title }) => [name, kind, title ?? name]),
  ),
  toSet(
    'options',
    ['选项', 'options'],
    ['question', 'value', 'title'],
    controls.flatMap(({ name, options }) => options.map(({ value, title }) => [name, value, title])),
  ),
];

/**
 * What several labels of an item say together, a record an item and question; none where no item has several. Values are sets of choices as
 * canonical JSON.
 */
export const toConsensus = ({ controls }: Configuration, consensus: readonly Consensus[]): readonly Json[] =>
  consensus.length === 0
    ? []
    : [
        toSet(
          'consensus',
          ['多人标注的条目', 'items of several labels'],
          ['item', 'question', 'labels', 'majority', 'tied', 'likeliest', 'probability'],
          consensus.flatMap(({ question, items }) =>
            items.map(({ item, labels, majority, tied, likeliest, probability }) => [
              item,
              controls[question]?.name ?? '',
              String(labels),
              majority,
              String(tied),
              likeliest,
              probability,
            ]),
          ),
        ),
      ];
