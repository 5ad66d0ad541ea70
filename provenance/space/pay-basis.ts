import type { SignedEvent } from '../event/event.ts';
import type { CountedVerdicts } from './inspected-verdicts.ts';
import { personsIn } from './people.ts';
import { refuse, required, requireThat } from './refusal.ts';
import { judgePayAppealed, withheldVerdict } from './rules-pay.ts';
import type { Logged, SpaceState } from './state.ts';
import { firstVerdictOver, type InspectedLabel } from './verdict-basis.ts';

/**
 * What is withheld of this label rests on the verdict that it cites: of a defect, for this reason, the first one over this very label, before the
 * inspection ended, and among those that its end counts.
 * @throws DomainError `withholding-without-verdict`, `withholding-reason-differs`
 */
export const judgeWithholding = (
  state: SpaceState,
  { event }: Pick<SignedEvent<'pay-withheld'>, 'event'>,
  inspected: InspectedLabel,
  counted: CountedVerdicts,
): void => {
  const { lot, label } = inspected;
  const first = firstVerdictOver(state, inspected);
  const details = { lot: lot.id, label: label.id, rule: 'the verdict of a defect in this label comes first' };
  const verdict = required(first?.id === withheldVerdict(event) ? first : undefined, 'withholding-without-verdict', details);
  const isCounted = verdict.index < (lot.inspected?.index ?? 0) && counted.has(verdict.index);
  requireThat(isCounted, 'withholding-without-verdict', { ...details, rule: 'the end of the inspection counts the verdict' });
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
