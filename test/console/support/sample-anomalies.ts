import { WEIGHTS, type Anomaly, type AnomalyKind } from '../../../provenance/anomalies/anomaly.ts';
import type { AnomalyList, AnomalyRow } from '../../../console/src/data/watch.ts';
import { FIRM, hex, NOW, OWNER } from './sample-data.ts';

const CODES: Partial<Record<AnomalyKind, string>> = {
  'entry-ignored': 'role-missing',
  'label-unreadable': 'key-differs',
  'withheld-open': 'boundary',
  'withholding-late': 'boundary',
};
const TIMES = { claimed: NOW, deadline: NOW, until: NOW, due: NOW, before: NOW };
const FIGURES = { seq: 12, missing: 2, left: 3, events: 118, last: 118_204, labels: 20, by: 118_301, amount: 20 };

const toRow = (kind: AnomalyKind, at: number): AnomalyRow => {
  const code = CODES[kind];
  const anomaly: Anomaly = { kind, index: 118_000 + at, times: TIMES, figures: FIGURES, ...(code !== undefined && { code }) };
  const who = kind === 'entry-ignored' ? {} : { organisation: at % 2 === 0 ? OWNER : FIRM, person: '沈立' };
  const subject = kind === 'release-superseded' ? { subject: { kind: 'release', id: 'release-1' } as const } : {};
  return { ...anomaly, ...who, ...subject, key: hex(at), weight: WEIGHTS[kind] };
};

/** One of each kind. */
export const ANOMALIES: AnomalyList = {
  rows: (Object.keys(WEIGHTS) as AnomalyKind[]).map(toRow),
  size: 118_204,
  checkpoints: 1,
  files: { csv: 'weight\r\n', json: '{}\n' },
};
