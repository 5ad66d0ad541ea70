import type { InspectionDetail, InspectionsData, Redraw } from '../../../console/src/data/inspections.ts';
import { PROJECT } from '../../../demo/space/project.ts';
import { DomainError } from '../../../common/errors.ts';
import { hex, NOW, OWNER } from './sample-data.ts';
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
} as const;

/** One lot in each state of a draw. */
export const INSPECTED: readonly InspectionDetail[] = [
  {
    ...base,
    id: 'drawn',
    number: 4,
    index: 102_650,
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

export const createSampleInspections = (kind: SampleKind, some: <Value>(values: readonly Value[]) => readonly Value[]): InspectionsData => {
  const find = async (id: string): Promise<InspectionDetail> => {
    const found = INSPECTED.find((lot) => lot.id === id);
    if (found === undefined) throw new DomainError('subject-unknown');
    return await Promise.resolve(found);
  };
  return {
    list: async () => await Promise.resolve(some(INSPECTED)),
    get: find,
    commit: async () => await Promise.resolve({ event: hex(99), index: 118_205 }),
    reveal: () => Promise.reject(new DomainError('draw-secret-gone')),
    redraw: async (id) => redrawOf(await find(id), kind),
  };
};
