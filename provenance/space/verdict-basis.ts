import { toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { leafHash } from '../log/merkle.ts';
import { actorWithRole } from './actor.ts';
import type { Label } from './item-claims.ts';
import { requireThat } from './refusal.ts';
import { requireNotLabeler } from './rules-verdict.ts';
import type { Logged, Lot, SpaceState } from './state.ts';

export type Verdict = Logged<'verdict-signed'>;

/** A label of a lot, and what was found of it, as far as the reader has been shown it. */
export interface InspectedLabel {
  readonly lot: Lot;
  readonly label: Label;
  readonly verdicts: readonly Verdict[];
}

/** Found after the closing of this lot, by a reviewer of the firm that inspects it who may not label in it. */
const requireInspectors = (state: SpaceState, lot: Lot, { index, signed: { event } }: Verdict): void => {
  const { by } = lot.opened.signed.event.body.inspection ?? {};
  const isOfLot = event.body.lot === lot.id && event.actor.org === by;
  requireThat(isOfLot, 'inspection-foreign', { lot: lot.id, org: event.actor.org, inspector: by });
  requireThat(index > (lot.closed?.index ?? Infinity), 'inspection-early', { lot: lot.id });
  actorWithRole(state, event, index, 'reviewer');
  requireNotLabeler(state, lot, event.actor.key);
};

const isInspectors = (state: SpaceState, lot: Lot, verdict: Verdict): boolean => {
  try {
    requireInspectors(state, lot, verdict);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
};

/**
 * The first verdict over this very label: by its leaf hash, whatever the verdict calls it. Those of whoever may not inspect are passed over: the
 * log alone does not say so, as a verdict's entry is private and no replay has judged it, so a gateway could make one up and log it first.
 */
export const firstVerdictOver = (state: SpaceState, { lot, label, verdicts }: InspectedLabel): Verdict | undefined => {
  const leaf = toHex(leafHash(label.entry));
  const over = verdicts.filter(({ signed: { event } }) => event.body.label === leaf && event.refs[1] === label.id);
  return over.toSorted((a, b) => a.index - b.index).find((verdict) => isInspectors(state, lot, verdict));
};
