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

/** How far a derivative in work is. */
export interface ProtectionProgress {
  /** Small classes are counted before rows are protected. */
  readonly step: 'counting' | 'protecting';
  /** Rows of the source, in this step. */
  readonly rows: number;
  /** Of all steps, 0 to 1. */
  readonly share: number;
}

/** A derivative in work. */
export interface ProtectionUnderWay extends ProtectionProgress {
  readonly dataset: string;
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
   * @throws DomainError `identifier-remains`, `class-too-small`, `plan-columns-differ`, `column-withheld`, `table-empty`,
   * `quasi-identifier-unmarked`, `plan-class-too-small`; `report-differs` where the answer is not what was registered
   */
  protect(request: ProtectionRequest, asked?: (asked: AskedCommand) => void): Promise<ProtectedDataset>;
  /** Goes on waiting for what was asked for. @throws as `protect` */
  resume(asked: AskedCommand): Promise<ProtectedDataset>;
  /** How far the connector is with a derivative; undefined once it is registered. */
  progress(dataset: string): Promise<ProtectionProgress | undefined>;
  /** Derivatives of a dataset that the connector is at, also those that were asked for in another tab, on another device or by somebody else. */
  underWay(source: string): Promise<readonly ProtectionUnderWay[]>;
  /** The report of a registered derivative, as its registration names it. @throws DomainError `report-differs`, `role-missing`, `dataset-unknown` */
  report(dataset: string): Promise<ProtectionReport>;
  /** So many rows of a derivative, drawn at random in this browser. */
  sample(dataset: string, count: number): Promise<SampledRows>;
}
