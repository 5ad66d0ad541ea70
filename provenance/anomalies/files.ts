import { toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { WEIGHTS, type Anomaly } from './anomaly.ts';

/** Under what a list was made: the space, and the newest checkpoint that its reader had verified. */
export interface ListedUnder {
  readonly space: string;
  /** Of the log; its root in hex. */
  readonly size: number;
  readonly root: string;
  /** Unix seconds. */
  readonly witnessedAt: number;
}

const COLUMNS = ['weight', 'kind', 'index', 'org', 'key', 'subject', 'id', 'code', 'times', 'figures'] as const;

/** Ids, closed words and integers only, so that no cell needs quotes and no spreadsheet takes one for a formula. */
const pairsOf = (values: Readonly<Record<string, number>> = {}): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

const toCells = ({ kind, index, org = '', key = '', subject, code = '', times, figures }: Anomaly) =>
  [WEIGHTS[kind], kind, index, org, key, subject?.kind ?? '', subject?.id ?? '', code, pairsOf(times), pairsOf(figures)] as const;

/** RFC 4180: a heading and a line for each; milliseconds since 1970 in `times`. */
export const toAnomalyCsv = (anomalies: readonly Anomaly[]): string =>
  [COLUMNS, ...anomalies.map(toCells)].map((cells) => `${cells.join(',')}\r\n`).join('');

/** Canonical JSON (RFC 8785) and one LF. */
export const toAnomalyJson = (under: ListedUnder, anomalies: readonly Anomaly[]): string =>
  `${toCanonicalJson({ v: 1, kind: 'anomalies', ...under, anomalies } as unknown as Json)}\n`;
