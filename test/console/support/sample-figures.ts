import type { ReleaseFigures } from '../../../console/src/data/evidence.ts';

export const FIGURES: ReleaseFigures = {
  completeness: { items: 20, labeled: 20, reported: 1, left: 1 },
  quality: {
    coverage: [2, 16, 2],
    unreadable: 1,
    inspection: { event: '12'.repeat(32), inspected: 8, defects: 1 },
    agreement: [
      {
        question: 0,
        population: 'items-of-several-labels',
        items: 2,
        labels: 4,
        pairs: 2,
        method: 'span-f1-exact',
        spans: 5,
        matched: 2,
        value: '0.8000',
      },
      {
        question: 1,
        population: 'items-of-several-labels',
        items: 2,
        labels: 4,
        pairs: 2,
        method: 'krippendorff-alpha-nominal',
        equal: 2,
      },
    ],
  },
  asLogged: true,
};

/** How labels of a lot compare with known answers. */
export const GOLD = {
  labels: 12,
  choices: { compared: 12, right: 11 },
  spans: { wanted: 20, found: 19, matched: 17 },
  index: 118_260,
} as const;
