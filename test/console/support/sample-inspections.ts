import type { InspectedItem, InspectionDetail, InspectionsData, Redraw } from '../../../console/src/data/inspections.ts';
import { parseConfiguration } from '../../../labeling/configuration.ts';
import { PROJECT } from '../../../demo/space/project.ts';
import { DomainError } from '../../../common/errors.ts';
import { hex, NOW, OWNER, WATERMARK } from './sample-data.ts';
import type { SampleKind } from './sample-source.ts';

const DAY = 86_400_000;
const POSITIONS = Array.from({ length: 13 }, (_, at) => 7 * at + 3);
const PLAN = { kind: 'normal', level: 'II', limit: '4.0' } as const;

const SIGNED = {
  owner: { committed: { index: 102_652, actor: 'connector-city-hall', time: NOW - 20 * DAY } },
  inspector: { committed: { index: 102_655, actor: '赵谦', time: NOW - 20 * DAY } },
} as const;

const base = {
  title: PROJECT.title,
  owner: OWNER,
  level: 'g1',
  sealed: false,
  labels: 90,
  deadline: NOW - DAY,
  plan: PLAN,
  hours: 48,
  price: 32,
} as const;

/** One lot in each state of a draw. */
export const INSPECTED: readonly InspectionDetail[] = [
  {
    ...base,
    id: 'drawn',
    number: 4,
    index: 102_650,
    pay: { withhold: 72, appeal: 168, decide: 48 },
    inspection: { kind: 'drawn', seed: hex(61), size: 13, accept: 1, positions: POSITIONS },
    closed: { index: 117_604, root: hex(62) },
    parts: [
      { side: 'owner', ...SIGNED.owner, revealed: { index: 117_610, secret: hex(63) } },
      { side: 'inspector', ...SIGNED.inspector, revealed: { index: 117_612, secret: hex(64) } },
    ],
  },
  {
    ...base,
    id: 'open',
    number: 1,
    index: 118_001,
    deadline: NOW + 5 * DAY,
    plan: { kind: 'zero-defect', share: 25 },
    inspection: { kind: 'open', for: ['inspector'] },
    act: 'commit',
    parts: [{ side: 'owner', ...SIGNED.owner }, { side: 'inspector' }],
  },
  {
    ...base,
    id: 'waiting',
    number: 2,
    index: 117_001,
    sealed: true,
    level: 'g3',
    inspection: { kind: 'waiting', for: ['owner', 'inspector'], until: NOW + DAY },
    act: 'reveal',
    closed: { index: 117_700, root: hex(65) },
    parts: [
      { side: 'owner', ...SIGNED.owner },
      { side: 'inspector', ...SIGNED.inspector },
    ],
  },
  {
    ...base,
    id: 'whole',
    number: 3,
    index: 116_001,
    labels: 3,
    inspection: { kind: 'whole', reason: 'unrevealed', cost: ['owner'], size: 3, positions: [0, 1, 2] },
    closed: { index: 116_700, root: hex(66) },
    parts: [
      { side: 'owner', ...SIGNED.owner },
      { side: 'inspector', ...SIGNED.inspector, revealed: { index: 116_712, secret: hex(67) } },
    ],
  },
  {
    ...base,
    id: 'ended',
    number: 6,
    index: 114_001,
    inspection: { kind: 'drawn', seed: hex(71), size: 2, accept: 0, positions: [1, 4] },
    closed: { index: 114_700, root: hex(72) },
    ended: { index: 114_800, inspected: 2, defects: 1, unseen: 0 },
    parts: [
      { side: 'owner', ...SIGNED.owner, revealed: { index: 114_710, secret: hex(73) } },
      { side: 'inspector', ...SIGNED.inspector, revealed: { index: 114_712, secret: hex(74) } },
    ],
  },
  {
    ...base,
    id: 'sealed',
    number: 7,
    index: 113_001,
    sealed: true,
    level: 'g3',
    inspection: { kind: 'drawn', seed: hex(75), size: 3, accept: 0, positions: [0, 1, 2] },
    closed: { index: 113_700, root: hex(76) },
    parts: [
      { side: 'owner', ...SIGNED.owner, revealed: { index: 113_710, secret: hex(77) } },
      { side: 'inspector', ...SIGNED.inspector, revealed: { index: 113_712, secret: hex(78) } },
    ],
  },
  {
    ...base,
    id: 'accepted',
    number: 8,
    index: 112_001,
    inspection: { kind: 'drawn', seed: hex(75), size: 2, accept: 1, positions: [1, 4] },
    closed: { index: 112_700, root: hex(76) },
    ended: { index: 112_800, inspected: 2, defects: 1, unseen: 0 },
    accepted: { index: 112_900 },
    parts: [
      { side: 'owner', ...SIGNED.owner, revealed: { index: 112_710, secret: hex(77) } },
      { side: 'inspector', ...SIGNED.inspector, revealed: { index: 112_712, secret: hex(78) } },
    ],
  },
  {
    ...base,
    id: 'empty',
    number: 5,
    index: 115_001,
    labels: 0,
    inspection: { kind: 'empty' },
    closed: { index: 115_700, root: hex(68) },
    parts: [],
  },
];

