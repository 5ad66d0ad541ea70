import { FIGURES } from './sample-figures.ts';
import type { DatasetDetail } from '../../../console/src/data/datasets.ts';
import type { EvidenceReport, LabelRuling, ReleaseDetail } from '../../../console/src/data/evidence.ts';
import type { LedgerPage } from '../../../console/src/data/ledger.ts';
import type { OrganisationPage } from '../../../console/src/data/members.ts';
import type { ProjectDetail } from '../../../console/src/data/projects.ts';
import type { SignedIn } from '../../../console/src/data/session.ts';
import { ORGANISATIONS } from '../../../demo/space/organisations.ts';
import { DATASET, PROJECT } from '../../../demo/space/project.ts';
import type { ProtectionReport } from '../../../privacy/deidentification/report.ts';
import { decideDelivery } from '../../../policies/levels/delivery.ts';

/** Figures and names for looking at pages; none of it is real. */
export const NOW = Date.UTC(2026, 10, 25, 6, 32, 6);
const DAY = 86_400_000;
const hex = (seed: number, length = 64): string =>
  Array.from({ length }, (_, at) => ((seed * 31 + at * 7 + at * at * seed) % 16).toString(16)).join('');

const organisationOf = (slug: string): { id: string; names: { zh: string; en: string } } => {
  const found = ORGANISATIONS.find((organisation) => organisation.slug === slug);
  if (found === undefined) throw new Error(`no organisation ${slug}`);
  return { id: slug, names: found.names };
};
export const OWNER = organisationOf('city-hall');
export const FIRM = organisationOf('firm');
export const AUDITOR = organisationOf('auditor');

export const PERSON: SignedIn = {
  login: 'zhou.min',
  name: '周敏',
  organisation: OWNER,
  roles: [
    { role: 'data-owner', waiting: 2 },
    { role: 'grading-officer', waiting: 1 },
    { role: 'labeler' },
    { role: 'reviewer' },
    { role: 'team-lead' },
    { role: 'administrator' },
    { role: 'auditor' },
    { role: 'operator' },
  ],
  key: { state: 'open', fingerprint: '7c419e0b52d8', certifiedAt: 101_877 },
  anchor: { confirmed: true, fingerprint: hex(9) },
};

const FIELDS = [
  { name: 'clause', filled: 61, distinct: 14, longest: 2, found: {}, look: { like: 'number' as const, cells: 60 }, withheld: false },
  { name: 'section', filled: 58, distinct: 6, longest: 8, found: {}, withheld: false },
  { name: 'text', filled: 61, distinct: 61, longest: 318, found: { name: 1, landline: 1 }, withheld: false },
  { name: 'departments', filled: 31, distinct: 29, longest: 94, found: {}, withheld: true },
];

