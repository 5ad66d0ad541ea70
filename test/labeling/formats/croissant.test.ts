import { expect } from 'chai';
import { toCanonicalJson, type Json } from '../../../common/canonical-json.ts';
import { parseConfiguration } from '../../../labeling/configuration.ts';
import { toCroissant, type DescribedRelease } from '../../../labeling/formats/croissant.ts';

const CONFIGURATION = `<View><Text name="text" value="$text"/>
<Labels name="who" toName="text"><Label value="部门"/><Label value="时间"/></Labels>
<Choices name="kind" toName="text" choice="multiple"><Choice value="任务"/><Choice value="&quot;目标&quot;"/></Choices></View>`;
const DESCRIBED: DescribedRelease = {
  release: '01930a4e-6b2a-7c11-9d10-2f6f0b8d4b00',
  org: '01930a4e-6b2a-7c11-9d10-2f6f0b8d4b01',
  title: { zh: '重点任务', en: 'Tasks' },
  level: 'g1',
  configuration: parseConfiguration(CONFIGURATION),
  closedAt: 1_764_000_000_000,
  data: { sha256: 'ab'.repeat(32), bytes: 120 },
};

interface Field {
  readonly '@id': string;
  readonly dataType?: string | readonly string[];
  readonly subField?: readonly Field[];
  readonly source?: { readonly extract: { readonly column: string } };
}
interface Document {
  readonly conformsTo: string;
  readonly name: object;
  readonly license?: string;
  readonly dateCreated: string;
  readonly distribution: readonly Readonly<Record<string, string>>[];
  readonly recordSet: readonly { readonly '@id': string; readonly field: readonly Field[]; readonly data?: readonly object[] }[];
}
const read = (described = DESCRIBED): Document => JSON.parse(toCroissant(described)) as Document;

describe('Croissant metadata of a release', () => {
  it('is canonical JSON and one LF, of version 1.1, in both languages, and names no licence that nobody gave', () => {
    const text = toCroissant(DESCRIBED);
    expect(text).to.equal(`${toCanonicalJson(JSON.parse(text) as Json)}\n`);
    const { conformsTo, name, license, dateCreated } = read();
    expect({ conformsTo, name, license, dateCreated }).to.deep.equal({
      conformsTo: 'http://mlcommons.org/croissant/1.1',
      name: { zh: '重点任务', en: 'Tasks' },
      license: undefined,
      dateCreated: '2025-11-24T16:00:00.000Z',
    });
  });

  it('binds the file by its hash and size', () => {
    const [file] = read().distribution;
    expect(file).to.include({
      contentUrl: 'data.jsonl',
      sha256: 'ab'.repeat(32),
      contentSize: '120 B',
      encodingFormat: 'application/jsonlines',
    });
    const other = { ...DESCRIBED, data: { ...DESCRIBED.data, sha256: 'cd'.repeat(32) } };
    expect(toCroissant(other)).not.to.equal(toCroissant(DESCRIBED));
  });

  it('says what was asked and what could be answered', () => {
    const [questions, options] = read().recordSet;
    expect(questions?.data).to.deep.equal([
      { 'questions/name': 'who', 'questions/kind': 'labels', 'questions/title': 'who' },
      { 'questions/name': 'kind', 'questions/kind': 'choices', 'questions/title': 'kind' },
    ]);
    expect(options?.data).to.deep.equal([
      { 'options/question': 'who', 'options/value': '部门', 'options/title': '部门' },
      { 'options/question': 'who', 'options/value': '时间', 'options/title': '时间' },
      { 'options/question': 'kind', 'options/value': '任务', 'options/title': '任务' },
      { 'options/question': 'kind', 'options/value': '"目标"', 'options/title': '"目标"' },
    ]);
  });

  it('types each column of a line, and the parts of an answer', () => {
    const labels = read().recordSet.find((set) => set['@id'] === 'labels')?.field ?? [];
    const columns = labels.flatMap(({ source }) => (source === undefined ? [] : [source.extract.column]));
    expect(columns).to.deep.equal(['id', 'text', 'annotation_method', 'annotator_class', 'project', 'lot', 'row', 'event', 'index']);
    const parts = labels.find((field) => field['@id'] === 'labels/result')?.subField ?? [];
    expect(Object.fromEntries(parts.map((part) => [part['@id'], part.dataType]))).to.deep.equal({
      'labels/result/question': 'sc:Text',
      'labels/result/kind': 'sc:Text',
      'labels/result/choices': ['sc:Text', 'cr:Label'],
      'labels/result/start': 'sc:Integer',
      'labels/result/end': 'sc:Integer',
      'labels/result/label': ['sc:Text', 'cr:Label'],
    });
  });
});
