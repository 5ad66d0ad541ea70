import type { Anomaly, Weight } from '../../../provenance/anomalies/anomaly.ts';
import type { OrganisationName } from './common.ts';

/** Something in the log that somebody should look at. */
export interface AnomalyRow extends Anomaly {
  readonly weight: Weight;
  readonly organisation?: OrganisationName;
  /** Whose key it is. */
  readonly person?: string;
}

export interface AnomalyList {
  /** The gravest first. */
  readonly rows: readonly AnomalyRow[];
  /** Entries that were read. */
  readonly size: number;
  /** Checkpoints that this browser has kept, by which times are judged. */
  readonly checkpoints: number;
  /** The list as files. */
  readonly files: { readonly csv: string; readonly json: string };
}

export interface WatchData {
  /** Computed from this browser's own copy of the log; the gateway is asked for names alone. */
  anomalies(): Promise<AnomalyList>;
}
