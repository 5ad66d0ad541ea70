import { DomainError } from '../../../common/errors.ts';
import type { LotRework, ProjectDetail } from '../../../console/src/data/projects.ts';
import type { DataSource } from '../../../console/src/data/source.ts';
import type { ProtectedDataset } from '../../../console/src/data/protection.ts';
import type { LabelEntry, ReturnedItem, WorkLot } from '../../../console/src/data/work.ts';
import { PROJECT } from '../../../demo/space/project.ts';
import { parseConfiguration } from '../../../labeling/configuration.ts';
import type { Answer } from '../../../labeling/result.ts';
import { decideDelivery } from '../../../policies/levels/delivery.ts';
import type { ProtectionReport } from '../../../privacy/deidentification/report.ts';
import type { ProtectionPlan } from '../../../privacy/deidentification/plan.ts';
import { GOLD } from './sample-figures.ts';
import { answeredRows } from './sample-answers.ts';
import { createSampleContests, samplePay } from './sample-contests.ts';
import { createSampleInspections } from './sample-inspections.ts';
import { ANOMALIES } from './sample-anomalies.ts';
import { createMemoryBench } from './memory-bench.ts';
import { createSamplePublishing } from './sample-publishing.ts';
import {
  DATASETS,
  AUDITOR,
  FIRM,
  hex,
  LEDGER,
  NOW,
  ORGANISATION,
  organisationOf,
  OWNER,
  PERSON,
  PROJECTS,
  PROTECTION,
  RELEASE,
  REPORT,
  RULING,
  SEALED_PROJECT,
  WATERMARK,
} from './sample-data.ts';

/** full: everything; registering: the connector is at a table, and stays there; graded: the derivative has a level, after a spot check; empty: lists without entries; signed-out; failing: every question fails; locked: key locked, root not yet confirmed; lying: the draw of a sample that is not the own one; swapped: another label than the one that was drawn; withheld: no key for the sample of a sealed lot; inspected: lots of a project in each state of its owner's answer; returned: a closed lot, of which labels came back; growing: as full, and others sign while one looks (growing-source.ts). */
export type SampleKind =
  | 'full'
  | 'empty'
  | 'signed-out'
  | 'failing'
  | 'locked'
  | 'sealed'
  | 'registering'
  | 'graded'
  | 'damaged'
  | 'many-labels'
  | 'paragraphs'
  | 'several'
  | 'returned'
  | 'lying'
  | 'swapped'
  | 'withheld'
  | 'inspected'
  | 'growing';

const TEXTS = [
  '到2027年，建成2个以上数据标注示范园区，培育5家以上标杆企业，招引3家以上头部企业，企业数量突破30家，营业收入超2亿元，带动相关产业规模突破100亿元。由市数据局牵头，会同市工信局、各县区人民政府按季度分解落实。',
  '编制公共数据标注目录，建立需求对接机制。',
  '🚧报修：清江浦区北门桥路灯不亮，请尽快处理🙏谢谢',
];

/** Breaks of both kinds, a blank line, and a break at the end. */
export const PARAGRAPHS = '第一段。\r\n\r\n第三段😀\n';

const LOT: WorkLot = {
  id: 'lot-1',
  title: PROJECT.title,
  organisation: OWNER,
  level: 'g1',
  price: 32,
  deadline: NOW + 432_000_000,
  items: 400,
  free: 265,
  mine: 134,
  earned: 4288,
  closed: false,
};

const named = (element: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `<${element} value="类别${at + 1}"/>`).join('');
/** Sixteen labels that may lie over each other, and twelve choices: more than there are digits. */
const MANY_LABELS = `<View><Text name="text" value="$text"/><Labels name="what" toName="text" overlap="true">${named('Label', 16)}</Labels>
  <Choices name="kind" toName="text" required="true">${named('Choice', 12)}</Choices></View>`;

/** Its owner has been away since half past two by Beijing time, two minutes before everything else here. */
const SEALED_LOT: WorkLot = {
  ...LOT,
  id: 'lot-3',
  level: 'g3',
  deadline: LOT.deadline + 1,
  free: 214,
  mine: 0,
  earned: 0,
  stock: { ready: 214, offlineSince: NOW - 126_000 },
};

const EARLIER: readonly LabelEntry[] = [
  { item: 'earlier-1', row: 131, state: 'logged', index: 118_198 },
  { item: 'earlier-2', row: 132, state: 'logged', index: 118_199 },
  { item: 'earlier-3', row: 133, state: 'received', index: 118_201 },
  { item: 'earlier-4', row: 134, state: 'waiting' },
  { item: 'earlier-5', row: 88, state: 'refused', code: 'item-already-labeled' },
];

