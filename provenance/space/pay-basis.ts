import { toHex } from '../../common/encodings.ts';
import type { SignedEvent } from '../event/event.ts';
import { leafHash } from '../log/merkle.ts';
import { actorWithRole } from './actor.ts';
import type { Label } from './item-claims.ts';
import { personsIn } from './people.ts';
import { refuse, required, requireThat } from './refusal.ts';
import { judgePayAppealed, withheldVerdict } from './rules-pay.ts';
import type { Logged, Lot, SpaceState } from './state.ts';

type Verdict = Logged<'verdict-signed'>;

/** By a reviewer of the firm that inspects, between the closing and the end of the inspection. */
const requireInspector = (state: SpaceState, lot: Lot, { id, index, signed: { event } }: Verdict): void => {
  const isWithin = index > (lot.closed?.index ?? Infinity) && index < (lot.inspected?.index ?? 0);
  const isInspector = event.actor.org === lot.opened.signed.event.body.inspection?.by;
  requireThat(isWithin && isInspector && event.body.lot === lot.id, 'withholding-without-verdict', { lot: lot.id, verdict: id });
  actorWithRole(state, event, index, 'reviewer');
};

/** A label of a lot, and what was found of it, as far as the reader has been shown it. */
export interface InspectedLabel {
  readonly lot: Lot;
  readonly label: Label;
  readonly verdicts: readonly Verdict[];
}

/**
 * What is withheld of this label rests on the verdict that it cites: of a defect, for this reason, the first one over this very label.
 * @throws DomainError `withholding-without-verdict`, `withholding-reason-differs`, and those of an actor who may not inspect
 */
export const judgeWithholding = (
  state: SpaceState,
  { event }: SignedEvent<'pay-withheld'>,
  { lot, label, verdicts }: InspectedLabel,
): void => {
  const leaf = toHex(leafHash(label.entry));
  const over = verdicts.filter(({ signed }) => signed.event.body.label === leaf && signed.event.refs[1] === label.id);
  const [first] = over.toSorted((a, b) => a.index - b.index);
  const details = { lot: lot.id, label: label.id, rule: 'the verdict of a defect in this label comes first' };
  const verdict = required(first?.id === withheldVerdict(event) ? first : undefined, 'withholding-without-verdict', details);
  requireInspector(state, lot, verdict);
  const { finding } = verdict.signed.event.body;
  if (finding.verdict !== 'defect') return refuse('withholding-without-verdict', details);
  return requireThat(finding.reason === event.body.reason, 'withholding-reason-differs', { ...details, reason: finding.reason });
};

/** Whoever wrote the label appeals, by whichever device. @throws DomainError `appeal-foreign` and as `judgePayAppealed` */
export const judgeAppeal = (
  state: SpaceState,
  { index, signed: { event } }: Pick<Logged<'pay-appealed'>, 'index' | 'signed'>,
  author: string,
): void => {
  judgePayAppealed(state, event, index);
  const personOf = personsIn(state);
  requireThat(personOf(event.actor.key) === personOf(author), 'appeal-foreign', { lot: event.subject.id, key: event.actor.key });
};
