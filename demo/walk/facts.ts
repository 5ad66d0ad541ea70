import type { SampledItem } from '../../console/src/space/acts/sample.ts';
import type { ProtectionReport } from '../../privacy/deidentification/report.ts';

/** What the walk came to know of one project, for the claims. */
export interface ProjectFacts {
  dataset: string;
  project: string;
  lot: string;
  release: string;
  /** Fen that the labellers were shown as earned. */
  earned: number;
  /** Ids of events that an outbox proved to be in the log. */
  readonly proven: string[];
}

export interface ActionPlanFacts extends ProjectFacts {
  /** Item whose evidence is kept: of the label that was found to be a defect, and reworked. */
  item: string;
  /** Texts of the withheld column, from the source. */
  readonly withheld: string[];
}

/** `dataset` is the derivative. */
export interface WorkOrderFacts extends ProjectFacts {
  /** The dataset that never leaves its connector. */
  raw: string;
  /** Of the protection. */
  report?: ProtectionReport;
  /** What the firm's reviewer read of the drawn labels. */
  readonly sampled: SampledItem[];
}

export interface Facts {
  /** Code with which something that must not be was refused, by what was tried. */
  readonly refusals: Map<string, string>;
  readonly actionPlan: ActionPlanFacts;
  readonly workOrders: WorkOrderFacts;
}

const createProjectFacts = (): ProjectFacts => ({ dataset: '', project: '', lot: '', release: '', earned: 0, proven: [] });

export const createFacts = (): Facts => ({
  refusals: new Map(),
  actionPlan: { ...createProjectFacts(), item: '', withheld: [] },
  workOrders: { ...createProjectFacts(), raw: '', sampled: [] },
});
