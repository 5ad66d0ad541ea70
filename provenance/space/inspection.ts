import { parseHex, toHex } from '../../common/encodings.ts';
import type { WitnessedPoint } from '../log/witnessed-point.ts';
import { isEarly, isOpenedLate, isPast, revealsDue, SIDES, uncommittedSides, type InspectionTerms } from './inspection-terms.ts';
import { requireThat } from './refusal.ts';
import type { DrawSide, Logged, Lot, SpaceState } from './state.ts';

interface DrawParts {
  /** Id of the lot. */
  readonly lot: string;
  /** How many labels count for it, and their root; 32 bytes each from here on. */
  readonly labels: number;
  readonly root: Uint8Array;
  readonly owner: Uint8Array;
  readonly inspector: Uint8Array;
}

interface Drawn {
  readonly seed: Uint8Array;
  /** Most defects with which the lot is accepted. */
  readonly accept: number;
  /** Places among the lot's labels, from 0, ascending. */
  readonly positions: readonly number[];
}

/** How a sample is drawn is the sampling rules' own (labeling/sampling/inspection-draw.ts). */
export type DrawRule = (plan: InspectionTerms['plan'], parts: DrawParts) => Drawn;

export type Inspection =
  /** Not closed yet. `for`: who has not committed so far. */
  | { readonly kind: 'open'; readonly for: readonly DrawSide[] }
  | { readonly kind: 'waiting'; readonly for: readonly DrawSide[]; readonly until: number }
  | {
      readonly kind: 'drawn';
      readonly seed: string;
      readonly size: number;
      readonly accept: number;
      readonly positions: readonly number[];
    }
  /** Every label is inspected, at the cost of the sides that were silent. */
  | {
      readonly kind: 'whole';
      readonly reason: 'uncommitted' | 'unrevealed';
      readonly cost: readonly DrawSide[];
      readonly size: number;
      readonly positions: readonly number[];
    }
  /** No label counts, so there is nothing to inspect. */
  | { readonly kind: 'empty' };

/** Sides without a reveal, or with one that a checkpoint from after the time does not hold. */
const findSilent = (lot: Lot, over: readonly WitnessedPoint[]): readonly DrawSide[] =>
  SIDES.filter((side) => {
    const revealed = lot.draw[side]?.revealed;
    return revealed === undefined || over.some(({ size }) => size <= revealed.index);
  });

const secretOf = ({ draw }: Lot, side: DrawSide): Uint8Array => parseHex(draw[side]?.revealed?.signed.event.body.secret ?? '');

const whole = (size: number, reason: 'uncommitted' | 'unrevealed', cost: readonly DrawSide[]): Inspection => ({
  kind: 'whole',
  reason,
  cost,
  size,
  positions: Array.from({ length: size }, (_, at) => at),
});

const draw = (lot: Lot, terms: InspectionTerms, { signed }: Logged<'lot-closed'>, rule: DrawRule): Inspection => {
  const { labels, root } = signed.event.body;
  const parts = { lot: lot.id, labels, root: parseHex(root), owner: secretOf(lot, 'owner'), inspector: secretOf(lot, 'inspector') };
  const { seed, accept, positions } = rule(terms.plan, parts);
  return { kind: 'drawn', seed: toHex(seed), size: positions.length, accept, positions };
};

/**
 * What is inspected of a lot: a function of the log and of witnessed time alone. Nobody is silent before a checkpoint from after the time
 * for revealing shows it. The closing's own time counts only within what the checkpoints around it leave.
 * @param witnessed checkpoints that the reader has verified; those that hold more than `state` has read say nothing yet
 * @returns undefined where the lot's opening asks for no inspection
 */
export const inspectionOf = (state: SpaceState, lot: Lot, witnessed: readonly WitnessedPoint[], rule: DrawRule): Inspection | undefined => {
  const { inspection: terms } = lot.opened.signed.event.body;
  if (terms === undefined) return undefined;
  const uncommitted = uncommittedSides(lot);
  if (lot.closed === undefined) return { kind: 'open', for: uncommitted };
  const { labels } = lot.closed.signed.event.body;
  if (labels === 0) return { kind: 'empty' };
  // Opened too late or closed too early under a false date: who does either is the owner.
  const isOwners = isEarly(lot, lot.closed, witnessed) || isOpenedLate(lot, terms, witnessed);
  if (uncommitted.length > 0) return whole(labels, 'uncommitted', isOwners ? ['owner'] : uncommitted);
  const until = revealsDue(terms, lot.closed, witnessed);
  const over = witnessed.filter((point) => isPast(point, state, until));
  const silent = findSilent(lot, over);
  if (silent.length === 0) return draw(lot, terms, lot.closed, rule);
  return over.length > 0 ? whole(labels, 'unrevealed', silent) : { kind: 'waiting', for: silent, until };
};

/**
 * The firm inspected as many labels as its sample holds, or more. Where a side was silent it inspects all of them, which the replay asks for.
 * @param witnessed as of `inspectionOf`; without them a reveal that came late is taken to have come in time
 * @throws DomainError `inspection-sums-differ`
 */
export const requireInspectedAsDrawn = (state: SpaceState, lot: Lot, witnessed: readonly WitnessedPoint[], rule: DrawRule): void => {
  const { inspected } = lot.inspected?.signed.event.body ?? {};
  // All of them is never too few; and how many there are is the closing's word, which nothing has bounded yet.
  if (inspected === undefined || inspected === lot.closed?.signed.event.body.labels) return;
  const inspection = inspectionOf(state, lot, witnessed, rule);
  if (inspection?.kind !== 'drawn' && inspection?.kind !== 'whole') return;
  const { size } = inspection;
  requireThat(inspected === size, 'inspection-sums-differ', {
    lot: lot.id,
    inspected,
    drawn: size,
    rule: 'all of the sample is inspected',
  });
};
