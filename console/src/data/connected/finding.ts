import { isLotRecord } from '../../../../provenance/evidence/lot-record/lot-record.ts';
import type { LogPolicy } from '../../../../provenance/log/policy.ts';
import { judgeLog, readAccusation } from '../../../../provenance/log/ruling.ts';
import type { Finding, LogRuling } from '../evidence.ts';
import { reportOf } from './evidence-report.ts';
import { recordReportOf } from './record-report.ts';
import type { Clocks } from './report-parts.ts';

const rulingOf = (accusation: unknown, policy: LogPolicy | undefined): LogRuling =>
  policy === undefined ? { verdict: 'policy-needed' } : judgeLog(accusation, policy);

/** What a file (untrusted) is, a bundle, the record of a lot or evidence against the log, and what it comes to. */
export const findingOf = (file: Uint8Array, policy: LogPolicy | undefined, clocks: Clocks): Finding => {
  const text = new TextDecoder().decode(file);
  const accusation = readAccusation(text);
  if (accusation !== undefined) return { ruling: rulingOf(accusation, policy) };
  return { report: isLotRecord(text) ? recordReportOf(file, policy, clocks) : reportOf(file, policy, clocks) };
};
