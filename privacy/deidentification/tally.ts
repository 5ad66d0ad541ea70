import type { ClassCounter } from './classes.ts';
import { SUPPRESSED } from './parameters.ts';
import { isQuasiIdentifier, planHash, type ProtectionPlan } from './plan.ts';
import type { ProtectedCell, ProtectedRow } from './protect-row.ts';
import type { ProtectionReport } from './report.ts';
import type { Remainder } from './residual.ts';

/** Adds up a report row by row. */
export interface Tally {
  /** A row that was read, and why it does not leave. */
  suppress(reason: 'blanked' | 'smallClass'): void;
  /** A row that leaves. */
  release(row: ProtectedRow, remainders: readonly Remainder[]): void;
  /** @param classes of the released rows */
  report(classes: ClassCounter): ProtectionReport;
}

type ColumnCount = ProtectionReport['columns'][number];
type ReplacedCount = ProtectionReport['replaced'][number];

const isUnreadable = ({ plan: { rule }, value }: ProtectedCell): boolean =>
  (rule === 'generalize' || rule === 'district' || rule === 'age-band') && value === SUPPRESSED;

const createColumnTally = ({ columns }: ProtectionPlan): { add(row: ProtectedRow): void; readonly counts: readonly ColumnCount[] } => {
  const counts = columns.map(({ name, rule }) => ({ name, rule, empty: 0, unreadable: 0, unsought: 0 }));
  return {
    counts,
    add: ({ cells, own }) =>
      counts.forEach((count, at) => {
        const cell = cells[at];
        if (cell?.isEmpty === true) count.empty += 1;
        if (cell !== undefined && isUnreadable(cell)) count.unreadable += 1;
        if (own.get(count.name)?.patterns.length === 0) count.unsought += 1;
      }),
  };
};

const createReplacedTally = ({ columns }: ProtectionPlan): { add(row: ProtectedRow): void; counts(): ReplacedCount[] } => {
  const tallies = new Map(columns.map(({ name }) => [name, new Map<string, ReplacedCount>()] as const));
  return {
    add: ({ cells }) => {
      for (const { plan, text } of cells)
        for (const { kind, origin } of text?.replacements ?? []) {
          const tally = tallies.get(plan.name);
          const { own, found } = tally?.get(kind) ?? { own: 0, found: 0 };
          const by = origin === 'own' ? { own: own + 1, found } : { own, found: found + 1 };
          tally?.set(kind, { column: plan.name, kind, ...by });
        }
    },
    counts: () => [...tallies.values()].flatMap((tally) => [...tally.values()].toSorted((a, b) => (a.kind < b.kind ? -1 : 1))),
  };
};

const toClasses = ({ columns, minimumClass }: ProtectionPlan, counter: ClassCounter): Pick<ProtectionReport, 'classes'> => {
  const names = columns.filter(isQuasiIdentifier).map(({ name }) => name);
  if (names.length === 0) return {};
  const minimum = minimumClass === undefined ? {} : { minimum: minimumClass };
  return { classes: { columns: names, missing: 'own-value', k: counter.smallest(), count: counter.classes, ...minimum } };
};

export const createTally = (plan: ProtectionPlan): Tally => {
  const suppressed = { blanked: 0, smallClass: 0 };
  const columns = createColumnTally(plan);
  const replaced = createReplacedTally(plan);
  const remaining: Remainder[] = [];
  let released = 0;
  return {
    suppress: (reason) => {
      suppressed[reason] += 1;
    },
    release: (row, remainders) => {
      released += 1;
      columns.add(row);
      replaced.add(row);
      remaining.push(...remainders);
    },
    report: (classes) => ({
      v: 1,
      dataset: plan.dataset,
      plan: planHash(plan),
      rows: { read: released + suppressed.blanked + suppressed.smallClass, released, suppressed: { ...suppressed } },
      columns: [...columns.counts],
      replaced: replaced.counts(),
      residual: { findings: remaining.reduce((sum, { count }) => sum + count, 0), rows: [...remaining] },
      ...toClasses(plan, classes),
    }),
  };
};
