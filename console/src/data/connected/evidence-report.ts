import { parseConfiguration } from '../../../../labeling/configuration.ts';
import { parseResult, verifyResult } from '../../../../labeling/result.ts';
import { drawInspection } from '../../../../labeling/sampling/inspection-draw.ts';
import { decideDelivery } from '../../../../policies/levels/delivery.ts';
import { sha256 } from '../../../../common/crypto/hash.ts';
import { toHex } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import type { EventType } from '../../../../provenance/event/event.ts';
import { decodeBundle, readBundle } from '../../../../provenance/evidence/bundle.ts';
import { createContext, type BundledCheckpoint, type Context, type Premises } from '../../../../provenance/evidence/context.ts';
import type { Interval } from '../../../../provenance/evidence/intervals.ts';
import { STATEMENTS } from '../../../../provenance/evidence/statements.ts';
import { verifyEvidence, type CheckResult, type Verification } from '../../../../provenance/evidence/verifier.ts';
import type { LogPolicy } from '../../../../provenance/log/policy.ts';
import { judgeLog, readAccusation } from '../../../../provenance/log/ruling.ts';
import type { Check, CheckOutcome, CheckpointMark, EvidenceReport, Finding, LogRuling, ProvenanceNode } from '../evidence.ts';
import { pseudonymOf } from './names.ts';

const SECOND = 1000;
const FINGERPRINT = 8;

/** What each step of a label's way builds upon; steps that are not listed here certify people and are no nodes. */
const AFTER: Readonly<Partial<Record<EventType, readonly EventType[]>>> = {
  'dataset-registered': [],
  'dataset-graded': ['dataset-registered'],
  'dataset-published': ['dataset-graded'],
  'project-opened': ['dataset-published'],
  'roster-signed': ['project-opened'],
  'lot-opened': ['roster-signed'],
  'annotation-signed': ['lot-opened'],
  'lot-closed': ['annotation-signed'],
  'release-signed': ['lot-closed'],
};
const BY_CONNECTOR: readonly EventType[] = ['dataset-registered', 'lot-opened', 'lot-closed'];

/** Steps that a check is about; one that is not listed is about all of them. */
const ABOUT: Readonly<Record<string, readonly EventType[]>> = {
  'level-signed': ['dataset-graded'],
  'project-authorised': ['project-opened'],
  'roster-authorised': ['roster-signed'],
  'profile-opens': ['dataset-registered'],
  'project-opens': ['project-opened'],
  'item-opens': ['lot-opened'],
  'annotation-opens': ['annotation-signed'],
  'result-fits-configuration': ['annotation-signed'],
  'row-opens-in-dataset': ['dataset-registered'],
  'item-equals-row': ['dataset-registered', 'lot-opened'],
  'lot-fixes-item': ['lot-opened'],
  'annotation-authorised': ['annotation-signed'],
  'rework-authorised': ['annotation-signed', 'release-signed'],
  'lot-closed-counts-annotation': ['annotation-signed', 'lot-closed'],
  'release-authorised': ['release-signed'],
  'inspected-as-drawn': ['release-signed'],
  'manifest-hash': ['release-signed'],
  'manifest-matches-release': ['release-signed'],
  'figures-add-up': ['release-signed'],
  'line-in-manifest': ['release-signed'],
  'line-equals-annotation': ['annotation-signed', 'release-signed'],
  'person-did-the-work': ['annotation-signed'],
  'inputs-true': ['dataset-registered'],
};

export const OUTCOMES: Readonly<Record<CheckResult['result'], CheckOutcome>> = {
  passed: 'passed',
  failed: 'failed',
  'stated-only': 'claimed',
  'not-enabled': 'absent',
};

type Step = Omit<ProvenanceNode, 'outcome'> & { readonly act: EventType };

const stepsOf = ({ events }: Context): readonly Step[] => {
  const path = events.filter(({ signed }) => AFTER[signed.event.type] !== undefined);
  return path.map(({ id, index, signed: { event } }) => ({
    id,
    lane: BY_CONNECTOR.includes(event.type) ? 'connector' : 'browser',
    act: event.type,
    actor: pseudonymOf(event.actor.key),
    index,
    time: event.time,
    after: path.filter(({ signed }) => AFTER[event.type]?.includes(signed.event.type)).map((before) => before.id),
  }));
};

const toCheck = ({ name, result, code, ms }: CheckResult, steps: readonly Step[]): Check => {
  const about = ABOUT[name];
  const values: Check['values'] = code === undefined ? {} : { reason: code };
  return {
    code: name,
    outcome: OUTCOMES[result],
    values,
    ...(ms === undefined ? {} : { milliseconds: ms }),
    nodes: steps.filter(({ act }) => about === undefined || about.includes(act)).map(({ id }) => id),
  };
};

