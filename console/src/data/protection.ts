import type { ProtectionPlan } from '../../../privacy/deidentification/plan.ts';
import type { ProtectionReport } from '../../../privacy/deidentification/report.ts';
import type { AskedCommand, Localised } from './common.ts';

export interface ProtectionRequest {
  /** Of the derivative. */
  readonly title: Localised;
  readonly plan: ProtectionPlan;
}

/** A registered derivative. */
export interface ProtectedDataset {
  readonly dataset: string;
  readonly report: ProtectionReport;
}

/** Rows of a derivative, as they would leave. */
export interface SampledRows {
  readonly columns: readonly string[];
  readonly rows: readonly {
    /** 1-based row of the dataset. */
    readonly row: number;
    readonly cells: readonly string[];
  }[];
}

/** De-identified derivatives; the own connector makes them, and its answers are sealed to this browser. */
export interface ProtectionData {
  /**
   * Makes and registers a derivative.
   * @param asked told once the connector has been asked: `resume` finds the answer, after a reload as well
   * @throws DomainError `identifier-remains`, `class-too-small`, `plan-columns-differ`, `column-withheld`, `table-empty`
   */
  protect(request: ProtectionRequest, asked?: (asked: AskedCommand) => void): Promise<ProtectedDataset>;
  /** Goes on waiting for what was asked for. @throws as `protect` */
  resume(asked: AskedCommand): Promise<ProtectedDataset>;
  /** So many rows of a derivative, drawn at random in this browser. */
  sample(dataset: string, count: number): Promise<SampledRows>;
}