export const DATASETS: readonly DatasetDetail[] = [
  {
    id: '01930a4e-6b2a-7c11-9d10-2f6f0b8d4a01',
    title: DATASET.title,
    summary: DATASET.summary,
    organisation: OWNER,
    level: 'g1',
    state: 'published',
    rows: 61,
    columns: 6,
    index: 102_402,
    connector: 'connector-city-hall',
    life: [
      { step: 'collect', state: 'done', index: 96_011 },
      { step: 'grade', state: 'done', index: 102_331 },
      { step: 'publish', state: 'done', index: 102_402 },
      { step: 'label', state: 'now', share: 0.768 },
      { step: 'release', state: 'ahead' },
    ],
    grading: {
      level: 'g1',
      reasons: ['public-document', 'no-personal-information', 'no-important-data-catalogue-entry'],
      matrix: { major: 1, minor: 3 },
      officer: '沈立',
      time: NOW - 40 * DAY,
      index: 102_331,
    },
    openLabeling: decideDelivery('g1', 'open'),
    sealedLabeling: decideDelivery('g1', 'sealed'),
    fields: FIELDS,
    projects: [{ id: 'project-1', title: PROJECT.title, items: 61, labeled: 47 }],
    history: [
      { type: 'dataset-registered', id: hex(1), index: 96_011, actor: 'connector-city-hall', time: NOW - 44 * DAY },
      { type: 'dataset-graded', id: hex(2), index: 102_331, actor: '沈立', time: NOW - 40 * DAY },
      { type: 'dataset-published', id: hex(3), index: 102_402, actor: '周敏', time: NOW - 40 * DAY },
    ],
  },
  {
    id: '01930a4e-6b2a-7c11-9d10-2f6f0b8d4a02',
    title: { zh: '热线工单摘要 2026 年第三季度', en: 'Hotline case summaries, third quarter of 2026' },
    organisation: OWNER,
    level: undefined,
    state: 'registered',
    rows: 12_406,
    columns: 4,
    index: 118_011,
    connector: 'connector-city-hall',
    life: [
      { step: 'collect', state: 'done', index: 118_011 },
      { step: 'grade', state: 'now' },
      { step: 'publish', state: 'ahead' },
      { step: 'label', state: 'ahead' },
      { step: 'release', state: 'ahead' },
    ],
    openLabeling: decideDelivery(undefined, 'open'),
    sealedLabeling: decideDelivery(undefined, 'sealed'),
    fields: FIELDS,
    projects: [],
    history: [{ type: 'dataset-registered', id: hex(4), index: 118_011, actor: 'connector-city-hall', time: NOW - DAY }],
  },
  {
    id: '01930a4e-6b2a-7c11-9d10-2f6f0b8d4a03',
    title: { zh: '热线工单（去标识化）', en: 'Hotline work orders (de-identified)' },
    organisation: OWNER,
    level: undefined,
    state: 'registered',
    rows: 1980,
    columns: 3,
    index: 118_102,
    derived: {
      id: '01930a4e-6b2a-7c11-9d10-2f6f0b8d4a02',
      title: { zh: '热线工单摘要 2026 年第三季度', en: 'Hotline case summaries, third quarter of 2026' },
      level: 'g4',
      spotCheck: 20,
    },
    connector: 'connector-city-hall',
    life: [
      { step: 'collect', state: 'done', index: 118_102 },
      { step: 'grade', state: 'now' },
      { step: 'publish', state: 'ahead' },
      { step: 'label', state: 'ahead' },
      { step: 'release', state: 'ahead' },
    ],
    openLabeling: decideDelivery(undefined, 'open'),
    sealedLabeling: decideDelivery(undefined, 'sealed'),
    fields: FIELDS.filter(({ withheld }) => !withheld),
    projects: [],
    history: [{ type: 'dataset-registered', id: hex(12), index: 118_102, actor: 'connector-city-hall', time: NOW - DAY }],
  },
];

/** Of the derivative among the datasets. */
export const PROTECTION: ProtectionReport = {
  v: 1,
  dataset: '01930a4e-6b2a-7c11-9d10-2f6f0b8d4a02',
  plan: hex(13),
  rows: { read: 2000, released: 1980, suppressed: { blanked: 0, smallClass: 20 } },
  columns: [
    { name: 'clause', rule: 'keep', empty: 0, unreadable: 0, unsought: 0 },
    { name: 'section', rule: 'generalize', empty: 3, unreadable: 2, unsought: 0 },
    { name: 'text', rule: 'text', empty: 0, unreadable: 0, unsought: 0 },
    { name: 'departments', rule: 'withhold', empty: 30, unreadable: 0, unsought: 4 },
  ],
  replaced: [
    { column: 'text', kind: 'name', own: 402, found: 51 },
    { column: 'text', kind: 'mark', own: 0, found: 1 },
  ],
  residual: { findings: 0, rows: [] },
  classes: { columns: ['clause', 'section'], missing: 'own-value', k: 20, count: 61, minimum: 20 },
};