/** A step bears a tick only when nothing about it failed, and only under a policy that says whose keys count. */
const outcomeOf = ({ id }: Step, checks: readonly Check[], verdict: Verification['verdict']): CheckOutcome => {
  if (checks.some(({ outcome, nodes }) => outcome === 'failed' && nodes.includes(id))) return 'failed';
  return verdict === 'unanchored' ? 'claimed' : 'passed';
};

const toMark = ({ checkpoint, times }: BundledCheckpoint, policy: LogPolicy | undefined): CheckpointMark => ({
  size: checkpoint.size,
  found: times().size,
  all: policy?.n ?? 0,
});

const boundsOf = ({ after, before }: Interval): { readonly after?: number; readonly before?: number } => ({
  ...(after === undefined ? {} : { after }),
  ...(before === undefined ? {} : { before }),
});

const trustOf = ({ shown }: Verification, policy: LogPolicy | undefined): EvidenceReport['trust'] =>
  shown &&
  policy && {
    needed: shown.k,
    tolerated: shown.f,
    size: shown.size,
    witnessedAt: shown.witnessedTime * SECOND,
    ...(shown.signed === undefined ? {} : { signed: boundsOf(shown.signed) }),
    witnesses: policy.witnesses.map(({ name, key }) => ({
      name,
      fingerprint: toHex(sha256(key.publicKey)).slice(0, FINGERPRINT),
      signed: shown.keys.witnesses.some((witness) => witness.name === name),
    })),
  };

const holdsOf = ({ bundle, events, history }: Context): EvidenceReport['holds'] => [
  { kind: 'event', count: events.length },
  { kind: 'inclusion-proof', count: events.length },
  { kind: 'checkpoint', count: history.length + 1 },
  { kind: 'certificate', count: events.filter(({ signed }) => signed.event.type === 'certificate-issued').length },
  { kind: 'disclosure', count: 4 + bundle.openings.row.fields.filter((field) => 'text' in field).length },
];
const HOLDS_NOT = ['raw-rows', 'other-items', 'names', 'withheld-fields'];

const read = (source: string | Uint8Array, premises: Premises): Context | undefined => {
  try {
    const text = typeof source === 'string' ? source : decodeBundle(source);
    return createContext(text, readBundle(text), premises);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

const failureOf = ({ failed, checks }: Verification): EvidenceReport['failure'] => {
  const found = checks.find(({ name }) => name === failed);
  return found && { check: found.name, code: found.code ?? '', details: found.details ?? {} };
};

interface Clocks {
  /** ms */
  readonly clock: () => number;
  /** A running number of milliseconds, for durations. */
  readonly now: () => number;
}

/** Verifies a bundle (untrusted) under a policy from outside the operator, here and now, and says what was found. */
export const reportOf = (source: string | Uint8Array, policy: LogPolicy | undefined, { clock, now }: Clocks): EvidenceReport => {
  const premises: Premises = {
    policy,
    delivery: decideDelivery,
    draw: drawInspection,
    fits: (configuration, item, result) => verifyResult(parseConfiguration(configuration), item, parseResult(result)),
  };
  const verification = verifyEvidence(source, premises, { now });
  const context = read(source, premises);
  const steps = context === undefined ? [] : stepsOf(context);
  const checks = verification.checks.map((check) => toCheck(check, steps));
  const trust = trustOf(verification, policy);
  const failure = failureOf(verification);
  const { shown } = verification;
  return {
    checks,
    nodes: steps.map((step) => ({ ...step, outcome: outcomeOf(step, checks, verification.verdict) })),
    checkpoints: context === undefined ? [] : [...context.history, context.newest].map((one) => toMark(one, policy)),
    verifiedAt: clock(),
    ...(failure === undefined ? {} : { failure }),
    ...(shown === undefined ? {} : { subject: { release: shown.release, item: shown.item, index: shown.index } }),
    anchored: verification.verdict !== 'unanchored',
    ...(trust === undefined ? {} : { trust }),
    warnings: verification.warnings.map(({ code, zh, en }) => ({ code, zh, en })),
    holds: context === undefined ? [] : holdsOf(context),
    holdsNot: HOLDS_NOT,
    notShown: STATEMENTS.map(({ name }) => name),
  };
};

const rulingOf = (accusation: unknown, policy: LogPolicy | undefined): LogRuling =>
  policy === undefined ? { verdict: 'policy-needed' } : judgeLog(accusation, policy);

/** What a file (untrusted) is, a bundle or evidence against the log, and what it comes to. */
export const findingOf = (file: Uint8Array, policy: LogPolicy | undefined, clocks: Clocks): Finding => {
  const accusation = readAccusation(new TextDecoder().decode(file));
  if (accusation !== undefined) return { ruling: rulingOf(accusation, policy) };
  return { report: reportOf(file, policy, clocks) };
};
