import { DomainError } from '../../common/errors.ts';
import type { WitnessedPoint } from '../log/witnessed-point.ts';
import type { CountedVerdicts } from './inspected-verdicts.ts';
import { loggedTime } from './inspection-terms.ts';
import type { Label, Report } from './item-claims.ts';
import { judgeAppeal, judgeWithholding } from './pay-basis.ts';
import { appealedWithholding, judgeAppealDecided, withheldLabel, type PayTerms } from './rules-pay.ts';
import type { Logged, Lot, SpaceState } from './state.ts';

/** Where something stands in the log, and since when; milliseconds. */
interface Moment {
  readonly event: string;
  readonly index: number;
  readonly time: number;
}

/** An event that says something about this pay and does not count, with the reason. */
export interface PayFlaw {
  readonly event: string;
  readonly code: string;
}

/** What the pay of one lot rests on, for the rule that says what becomes of it (labeling/pay). */
export interface PayFacts {
  readonly lot: string;
  readonly price: number;
  readonly terms?: PayTerms;
  readonly closed?: Moment;
  readonly answered?: Moment;
  readonly work: readonly { readonly event: string; readonly item: string; readonly kind: 'label' | 'report' }[];
  readonly withholdings: readonly (Moment & { readonly label: string; readonly amount: number })[];
  readonly appeals: readonly (Moment & { readonly withholding: string })[];
  readonly decisions: readonly (Moment & { readonly appeal: string; readonly decision: 'upheld' | 'overturned' })[];
  readonly flaws: readonly PayFlaw[];
}

/** Events that a reader has been given about a lot, each with its signature checked and proven to stand where it stands. */
export interface PayEvents {
  /** What counts of the work (accounting.ts): everybody's, or one person's. */
  readonly labels: readonly Label[];
  readonly reports: readonly Report[];
  readonly verdicts: readonly Logged<'verdict-signed'>[];
  /** Those that the end of the inspection counts, by the own copy of the log; without it nothing is deducted. */
  readonly counted?: CountedVerdicts | undefined;
  readonly appeals: readonly Logged<'pay-appealed'>[];
  readonly decisions: readonly Logged<'appeal-decided'>[];
}

interface Parted<L> {
  readonly holding: readonly L[];
  readonly flaws: readonly PayFlaw[];
}

/** Those that hold, and why the others do not. */
const part = <L extends { readonly id: string }>(events: readonly L[], judge: (logged: L) => void): Parted<L> => {
  const flaws: PayFlaw[] = [];
  const holding = events.filter((logged) => {
    try {
      judge(logged);
      return true;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      flaws.push({ event: logged.id, code: error.code });
      return false;
    }
  });
  return { holding, flaws };
};

/** What was withheld, contested and decided of these labels; what concerns others is not looked at. */
const judgeAll = (state: SpaceState, lot: Lot, events: PayEvents) => {
  const labels = new Map(events.labels.map((label) => [label.id, label]));
  const labelOf = ({ signed }: Logged<'pay-withheld'>): Label | undefined => labels.get(withheldLabel(signed.event));
  const ofThese = [...lot.withheld.values()].flatMap((one) => {
    const label = labelOf(one);
    return label === undefined ? [] : [{ ...one, label }];
  });
  const { verdicts, counted = new Set() } = events;
  const withheld = part(ofThese, ({ signed, label }) => judgeWithholding(state, signed, { lot, label, verdicts }, counted));
  const standing = new Map(withheld.holding.map(({ id, label }) => [id, label]));
  const about = (appeal: Logged<'pay-appealed'>): Label | undefined =>
    standing.get(appealedWithholding(lot, appeal.signed.event)?.id ?? '');
  const appeals = part(
    events.appeals.filter((appeal) => about(appeal) !== undefined),
    (appeal) => judgeAppeal(state, appeal, about(appeal)?.signed.event.actor.key ?? ''),
  );
  const appealed = new Set(appeals.holding.map(({ id }) => id));
  const decisions = part(
    events.decisions.filter(({ signed: { event } }) => event.subject.id === lot.id && appealed.has(event.refs[0] ?? '')),
    ({ index, signed }) => judgeAppealDecided(state, signed.event, index),
  );
  return { withheld, appeals, decisions };
};

/** The events of one lot that its pay rests on, judged; a withholding whose verdict the reader has not been shown deducts nothing. */
export const payFactsOf = (state: SpaceState, lot: Lot, events: PayEvents, witnessed: readonly WitnessedPoint[]): PayFacts => {
  const { withheld, appeals, decisions } = judgeAll(state, lot, events);
  const toMoment = (logged: Pick<Logged, 'id' | 'index'> & { readonly signed: { readonly event: { readonly time: number } } }): Moment => ({
    event: logged.id,
    index: logged.index,
    time: loggedTime(logged, witnessed),
  });
  const toWork = (kind: 'label' | 'report') => (work: Label | Report) => ({ event: work.id, item: work.signed.event.subject.id, kind });
  const { price, pay } = lot.opened.signed.event.body;
  const to = ({ refs }: { readonly refs: readonly string[] }, at: number): string => refs[at] ?? '';
  return {
    lot: lot.id,
    price,
    ...(pay && { terms: pay }),
    ...(lot.closed && { closed: toMoment(lot.closed) }),
    ...(lot.answered && { answered: toMoment(lot.answered) }),
    work: [...events.labels.map(toWork('label')), ...events.reports.map(toWork('report'))],
    withholdings: withheld.holding.map((one) => {
      const { event } = one.signed;
      return { ...toMoment(one), label: withheldLabel(event), amount: event.body.amount };
    }),
    appeals: appeals.holding.map((one) => ({ ...toMoment(one), withholding: to(one.signed.event, 0) })),
    decisions: decisions.holding.map((one) => {
      const { event } = one.signed;
      return { ...toMoment(one), appeal: to(event, 0), decision: event.body.decision };
    }),
    flaws: [...withheld.flaws, ...appeals.flaws, ...decisions.flaws],
  };
};
