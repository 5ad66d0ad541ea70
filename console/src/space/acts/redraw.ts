import { toCanonicalJson, type Json } from '../../../../common/canonical-json.ts';
import { toHex } from '../../../../common/encodings.ts';
import { drawInspection } from '../../../../labeling/sampling/inspection-draw.ts';
import { decideDelivery } from '../../../../policies/levels/delivery.ts';
import { createDrawContext, type ListedLabel } from '../../../../provenance/evidence/draw/draw-context.ts';
import { verifyDraw, type DrawVerification, type ShownDraw } from '../../../../provenance/evidence/draw/draw-verifier.ts';
import { readLotFile, type Outcome } from '../../../../provenance/evidence/draw/lot-file.ts';
import type { CheckResult } from '../../../../provenance/evidence/run-checks.ts';
import type { Inspection } from '../../../../provenance/space/inspection.ts';
import type { Lot } from '../../../../provenance/space/state.ts';
import type { Ledger } from '../ledger.ts';
import { inspectionBy } from '../own-inspection.ts';

/** A label that is inspected, as a lot file lists it that holds. */
export interface SampledLabel {
  /** Place among the labels under the closing's root, from 0. */
  readonly position: number;
  /** Id of the label's event. */
  readonly label: string;
  /** RFC 6962 leaf hash of its entry, hex; computed here. */
  readonly leaf: string;
  readonly item: string;
  /** Key of whoever signed it, hex. */
  readonly author: string;
  /** Log index. */
  readonly index: number;
}

/** A draw that was redone on this device. */
export interface RedoneDraw {
  readonly verdict: 'verified' | 'failed' | 'unanchored' | 'time-claimed';
  /** Name of the first check that failed. */
  readonly failed?: string;
  readonly checks: readonly RedoneCheck[];
  /** Log indices of the first and the last label; absent where a check failed. */
  readonly range?: { readonly first: number; readonly last: number };
  /** In the order of positions; empty where a check failed. */
  readonly sample: readonly SampledLabel[];
}

/** Its words are the texts' own; the verifier's checks bring theirs. */
export type RedoneCheck = Omit<CheckResult, 'what' | 'how'>;

/** Of the own copy of the log: a file may be an honest one of another lot, and silence is nothing that it could hold. */
export const OWN_CHECK = 'own-log-agrees';

const ofInspection = (inspection: Inspection | undefined): Json => {
  if (inspection?.kind === 'whole') return { kind: 'whole', reason: inspection.reason, cost: [...inspection.cost] };
  if (inspection?.kind !== 'drawn') return { kind: inspection?.kind ?? 'none' };
  const { kind, seed, accept, positions } = inspection;
  return { kind, seed, accept, positions: [...positions] };
};

const ofOutcome = (outcome: Outcome): Json =>
  outcome.kind === 'whole'
    ? outcome
    : { kind: outcome.kind, seed: outcome.seed, accept: outcome.accept, positions: outcome.sample.map(({ position }) => position) };

const compare = ({ lot: id, labels, root, outcome }: ShownDraw, lot: Lot, ledger: Ledger): RedoneCheck => {
  const closed = lot.closed?.signed.event.body;
  const own = { lot: lot.id, labels: closed?.labels ?? 0, root: closed?.root ?? '', outcome: ofInspection(inspectionBy(ledger, lot)) };
  const stated = { lot: id, labels, root, outcome: ofOutcome(outcome) };
  if (toCanonicalJson(own) === toCanonicalJson(stated)) return { name: OWN_CHECK, result: 'passed' };
  return { name: OWN_CHECK, result: 'failed', code: 'draw-differs', details: { stated, own } };
};

const sampleOf = (labels: readonly ListedLabel[], { outcome }: ShownDraw): readonly SampledLabel[] => {
  const positions = outcome.kind === 'whole' ? [...labels.keys()] : outcome.sample.map(({ position }) => position);
  return positions.flatMap((position) => {
    const listed = labels[position];
    if (listed === undefined) return [];
    const { id, leaf, index, signed } = listed;
    return [{ position, label: id, leaf: toHex(leaf), item: signed.event.subject.id, author: signed.event.actor.key, index }];
  });
};

/** What no computation shows comes last. */
const beforeStated = (checks: readonly RedoneCheck[], own: RedoneCheck): readonly RedoneCheck[] => [
  ...checks.filter(({ result }) => result !== 'stated-only'),
  own,
  ...checks.filter(({ result }) => result === 'stated-only'),
];

/** Silence shows from the whole log, which was read here; whether reveals were in time does not. */
const verdictOf = ({ verdict }: DrawVerification, { outcome }: ShownDraw): RedoneDraw['verdict'] => {
  if (verdict !== 'unproven') return verdict;
  return outcome.kind === 'drawn' ? 'time-claimed' : 'verified';
};

/**
 * Redoes a lot's draw from the file that the gateway gives out (untrusted), under the policy that this device trusts, and beside its own copy
 * of the log.
 * @param now a running number of milliseconds, for the durations
 */
export const redraw = (text: string, lot: Lot, ledger: Ledger, now: () => number): RedoneDraw => {
  const premises = { policy: ledger.policy, delivery: decideDelivery, draw: drawInspection };
  const verification = verifyDraw(text, premises, { now });
  const { shown, failed } = verification;
  if (shown === undefined) return { verdict: 'failed', ...(failed && { failed }), checks: verification.checks, sample: [] };
  const own = compare(shown, lot, ledger);
  const checks = beforeStated(verification.checks, own);
  if (own.result === 'failed') return { verdict: 'failed', failed: own.name, checks, sample: [] };
  const { labels } = createDrawContext(text, readLotFile(text), premises);
  const indices = labels.map(({ index }) => index);
  const range = { first: Math.min(...indices), last: Math.max(...indices) };
  return { verdict: verdictOf(verification, shown), checks, range, sample: sampleOf(labels, shown) };
};