const HONEST: Redraw['checks'] = [
  { code: 'lot-readable', outcome: 'passed', values: {}, nodes: [] },
  { code: 'root-redone', outcome: 'passed', values: {}, milliseconds: 1.4, nodes: [] },
  { code: 'seed-redone', outcome: 'passed', values: {}, milliseconds: 0.3, nodes: [] },
  { code: 'sample-redone', outcome: 'passed', values: {}, milliseconds: 0.2, nodes: [] },
  { code: 'own-log-agrees', outcome: 'passed', values: {}, nodes: [] },
  { code: 'sides-apart', outcome: 'claimed', values: {}, nodes: [] },
];

const redrawOf = ({ inspection }: InspectionDetail, kind: SampleKind): Redraw => {
  if (kind === 'lying') {
    const checks = HONEST.map((check) =>
      check.code === 'sample-redone' ? { ...check, outcome: 'failed' as const, values: { reason: 'draw-differs' } } : check,
    );
    return { verdict: 'failed', failed: 'sample-redone', checks, milliseconds: 38, sample: [] };
  }
  const positions = 'positions' in inspection ? inspection.positions : [];
  const sample = positions.map((position) => ({ position, row: position + 1, author: hex(5).slice(0, 12), index: 116_800 + position }));
  return { verdict: 'verified', checks: HONEST, milliseconds: 38, sample };
};

const TEXTS = ['到2027年，建成2个以上数据标注示范园区，由市数据局牵头。', '编制公共数据标注目录。', '教育局配合\n🚧每年评估一次'];

const itemOf = (position: number, given?: InspectedItem['given']): InspectedItem => ({
  position,
  row: position + 1,
  author: hex(5).slice(0, 12),
  index: 116_800 + position,
  content: {
    text: TEXTS[position % TEXTS.length] ?? '',
    result: [
      { type: 'labels', from_name: 'elements', to_name: 'clause', value: { start: 0, end: 3, labels: ['牵头部门'] } },
      { type: 'choices', from_name: 'nature', to_name: 'clause', value: { choices: ['任务'] } },
    ],
  },
  ...(given && { given }),
});

/** Of the sealed lot: protected, and the second does not open. */
const sealedItemOf = (position: number): InspectedItem => {
  const item = itemOf(position);
  if (position === 1) return { ...item, content: { unread: { part: 'item', reason: 'item-key-differs' } } };
  return 'text' in item.content ? { ...item, content: { ...item.content, watermark: WATERMARK } } : item;
};

/** Of the ended lot each has a verdict. */
const givenTo = ({ ended }: InspectionDetail, place: number): InspectedItem['given'] => {
  if (ended === undefined) return undefined;
  const defect = { verdict: 'defect', reason: 'missing', severity: 'severe' } as const;
  return { finding: place === 0 ? { verdict: 'pass' } : defect, by: '赵谦', index: 114_750 + place };
};

const BY_COLLEAGUE = { finding: { verdict: 'pass' }, by: '钱进', index: 118_299 } as const;

export const createSampleInspections = (kind: SampleKind, some: <Value>(values: readonly Value[]) => readonly Value[]): InspectionsData => {
  /** Of several reviewers another one was first, each time. */
  const judged = new Set<number>();
  const certified = new Set<string>();
  const find = async (id: string): Promise<InspectionDetail> => {
    const found = INSPECTED.find((lot) => lot.id === id);
    if (found === undefined) throw new DomainError('subject-unknown');
    return await Promise.resolve(certified.has(id) ? { ...found, certified: { index: 118_500 } } : found);
  };
  return {
    list: async () => await Promise.resolve(some(INSPECTED)),
    get: find,
    commit: async () => await Promise.resolve({ event: hex(99), index: 118_205 }),
    reveal: () => Promise.reject(new DomainError('draw-secret-gone')),
    redraw: async (id) => redrawOf(await find(id), kind),
    sample: async (id) => {
      const lot = await find(id);
      if (kind === 'swapped') throw new DomainError('sample-differs', { lot: id, part: 'label', position: 3 });
      const positions = 'positions' in lot.inspection ? lot.inspection.positions : [];
      if (lot.sealed) {
        if (kind === 'withheld') throw new DomainError('sample-not-sealed-for', { lot: id });
        return {
          configuration: parseConfiguration(PROJECT.configuration),
          instructions: PROJECT.instructions,
          items: positions.map(sealedItemOf),
        };
      }
      const items = positions.map((position, place) => itemOf(position, judged.has(position) ? BY_COLLEAGUE : givenTo(lot, place)));
      return { configuration: parseConfiguration(PROJECT.configuration), instructions: PROJECT.instructions, items };
    },
    judge: async (_lot, position) => {
      if (kind !== 'several') return await Promise.resolve({ event: hex(98), index: 118_300 + position });
      judged.add(position);
      throw new DomainError('verdict-given');
    },
    certify: async (lot) => {
      if (kind === 'several') throw new DomainError('certificate-given', { lot });
      certified.add(lot);
      return await Promise.resolve({ event: hex(96), index: 118_500 });
    },
    record: async () => await Promise.resolve('{}\n'),
    end: async () => await Promise.resolve({ event: hex(97), index: 118_400 }),
  };
};
