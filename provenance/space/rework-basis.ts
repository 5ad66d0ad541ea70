import { toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import type { EventOf } from '../event/event.ts';
import { isBehindSilence } from './acceptance.ts';
import { rootOfLeaves } from './accounting.ts';
import type { WitnessedPoint } from '../log/witnessed-point.ts';
import type { Label } from './item-claims.ts';
import { personsIn } from './people.ts';
import { required, requireThat } from './refusal.ts';
import { reworkedLabel, reworkVerdict } from './rules-rework.ts';
import type { Logged, Lot, SpaceState } from './state.ts';
import { firstVerdictOver, type InspectedLabel, type Verdict } from './verdict-basis.ts';

type Rework = Logged<'label-reworked'>;

const isOfLabel = ({ signed: { event } }: Rework, { id, signed }: Label): boolean =>
  reworkedLabel(event) === id && event.subject.id === signed.event.subject.id && event.body.lot === signed.event.body.lot;

/** Found before the rework, of a label of this lot, by a reviewer of the firm that inspects. */
const requireDefect = (state: SpaceState, { index, signed: { event } }: Rework, inspected: InspectedLabel): void => {
  const { lot, label } = inspected;
  const first = firstVerdictOver(state, inspected);
  const isBasis = (verdict: Verdict | undefined): verdict is Verdict => verdict?.id === reworkVerdict(event) && verdict.index < index;
  const isDefect = isBasis(first) && first.signed.event.body.finding.verdict === 'defect';
  requireThat(isDefect, 'rework-without-verdict', {
    lot: lot.id,
    label: label.id,
    rule: 'a verdict of a defect in this label comes first',
  });
};

/**
 * What the public log does not tell of a rework that it lets count (rules-rework.ts): it is of this label, by its author with whichever key of
 * hers, and the first verdict over the label found a defect.
 * @param rework its signature checked, at its place in the log
 * @throws DomainError `rework-foreign`, `rework-without-verdict`
 */
export const judgeRework = (state: SpaceState, rework: Rework, inspected: InspectedLabel): void => {
  const { lot, label } = inspected;
  const { actor } = rework.signed.event;
  requireThat(isOfLabel(rework, label), 'rework-without-verdict', { lot: lot.id, label: label.id, rule: 'it names label, item and lot' });
  const personOf = personsIn(state);
  requireThat(personOf(actor.key) === personOf(label.signed.event.actor.key), 'rework-foreign', { lot: lot.id, key: actor.key });
  requireDefect(state, rework, inspected);
};

/** Events about a lot that a reader has been given, each with its signature checked, at its place in the log, and allowed by the log alone. */
export interface ReworkEvents {
  /** Those that count (accounting.ts). */
  readonly labels: readonly Label[];
  readonly verdicts: readonly Verdict[];
  readonly reworks: readonly Rework[];
}

export interface Reworks {
  /** The one that counts, by the id of the label that it makes good. */
  readonly counting: ReadonlyMap<string, Rework>;
  /** Why the others do not, in the order of the log. */
  readonly refused: readonly { readonly rework: Rework; readonly error: DomainError }[];
}

/**
 * Of each label's reworks the first in the log that holds counts. What the reader has not been shown leaves the label as it was.
 * @param witnessed checkpoints that the reader has verified: what lies behind one from after the owner's hours came too late
 */
export const findReworks = (
  state: SpaceState,
  lot: Lot,
  { labels, verdicts, reworks }: ReworkEvents,
  witnessed: readonly WitnessedPoint[] = [],
): Reworks => {
  const known = new Map(labels.map((label) => [label.id, label]));
  const counting = new Map<string, Rework>();
  const refused: { readonly rework: Rework; readonly error: DomainError }[] = [];
  for (const rework of reworks.toSorted((a, b) => a.index - b.index)) {
    const about = reworkedLabel(rework.signed.event);
    try {
      const label = required(known.get(about), 'rework-without-verdict', { lot: lot.id, label: about, rule: 'the label counts' });
      judgeRework(state, rework, { lot, label, verdicts });
      requireThat(!isBehindSilence({ state, witnessed }, lot, rework), 'rework-late', { lot: lot.id, rework: rework.id });
      const before = counting.get(about);
      requireThat(before === undefined, 'rework-given', { lot: lot.id, label: about, rework: before?.id });
      counting.set(about, rework);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push({ rework, error });
    }
  }
  return { counting, refused };
};

/** What an acceptance says of the reworks that it takes over. @param leaves of their entries, in the order of the log */
export const toAcceptedReworks = (leaves: readonly Uint8Array[]): EventOf<'lot-accepted'>['body'] =>
  leaves.length === 0 ? {} : { reworks: { count: leaves.length, root: toHex(rootOfLeaves(leaves)) } };

/**
 * An acceptance takes over exactly these: none that its owner was not shown, and none less.
 * @param leaves of the reworks' entries, in the order of the log
 * @throws DomainError `reworks-accepted-differ`
 */
export const requireAcceptedReworks = (
  { subject, body }: Pick<EventOf<'lot-accepted'>, 'subject' | 'body'>,
  leaves: readonly Uint8Array[],
): void => {
  const found = toAcceptedReworks(leaves).reworks;
  requireThat(found?.count === body.reworks?.count && found?.root === body.reworks?.root, 'reworks-accepted-differ', {
    lot: subject.id,
    accepted: body.reworks?.count ?? 0,
    reworks: leaves.length,
    rule: 'an acceptance names every rework of the lot',
    whoCanApprove: 'data-owner',
  });
};
