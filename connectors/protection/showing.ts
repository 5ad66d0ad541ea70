import type { CommandArguments } from '../../api/documents.ts';
import type { ProtectionReport } from '../../privacy/deidentification/report.ts';
import { fail } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { DatasetStore } from '../publishing/store.ts';
import type { ProtectingBoard, ProtectingProgress } from './progress.ts';
import type { DerivationStore } from './store.ts';

/** What people of the own organisation are shown of derivatives; its answers are sealed to them. */
export interface Showing {
  /** Rows of a derivative for a spot check. @throws DomainError `dataset-unknown` (or no derivative), `rows-unfit` */
  show(request: CommandArguments<'show-rows'>): Promise<{
    readonly columns: string[];
    readonly rows: { readonly row: number; readonly cells: string[] }[];
  }>;
  /**
   * How far a derivative in work is, or the report of one that is on the log; nothing is shown of one that could still be refused.
   * @throws DomainError `dataset-unknown`
   */
  showProtection(
    request: CommandArguments<'show-protection'>,
  ): Promise<{ readonly protecting: ProtectingProgress } | { readonly report: ProtectionReport }>;
  /** Derivatives of a dataset that are in work at this moment, whoever asked for them. */
  listProtections(request: CommandArguments<'list-protections'>): Promise<readonly (ProtectingProgress & { readonly dataset: string })[]>;
}

export interface ShowingOptions {
  readonly store: DatasetStore;
  readonly derivations: DerivationStore;
  readonly board: ProtectingBoard;
  readonly ledger: Ledger;
}

export const createShowing = ({ store, derivations, board, ledger }: ShowingOptions): Showing => ({
  show: async ({ dataset, rows: wanted }) => {
    const found = await store.find(dataset);
    if (found === undefined || (await derivations.find(dataset)) === undefined)
      return fail('dataset-unknown', { dataset, reason: 'no derivative of this connector' });
    const rows = await store.rows(dataset, wanted);
    if (rows.length !== new Set(wanted).size) fail('rows-unfit', { dataset, reason: 'no such rows', rows: wanted, of: found.rows });
    return { columns: [...found.columns], rows: rows.map(({ index, cells }) => ({ row: index, cells: [...cells] })) };
  },
  showProtection: async ({ dataset }) => {
    const protecting = board.find(dataset);
    if (protecting !== undefined) return { protecting };
    const { report } = ledger.state().datasets.has(dataset) ? ((await derivations.find(dataset)) ?? {}) : {};
    return report === undefined ? fail('dataset-unknown', { dataset, reason: 'no derivative of this connector' }) : { report };
  },
  listProtections: async ({ dataset: source }) => {
    const found = [];
    for (const [dataset, progress] of board.all())
      if ((await derivations.find(dataset))?.source === source) found.push({ dataset, ...progress });
    return found;
  },
});
