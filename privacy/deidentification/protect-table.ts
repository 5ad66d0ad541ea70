import { createClassCounter, isBlanked, type ClassCounter } from './classes.ts';
import { fail } from './errors.ts';
import type { Detect } from './kinds.ts';
import { isQuasiIdentifier, type ProtectionPlan } from './plan.ts';
import { protectRow, quasiValues, releasedCells, verifyKey, type RowFindings, type SourceRow } from './protect-row.ts';
import type { OffsetMap } from './offset-map.ts';
import type { ProtectionReport } from './report.ts';
import { scanProtected } from './residual.ts';
import { seeThrough } from './see-through.ts';
import { createTally } from './tally.ts';

type Rows = AsyncIterable<SourceRow> | Iterable<SourceRow>;

export interface TablePremise {
  readonly plan: ProtectionPlan;
  /** 32 random bytes of this dataset, which stay at the owner's connector. */
  readonly key: Uint8Array;
  readonly detect: Detect;
  /** Of an earlier walk over the same rows (`countClasses`): rows of a class below the plan's smallest are suppressed. */
  readonly classes?: ClassCounter;
}

/** A row on its way out. */
export interface ReleasedRow {
  readonly index: number;
  /** Leave, in the order of `releasedColumns`. */
  readonly cells: readonly string[];
  /** By column of free text; they stay. */
  readonly maps: ReadonlyMap<string, OffsetMap>;
}

export interface TableProtection {
  /** One walk, a row at a time; suppressed rows do not come out. */
  readonly rows: AsyncIterable<ReleasedRow>;
  /** @throws DomainError `rows-unread` before the last row was taken */
  report(): ProtectionReport;
}

const findAll = ({ columns }: ProtectionPlan, detect: Detect, { cells }: SourceRow): RowFindings =>
  new Map(columns.flatMap(({ rule, name }, at) => (rule === 'text' ? [[name, detect(cells[at] ?? '', { heading: name })] as const] : [])));

/** Class sizes of all rows: the first of two walks, without which small classes cannot be suppressed. */
export const countClasses = async ({ plan, key }: Pick<TablePremise, 'plan' | 'key'>, rows: Rows): Promise<ClassCounter> => {
  verifyKey(key);
  const quasiOnly: ProtectionPlan = {
    ...plan,
    columns: plan.columns.map((column) => (isQuasiIdentifier(column) ? column : { rule: 'withhold', name: column.name })),
  };
  const classes = createClassCounter();
  for await (const row of rows) {
    classes.add(quasiValues(protectRow(quasiOnly, key, row, new Map())));
  }
  return classes;
};

/**
 * A table by its plan, row by row. In memory lie one row, the classes of quasi-identifiers, and what was found again. Nothing may leave before
 * `verifyReleasable` has passed the report.
 * @throws DomainError while it is read: those of `protectRow`, and `classes-too-many`
 */
export const protectTable = (premise: TablePremise, source: Rows): TableProtection => {
  const { plan, key, classes: known } = premise;
  const detect = seeThrough(premise.detect);
  const tally = createTally(plan);
  const released = createClassCounter();
  let isRead = false;
  const suppression = (values: readonly string[]): 'blanked' | 'smallClass' | undefined => {
    if (isBlanked(values)) return 'blanked';
    return known !== undefined && known.sizeOf(values) < (plan.minimumClass ?? 0) ? 'smallClass' : undefined;
  };
  const walk = async function* (): AsyncGenerator<ReleasedRow, void> {
    for await (const row of source) {
      const done = protectRow(plan, key, row, findAll(plan, detect, row));
      const values = quasiValues(done);
      const reason = suppression(values);
      if (reason !== undefined) {
        tally.suppress(reason);
        continue;
      }
      released.add(values);
      tally.release(done, scanProtected(done, detect));
      const maps = new Map(done.cells.flatMap(({ plan: { name }, text }) => (text === undefined ? [] : [[name, text.map] as const])));
      yield { index: row.index, cells: releasedCells(done), maps };
    }
    isRead = true;
  };
  return { rows: walk(), report: () => (isRead ? tally.report(released) : fail('rows-unread')) };
};