export const PROJECTS: readonly ProjectDetail[] = [
  {
    id: 'project-1',
    title: PROJECT.title,
    dataset: { id: DATASETS[0]?.id ?? '', title: DATASET.title, level: 'g1' },
    delivery: 'open',
    lots: 2,
    items: 61,
    labeled: 47,
    releasable: true,
    index: 102_610,
    configuration: PROJECT.configuration,
    instructions: PROJECT.instructions,
    roster: {
      number: 2,
      index: 102_640,
      members: [
        { certificate: 'certificate-1', key: hex(5), name: '王琳', organisation: FIRM, duty: 'labeler' },
        { certificate: 'certificate-2', key: hex(6), name: '何青', organisation: FIRM, duty: 'reviewer' },
      ],
    },
    lotRows: [
      {
        id: 'lot-1',
        index: 102_650,
        price: 32,
        deadline: NOW + 5 * DAY,
        overlap: 1,
        items: 41,
        labeled: 27,
        reported: 1,
        leased: 2,
        late: { done: 1, most: 3 },
      },
      {
        id: 'lot-2',
        index: 102_660,
        price: 32,
        deadline: NOW - DAY,
        overlap: 1,
        items: 20,
        labeled: 20,
        reported: 0,
        leased: 0,
        late: { done: 0, most: 0 },
        closed: { cause: 'complete', index: 117_990 },
      },
    ],
    history: [
      { type: 'project-opened', id: hex(7), index: 102_610, actor: '周敏', time: NOW - 30 * DAY },
      { type: 'roster-signed', id: hex(8), index: 102_640, actor: '周敏', time: NOW - 30 * DAY },
      { type: 'lot-opened', id: hex(10), index: 102_650, actor: 'connector-city-hall', time: NOW - 29 * DAY },
    ],
  },
];

const [PROJECT_OPEN] = PROJECTS;
if (PROJECT_OPEN === undefined) throw new Error('no project');

/** A sealed one. */
export const SEALED_PROJECT: ProjectDetail = {
  ...PROJECT_OPEN,
  id: 'project-2',
  delivery: 'sealed',
  lots: 1,
  releasable: false,
  lotRows: [
    {
      id: 'lot-4',
      index: 102_650,
      price: 32,
      deadline: NOW + 5 * DAY,
      overlap: 1,
      items: 400,
      labeled: 180,
      reported: 1,
      leased: 5,
      late: { done: 0, most: 20 },
      stock: { ready: 214, offlineSince: NOW - 126_000 },
    },
  ],
};

export const RELEASE: ReleaseDetail = {
  id: 'release-1',
  title: PROJECT.title,
  organisation: OWNER,
  level: 'g1',
  items: 20,
  labels: 20,
  index: 113_481,
  data: hex(11),
  files: ['data.jsonl', 'croissant.json'],
  isCorrection: true,
  successor: { id: 'release-2', index: 118_301 },
  figures: FIGURES,
  itemsReleased: Array.from({ length: 6 }, (_, at) => ({
    item: `01930a4e-6b2a-7c11-9d10-2f6f0b8d4b0${at}`,
    event: hex(80 + at),
    row: at + 62,
    index: 112_305 + at,
  })),
};

const node = (id: string, act: string, lane: 'connector' | 'browser', actor: string, index: number, after: string[]) => ({
  id,
  act,
  lane,
  actor,
  index,
  time: NOW - (118_300 - index) * 60_000,
  outcome: 'passed' as const,
  after,
});

export const RULING: LabelRuling = {
  finding: 'readable',
  against: 'owner',
  reason: 'wrap-unopened',
  index: 118_190,
  label: hex(7),
  author: '7c419e0b52d8',
  owner: OWNER,
  project: PROJECT.title,
};

