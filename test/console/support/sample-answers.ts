import type { LotInspection, LotRow } from '../../../console/src/data/projects.ts';
import { FIRM, NOW } from './sample-data.ts';

const DAY = 86_400_000;
const PLAN = { kind: 'normal', level: 'II', limit: '4.0' } as const;
const DRAWN = { kind: 'drawn', seed: 'ab'.repeat(32), size: 13, accept: 1, positions: [1, 4] } as const;
const ENDED = { index: 118_010, inspected: 13, defects: 2, unseen: 0 } as const;

const inspected = (changes: Partial<LotInspection>): LotInspection => ({
  firm: FIRM,
  plan: PLAN,
  inspection: DRAWN,
  absent: false,
  acceptance: { kind: 'open' },
  ...changes,
});

/** One lot in each state of an owner's answer. */
const ANSWERS: readonly LotInspection[] = [
  inspected({ ended: ENDED, acceptance: { kind: 'open', until: NOW + 3 * DAY } }),
  inspected({ due: NOW + 5 * DAY }),
  inspected({ ended: { ...ENDED, defects: 0 }, acceptance: { kind: 'accepted', by: 'event' }, answered: 118_020 }),
  inspected({ ended: ENDED, acceptance: { kind: 'accepted', by: 'silence', until: NOW - DAY } }),
  inspected({ ended: ENDED, acceptance: { kind: 'returned', reason: 'verdicts-contested' }, answered: 118_021 }),
  inspected({
    inspection: { kind: 'whole', reason: 'unrevealed', cost: ['inspector'], size: 20, positions: [] },
    ended: { ...ENDED, inspected: 20 },
  }),
  inspected({ ended: { ...ENDED, inspected: 0, defects: 0 } }),
  inspected({ due: NOW - DAY, absent: true, acceptance: { kind: 'open', until: NOW + 2 * DAY } }),
  inspected({ due: NOW - 5 * DAY, absent: true, acceptance: { kind: 'returned', reason: 'not-inspected' }, answered: 118_022 }),
  inspected({ acceptance: { kind: 'accepted', by: 'silence', until: NOW - DAY } }),
];

/** @param row a closed lot */
export const answeredRows = (row: LotRow): readonly LotRow[] =>
  ANSWERS.map((inspection, at) => ({ ...row, id: `answer-${at}`, inspection }));
