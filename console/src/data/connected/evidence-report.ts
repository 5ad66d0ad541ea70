import { parseConfiguration } from '../../../../labeling/configuration.ts';
import { parseResult, verifyResult } from '../../../../labeling/result.ts';
import { drawInspection } from '../../../../labeling/sampling/inspection-draw.ts';
import { decideDelivery } from '../../../../policies/levels/delivery.ts';
import { DomainError } from '../../../../common/errors.ts';
import { decodeBundle, readBundle } from '../../../../provenance/evidence/bundle.ts';
import { createContext, type Context, type Premises } from '../../../../provenance/evidence/context.ts';
import type { Interval } from '../../../../provenance/evidence/intervals.ts';
import { STATEMENTS } from '../../../../provenance/evidence/statements.ts';
import { verifyEvidence, type Verification } from '../../../../provenance/evidence/verifier.ts';
import type { LogPolicy } from '../../../../provenance/log/policy.ts';
import type { EvidenceReport } from '../evidence.ts';
import { outcomeOf, stepsOf, toCheck } from './evidence-steps.ts';
import { failureOf, toMark, toWitnesses, type Clocks } from './report-parts.ts';

const SECOND = 1000;

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
    witnesses: toWitnesses(policy, (name) => shown.keys.witnesses.some((witness) => witness.name === name)),
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
  const steps = context === undefined ? [] : stepsOf(context.events);
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