export const REPORT: EvidenceReport = {
  checks: [
    { code: 'canonical-bundle', outcome: 'passed', values: {}, milliseconds: 2.1, nodes: [] },
    { code: 'row-commitment', outcome: 'passed', values: {}, milliseconds: 1.7, nodes: ['registered'] },
    { code: 'label-signature', outcome: 'passed', values: {}, milliseconds: 0.9, nodes: ['annotation'] },
    { code: 'inclusion', outcome: 'passed', values: {}, milliseconds: 5.8, nodes: ['annotation', 'released'] },
    { code: 'cosignatures', outcome: 'passed', values: {}, milliseconds: 3.2, nodes: [] },
    { code: 'source-true', outcome: 'claimed', values: {}, nodes: ['registered'] },
    { code: 'public-anchor', outcome: 'absent', values: {}, nodes: [] },
  ],
  nodes: [
    node('registered', 'dataset-registered', 'connector', 'city-hall', 96_011, []),
    node('graded', 'dataset-graded', 'browser', 'G-03', 102_331, ['registered']),
    node('lot', 'lot-opened', 'connector', 'city-hall', 102_650, ['graded']),
    node('annotation', 'annotation-signed', 'browser', 'L-23', 112_305, ['lot']),
    node('closed', 'lot-closed', 'connector', 'city-hall', 113_020, ['annotation']),
    node('released', 'release-signed', 'browser', 'O-01', 113_481, ['closed']),
  ],
  checkpoints: [
    { size: 109_056, found: 4, all: 4 },
    { size: 118_204, found: 3, all: 4 },
  ],
  verifiedAt: NOW,
  anchored: true,
  trust: {
    needed: 3,
    tolerated: 1,
    size: 118_204,
    witnessedAt: NOW - 9000,
    signed: { after: NOW - 7_200_000, before: NOW - 3_600_000 },
    witnesses: ['city-hall', 'hotline', 'firm', 'auditor'].map((name, at) => ({
      name,
      fingerprint: hex(20 + at, 8),
      signed: name !== 'hotline',
    })),
  },
  warnings: [{ code: 'time-uncertain', zh: '1 条记录的签署时间不确定', en: 'the time of 1 event is uncertain' }],
  holds: [
    { kind: 'inclusion-proof', count: 6 },
    { kind: 'checkpoint', count: 1 },
    { kind: 'certificate', count: 3 },
  ],
  holdsNot: ['raw-rows', 'other-items', 'names'],
  notShown: ['person-did-work', 'inputs-true', 'nothing-superseded-later'],
};

export const LEDGER: LedgerPage = {
  facts: { state: 'verified', size: 118_204, witnesses: { found: 3, needed: 3, all: 4 }, verifiedAt: NOW - 8000 },
  origin: 'xinbiao.local',
  root: hex(12),
  witnessedAt: NOW - 9000,
  witnesses: ['city-hall', 'hotline', 'firm', 'auditor'].map((name, at) => {
    const witness = { name, organisation: organisationOf(name), fingerprint: hex(20 + at, 8) };
    return name === 'hotline' ? witness : Object.assign(witness, { newest: { size: 118_204, time: NOW - 9000 } });
  }),
  tolerated: 1,
  logKey: `xinbiao.local+${hex(13, 8)}+${hex(14, 44)}`,
  receiptKey: `xinbiao.local/receipt+${hex(15, 8)}+${hex(16, 44)}`,
  seen: [118_204, 118_190, 117_990].map((size, at) => ({ size, root: hex(30 + at), verifiedAt: NOW - at * 20_000, found: 3 })),
};

export const ORGANISATION: OrganisationPage = {
  letter: {
    organisation: OWNER,
    space: { zh: '淮安数据空间（示例）', en: 'Huai’an data space (example)' },
    rootKey: hex(17),
    fingerprint: hex(9),
    code: `xinbiao:root:${hex(17)}:${hex(9)}`,
  },
  pins: {
    number: 3,
    roots: ['city-hall', 'hotline', 'firm', 'auditor'].map((slug, at) => ({
      organisation: organisationOf(slug),
      fingerprint: hex(40 + at, 8),
    })),
  },
  delegations: { number: 1, index: 98_002, delegates: [{ name: '高原', fingerprint: hex(45, 8) }] },
  people: [
    { certificate: 'c1', kind: 'person', name: '周敏', roles: ['data-owner'], key: hex(50), fingerprint: hex(50, 12), index: 101_877 },
    { certificate: 'c2', kind: 'person', name: '沈立', roles: ['grading-officer'], key: hex(51), fingerprint: hex(51, 12), index: 101_880 },
    {
      certificate: 'c3',
      kind: 'connector',
      name: 'connector-city-hall',
      roles: ['connector', 'witness'],
      key: hex(52),
      fingerprint: hex(52, 12),
      index: 96_001,
    },
    {
      certificate: 'c4',
      kind: 'person',
      name: '江一',
      roles: ['data-owner'],
      key: hex(53),
      fingerprint: hex(53, 12),
      index: 97_000,
      revokedAt: 99_100,
    },
  ],
  enrolments: [{ id: 'e1', kind: 'connector', fingerprint: hex(60, 12), proven: true, since: NOW - 60_000 }],
};

export { hex, organisationOf };

/** What stands over protected text. */
export const WATERMARK = '0a1b2c3d4e5f 2026-11-28 12:00Z';