const UNREADABLE: LabelEntry = { item: 'earlier-6', row: 89, state: 'unreadable', index: 118_190 };

const FOUND = { reason: 'boundary', severity: 'severe', reviewer: '7c419e0b52d8' } as const;
const purpose: Answer = { type: 'choices', from_name: 'nature', to_name: 'clause', value: { choices: ['目标'] } };
const moment = (start: number, end: number): Answer => ({
  type: 'labels',
  from_name: 'elements',
  to_name: 'clause',
  value: { start, end, labels: ['时间'] },
});
const REWORKS: readonly LotRework[] = [
  { event: hex(86), index: 118_190, leaf: new Uint8Array(32), position: 11, reason: 'boundary', severity: 'severe' },
];
const RETURNED: Readonly<Record<string, ReturnedItem>> = {
  'item-0': { ...FOUND, label: hex(81), handedIn: [moment(0, 6), purpose] },
  'item-2': { ...FOUND, label: hex(84), reason: 'missing', severity: 'slight', handedIn: [purpose] },
};

const found = async <Value>(value: Value | undefined): Promise<Value> => {
  if (value === undefined) throw new DomainError('subject-unknown');
  return value;
};

/** What stands over protected texts. */

const sessionOf = (kind: SampleKind): DataSource['session'] => {
  const person =
    kind === 'locked'
      ? { ...PERSON, key: { state: 'locked', fingerprint: '7c419e0b52d8' } as const, anchor: { ...PERSON.anchor, confirmed: false } }
      : PERSON;
  return {
    space: async () => ({ names: { zh: '淮安数据空间', en: 'Huai’an data space' }, seeded: kind === 'locked' }),
    current: async () => (kind === 'signed-out' ? undefined : person),
    startSignIn: () => undefined,
    signOut: async () => undefined,
    interaction: async () => undefined,
    answerInteraction: () => Promise.reject(new DomainError('passphrase-wrong')),
    unlock: () => Promise.reject(new DomainError('passphrase-wrong')),
    confirmAnchor: async () => ({ ...PERSON.anchor, confirmed: true }),
  };
};

const acted = async (): Promise<{ event: string; index: number }> => ({ event: hex(99), index: 118_205 });

const projectOf = (project: ProjectDetail, kind: SampleKind): ProjectDetail => {
  const [, closed] = project.lotRows;
  return kind === 'inspected' && closed !== undefined ? { ...project, lotRows: answeredRows(closed) } : project;
};

const DERIVATIVE = DATASETS[2]?.id ?? '';
const GRADED = {
  level: 'g3',
  state: 'graded',
  grading: {
    level: 'g3',
    reasons: ['personal-information'],
    matrix: { major: 1, minor: 0 },
    spotCheck: { rows: 1200, findings: 0 },
    officer: '沈立',
    time: NOW,
    index: 118_120,
  },
  openLabeling: decideDelivery('g3', 'open'),
  sealedLabeling: decideDelivery('g3', 'sealed'),
} as const;
const never = <Value>(): Promise<Value> => new Promise<never>(() => undefined);

/** Only one derivative has the report that it was registered with. */
const reportOf = (dataset: string): ProtectionReport => {
  if (dataset !== DERIVATIVE) throw new DomainError('report-differs', { dataset });
  return PROTECTION;
};

/** A plan that delivers the text as it is is refused, as a connector would. */
const protect = async ({ columns }: ProtectionPlan): Promise<ProtectedDataset> => {
  const remaining = columns.find(({ name }) => name === 'text');
  if (remaining?.rule === 'keep')
    throw new DomainError('identifier-remains', {
      by: 'connector',
      findings: 3,
      rows: [
        { row: 6, column: 'text', kind: 'name', origin: 'found', count: 2 },
        { row: 30, column: 'text', kind: 'mobile', origin: 'own', count: 1 },
      ],
    });
  return { dataset: DERIVATIVE, report: PROTECTION };
};

