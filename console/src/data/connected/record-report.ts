import { drawInspection } from '../../../../labeling/sampling/inspection-draw.ts';
import { decideDelivery } from '../../../../policies/levels/delivery.ts';
import { DomainError } from '../../../../common/errors.ts';
import type { RecordContext } from '../../../../provenance/evidence/lot-record/record-context.ts';
import { RECORD_STATEMENTS } from '../../../../provenance/evidence/lot-record/record-statements.ts';
import { readRecordContext, verifyLotRecord, type RecordVerification } from '../../../../provenance/evidence/lot-record/record-verifier.ts';
import type { LogPolicy } from '../../../../provenance/log/policy.ts';
import type { EvidenceReport } from '../evidence.ts';
import { outcomeOf, stepsOf, toCheck } from './evidence-steps.ts';
import { failureOf, toMark, toWitnesses, type Clocks } from './report-parts.ts';

const SECOND = 1000;

const trustOf = (
  { shown }: RecordVerification,
  context: RecordContext | undefined,
  policy: LogPolicy | undefined,
): EvidenceReport['trust'] => {
  const anchor = shown?.anchor;
  if (anchor === undefined || policy === undefined || context === undefined) return undefined;
  const { k, f, size, witnessedTime } = anchor;
  const times = context.newest.times();
  return { needed: k, tolerated: f, size, witnessedAt: witnessedTime * SECOND, witnesses: toWitnesses(policy, (name) => times.has(name)) };
};

const holdsOf = ({ events, history, labels, verdicts }: RecordContext): EvidenceReport['holds'] => [
  { kind: 'event', count: events.length },
  { kind: 'inclusion-proof', count: events.length + labels.length + verdicts.length },
  { kind: 'checkpoint', count: history.length + 1 },
  { kind: 'certificate', count: events.filter(({ signed }) => signed.event.type === 'certificate-issued').length },
];
const HOLDS_NOT = ['labels', 'verdicts', 'raw-rows', 'names'];

/** Verifies the record of a lot (untrusted) under a policy from outside the operator, here and now, and says what was found. */
export const recordReportOf = (source: Uint8Array, policy: LogPolicy | undefined, { clock, now }: Clocks): EvidenceReport => {
  const premises = { policy, delivery: decideDelivery, draw: drawInspection };
  const verification = verifyLotRecord(source, premises, { now });
  const read = readRecordContext(source, premises);
  const context = read instanceof DomainError ? undefined : read;
  const steps = context === undefined ? [] : stepsOf(context.events);
  const checks = verification.checks.map((check) => toCheck(check, steps));
  const [trust, failure] = [trustOf(verification, context, policy), failureOf(verification)];
  const { shown, verdict } = verification;
  return {
    checks,
    nodes: steps.map((step) => ({ ...step, outcome: outcomeOf(step, checks, verdict) })),
    checkpoints: context === undefined ? [] : [...context.history, context.newest].map((one) => toMark(one, policy)),
    verifiedAt: clock(),
    ...(failure && { failure }),
    ...(shown && verdict === 'verified' && { lot: shown }),
    anchored: verdict !== 'unanchored',
    ...(trust && { trust }),
    warnings: [],
    holds: context === undefined ? [] : holdsOf(context),
    holdsNot: HOLDS_NOT,
    notShown: RECORD_STATEMENTS.map(({ name }) => name),
  };
};
