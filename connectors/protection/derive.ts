import type { CommandArguments } from '../../api/documents.ts';
import type { Clock } from '../../common/clock.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { detect } from '../../policies/classification/detect.ts';
import { releasedColumns } from '../../privacy/deidentification/plan.ts';
import type { SourceRow } from '../../privacy/deidentification/protect-row.ts';
import { countClasses, protectTable, type TableProtection } from '../../privacy/deidentification/protect-table.ts';
import { verifyReleasable, type ProtectionReport } from '../../privacy/deidentification/report.ts';
import { fail } from '../errors.ts';
import { stageRows, type StagedTable } from '../publishing/staging.ts';
import type { DatasetStore } from '../publishing/store.ts';
import { createWalkCount, type ProtectingProgress, type Walk } from './progress.ts';
import type { Derivation, DerivationStore } from './store.ts';

export interface DerivingOptions {
  readonly store: DatasetStore;
  readonly derivations: DerivationStore;
  readonly random: RandomBytes;
  readonly clock: Clock;
}

/** One run of it. */
export interface DerivingWork {
  /** Rows of the source. */
  readonly of: number;
  readonly tell: (progress: ProtectingProgress) => void;
  readonly signal: AbortSignal;
}

/** Rows read at a time. */
const CHUNK = 500;

async function* rowsOf(store: DatasetStore, dataset: string, read: (rows: number) => void): AsyncGenerator<SourceRow> {
  for (let from = 0; ; from += CHUNK) {
    const rows = await store.slice(dataset, from, CHUNK);
    for (const { row } of rows) yield { index: row.index, cells: row.cells };
    read(from + rows.length);
    if (rows.length < CHUNK) return;
  }
}

/** How a command makes its derivative: drawn once, so that a second run gives the same rows. @throws DomainError `dataset-taken` */
export const findDerivation = async (
  { derived, plan }: CommandArguments<'protect-dataset'>,
  command: string,
  { store, derivations, random }: DerivingOptions,
): Promise<Derivation> => {
  const known = await derivations.find(derived);
  if (known?.command === command) return known;
  const isTaken = known !== undefined || (await store.find(derived)) !== undefined || (await store.draft(derived)) !== undefined;
  if (isTaken) return fail('dataset-taken', { dataset: derived });
  await derivations.insert({ dataset: derived, source: plan.dataset, command, plan, key: random(32) });
  return (await derivations.find(derived)) ?? fail('dataset-unknown', { dataset: derived });
};

/** Small classes can only be left out after a first walk over all rows. */
const openProtection = async (
  { source, plan, key }: Derivation,
  { of, tell }: Pick<DerivingWork, 'of' | 'tell'>,
  store: DatasetStore,
): Promise<TableProtection> => {
  const premise = { plan, key, detect };
  const isCounted = plan.minimumClass !== undefined;
  const count = createWalkCount(isCounted ? ['counting', 'protecting'] : ['protecting'], of, tell);
  const walk = (step: Walk): AsyncIterable<SourceRow> => rowsOf(store, source, count(step));
  if (!isCounted) return protectTable(premise, walk('protecting'));
  const classes = await countClasses(premise, walk('counting'));
  return protectTable({ ...premise, classes }, walk('protecting'));
};

async function* cellsOf(rows: TableProtection['rows']): AsyncGenerator<readonly string[]> {
  for await (const { cells } of rows) yield cells;
}

/**
 * Protects every row and keeps what could leave, as a draft of the derivative.
 * @throws DomainError `identifier-remains`, `class-too-small`, `table-empty`, those of `protectRow`
 */
export const stageDerivative = async (
  derivation: Derivation,
  work: DerivingWork,
  { store, derivations, random, clock }: DerivingOptions,
): Promise<{ readonly staged: StagedTable; readonly report: ProtectionReport }> => {
  const { dataset, source, plan, command } = derivation;
  const columns = releasedColumns(plan).map(({ name }) => name);
  const protection = await openProtection(derivation, work, store);
  const figures = { ragged: () => ({ count: 0, first: [] }), bytes: 0, bytesRead: () => 0 };
  const table = { columns, format: 'csv' as const, rows: cellsOf(protection.rows), ...figures };
  if ((await store.draft(dataset)) === undefined) await store.begin({ id: dataset, source, columns, withheld: [], command }, clock());
  const request = { dataset, source, withheld: [], leavesOut: false };
  const staged = await stageRows(request, table, { store, random, signal: work.signal, progress: () => undefined });
  const report = protection.report();
  verifyReleasable(report);
  if (staged.profile.rows === 0) fail('table-empty', { columns: columns.length });
  await derivations.setReport(dataset, report);
  return { staged, report };
};