const failing = (): DataSource => {
  const refuse = (): Promise<never> => Promise.reject(new DomainError('network-failed'));
  const port = <Port extends object>(own: Partial<Port> = {}): Port =>
    new Proxy(own, { get: (target, name) => Reflect.get(target, name) ?? refuse }) as Port;
  const ledger = { facts: () => ({ state: 'unreachable' as const }), watch: () => () => undefined };
  const names = [
    'datasets',
    'publishing',
    'protection',
    'projects',
    'work',
    'inspections',
    'evidence',
    'team',
    'connectors',
    'organisation',
    'admission',
  ] as const;
  return {
    ...Object.fromEntries(names.map((name) => [name, port()])),
    session: sessionOf('full'),
    ledger: port(ledger),
  } as unknown as DataSource;
};

/** A data source that shows pages in a chosen state; its acts succeed without doing anything. */
export const createSampleSource = (kind: SampleKind): DataSource => {
  if (kind === 'failing') return failing();
  const datasets = DATASETS.map((dataset) => (kind === 'graded' && dataset.id === DERIVATIVE ? { ...dataset, ...GRADED } : dataset));
  const some = <Value>(values: readonly Value[]): readonly Value[] => (kind === 'empty' ? [] : values);
  return {
    session: sessionOf(kind),
    ledger: { facts: () => LEDGER.facts, watch: () => () => undefined, page: async () => ({ ...LEDGER, seen: some(LEDGER.seen) }) },
    datasets: { list: async () => some(datasets), get: (id) => found(datasets.find((dataset) => dataset.id === id)) },
    publishing: createSamplePublishing(kind, some),
    protection: {
      protect: async ({ plan }, asked) => {
        asked?.({ dataset: DERIVATIVE, event: hex(97), connector: 'n1' });
        return kind === 'registering' ? await never() : await protect(plan);
      },
      resume: async ({ dataset }) => (kind === 'registering' ? await never() : { dataset, report: reportOf(dataset) }),
      progress: async () => (kind === 'registering' ? { step: 'protecting', rows: 1_204_000, share: 0.801 } : undefined),
      underWay: async () => (kind === 'registering' ? [{ dataset: DERIVATIVE, step: 'counting', rows: 500, share: 0.125 }] : []),
      report: async (dataset) => await Promise.resolve(reportOf(dataset)),
      sample: async (_, count) => ({
        columns: ['clause', 'section', 'text'],
        rows: Array.from({ length: count }, (_one, at) => ({ row: 7 * at + 3, cells: [`${at + 1}`, '', TEXTS[at % TEXTS.length] ?? ''] })),
      }),
    },
    projects: {
      list: async () => some(PROJECTS),
      get: async (id) => projectOf(await found([...PROJECTS, SEALED_PROJECT].find((project) => project.id === id)), kind),
      open: async () => 'project-1',
      candidates: async () => [
        { certificate: 'certificate-1', key: hex(5), name: '王琳', organisation: FIRM, duties: ['labeler'] },
        { certificate: 'certificate-2', key: hex(6), name: '何青', organisation: FIRM, duties: ['labeler', 'reviewer'] },
      ],
      signRoster: acted,
      firms: async () => await Promise.resolve([FIRM]),
      adjudicators: async () => await Promise.resolve([FIRM, AUDITOR]),
      openLot: async ({ inspection }) => {
        if (inspection !== undefined) throw new DomainError('inspection-hurried', { ...inspection });
        return await Promise.resolve('lot-3');
      },
      prepareRelease: async (lot) => ({ id: 'release-2', lot, manifest: hex(71), data: hex(72), labels: 20, items: 20 }),
      signRelease: acted,
      acceptLot: acted,
      reworks: async () => await Promise.resolve(kind === 'inspected' ? REWORKS : []),
      returnLot: (_lot, reason) =>
        reason === 'not-as-agreed' ? Promise.reject(new DomainError('acceptance-given', { lot: _lot })) : acted(),
    },
    work: {
      home: async () => ({
        lots: some([
          { ...LOT, own: { logged: 131, returned: 1, foreign: kind === 'several' ? 2 : 0 } },
          ...(kind === 'sealed' ? [SEALED_LOT] : []),
          { ...LOT, id: 'lot-2', mine: 0, earned: 0, closed: kind !== 'several' },
        ]),
        unsent: kind === 'empty' ? 0 : 2,
      }),
      returned: async () => {
        if (kind !== 'several' && kind !== 'returned') return [];
        const label = { ...FOUND, lot: 'lot-1', title: LOT.title, reworked: false, open: true };
        return await Promise.resolve([
          { ...label, id: hex(81), item: 'item-0', place: 135 },
          { ...label, id: hex(84), item: 'item-2', place: 137, reason: 'missing', severity: 'slight' },
          { ...label, id: hex(85), lot: 'lot-2', item: 'item-1', place: 12 },
          { ...label, id: hex(82), item: 'item-31', place: 31, reworked: true },
          { ...label, id: hex(83), item: 'item-40', place: 40, reason: 'category', open: false },
        ]);
      },
      scores: async () => (kind === 'several' ? [{ ...GOLD, lot: LOT.id, title: LOT.title }] : []),
      pay: async () => samplePay(kind === 'several' || kind === 'returned'),
      appeal: async (lot, _withholding, ground) => {
        if (ground === 'amount-too-high') throw new DomainError('appeal-hours-over', { lot });
      },
      open: async () => {
        const configuration = parseConfiguration(kind === 'many-labels' ? MANY_LABELS : PROJECT.configuration);
        const lot = { ...LOT, instructions: PROJECT.instructions, configuration, sealed: kind === 'sealed' || kind === 'damaged' };
        const texts = kind === 'paragraphs' ? [PARAGRAPHS] : TEXTS;
        const marked = lot.sealed ? { watermark: WATERMARK } : {};
        const damaged = kind === 'damaged' ? { damaged: 'item-1' } : {};
        const earlier = lot.sealed ? [...EARLIER, UNREADABLE] : EARLIER;
        if (kind === 'returned') return createMemoryBench({ lot: { ...lot, closed: true }, texts, firstRow: 135, returned: RETURNED });
        return createMemoryBench({ lot, texts, earlier, firstRow: 135, foreign: kind === 'several' ? 2 : 0, ...marked, ...damaged });
      },
    },
    inspections: createSampleInspections(kind, some),
    contests: createSampleContests(kind, some),
    evidence: {
      releases: async () => some([RELEASE]),
      release: async () => RELEASE,
      file: async () => '{}\n',
      bundle: async () => ({
        release: RELEASE,
        item: RELEASE.itemsReleased[5] ?? { item: '', event: '', row: 67, index: 0 },
        text: '{}\n',
        fileName: 'bundle-67.json',
      }),
      trace: async (text) => {
        if (text === '#1') throw new DomainError('trace-unknown');
        return text === '#2' ? { kind: 'release', release: 'release-1' } : { kind: 'lot', lot: 'lot-1', isInspected: true, isDrawn: true };
      },
      lotFile: async () => '{}\n',
      policy: async () => (kind === 'empty' ? undefined : 'policy'),
      keepPolicy: async () => undefined,
      verify: async () => REPORT,
      examine: async () => ({ report: REPORT }),
      judge: async () => RULING,
    },
    watch: { anomalies: async () => ({ ...ANOMALIES, rows: some([...ANOMALIES.rows]) }) },
    team: {
      overview: async () => ({
        people: some([
          {
            name: '王琳',
            key: hex(5),
            labeled: 134,
            earned: 4288,
            revoked: false,
            lease: { lot: 'lot-1', row: 135, until: NOW + 500_000 },
          },
          { name: '何青', key: hex(6), labeled: 96, earned: 3072, revoked: false },
          { name: '陈洁', key: hex(7), labeled: 12, earned: 384, revoked: true },
        ]),
        lots: some([{ ...LOT, labeled: 230, reported: 2, leased: 1 }]),
      }),
    },
    connectors: {
      list: async () =>
        some([
          {
            id: 'n1',
            organisation: OWNER,
            kind: 'connector',
            state: 'online',
            heartbeatAt: Date.now() - 3000,
            version: '0.1.0',
            checkpoint: 118_204,
            fingerprint: hex(52, 12),
          },
          {
            id: 'n2',
            organisation: organisationOf('hotline'),
            kind: 'connector',
            state: 'silent',
            heartbeatAt: Date.now() - 400_000,
            fingerprint: hex(54, 12),
          },
          { id: 'n3', organisation: organisationOf('auditor'), kind: 'witness', state: 'enrolling', fingerprint: hex(55, 12) },
        ]),
    },
    organisation: {
      page: async () => ORGANISATION,
      letter: async () => ORGANISATION.letter,
      makeEnrolmentFile: async () => '{}\n',
      certify: acted,
      revoke: acted,
    },
    admission: {
      members: async () =>
        some([
          { organisation: OWNER, role: 'owner', rootFingerprint: hex(9, 12), joinedAt: 12, people: 3, connectors: { all: 1, online: 1 } },
          { organisation: FIRM, role: 'firm', rootFingerprint: hex(43, 12), people: 5, connectors: { all: 1, online: 0 } },
        ]),
    },
  };
};
