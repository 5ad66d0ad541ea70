import { dueAfter, firstInTime, isOver } from './hours.ts';
import type { Appeal, LotLedger, Moment, PaidWork, PayTerms, Reading, Withholding } from './ledger.ts';

/** By which rule a line stands as it does (docs/protocols/pay.md). */
export type PayRule =
  /** The lot is open: the work can still be replaced, or turn out unreadable. */
  | 'lot-open'
  /** Its opening lets nobody withhold. */
  | 'nothing-agreed'
  /** Reports are not inspected. */
  | 'report'
  /** Until then the owner may withhold. */
  | 'may-be-withheld'
  | 'lot-answered'
  /** Nobody withheld in time. */
  | 'withholding-lapsed'
  /** Until then the labeler may appeal. */
  | 'may-be-appealed'
  | 'not-appealed'
  /** Until then the appeal may be decided. */
  | 'appeal-pending'
  | 'appeal-upheld'
  | 'appeal-overturned'
  /** Nobody decided in time. */
  | 'appeal-lapsed';

export type PayState = 'at-risk' | 'due' | 'withheld' | 'appealed';

/** What became of the pay of one work; `amount` = `due` + `atRisk` + `withheld`, each in fen. */
export interface PayLine {
  readonly lot: string;
  readonly item: string;
  /** Id of the work's event. */
  readonly work: string;
  readonly kind: PaidWork['kind'];
  readonly amount: number;
  readonly due: number;
  readonly atRisk: number;
  /** Under appeal too. */
  readonly withheld: number;
  readonly state: PayState;
  readonly rule: PayRule;
  /** Ids of the events that the state rests on, oldest first. */
  readonly because: readonly string[];
  /** Until when the state may change, milliseconds; absent where time alone changes nothing. */
  readonly until?: number;
}

type Standing = Pick<PayLine, 'state' | 'rule'> & { readonly because: readonly Moment[]; readonly until?: number };

/** @param withheld fen that the owner holds back, where the state leaves it so */
const toLine = ({ lot, price }: LotLedger, { event, item, kind }: PaidWork, standing: Standing, withheld = 0): PayLine => {
  const { because, ...stands } = standing;
  const atRisk = stands.state === 'at-risk' ? price : 0;
  const held = stands.state === 'withheld' || stands.state === 'appealed' ? withheld : 0;
  const parts = { amount: price, due: price - atRisk - held, atRisk, withheld: held };
  return { lot, item, work: event, kind, ...parts, ...stands, because: because.map((moment) => moment.event) };
};

const standingOfAppeal = (ledger: LotLedger, terms: PayTerms, reading: Reading, withheld: Withholding, appeal: Appeal): Standing => {
  const until = dueAfter(appeal, terms.decide);
  const because = [withheld, appeal];
  const answers = ledger.decisions.filter((decision) => decision.appeal === appeal.event);
  const decided = firstInTime(answers, appeal, until, reading);
  if (decided !== undefined) {
    const stands = decided.decision === 'upheld' ? 'withheld' : 'due';
    return { state: stands, rule: `appeal-${decided.decision}`, because: [...because, decided] };
  }
  if (isOver(reading, until)) return { state: 'due', rule: 'appeal-lapsed', because };
  return { state: 'appealed', rule: 'appeal-pending', because, until };
};

const standingOfWithheld = (ledger: LotLedger, terms: PayTerms, reading: Reading, withheld: Withholding): Standing => {
  const until = dueAfter(withheld, terms.appeal);
  const appeals = ledger.appeals.filter(({ withholding }) => withholding === withheld.event);
  const appeal = firstInTime(appeals, withheld, until, reading);
  if (appeal !== undefined) return standingOfAppeal(ledger, terms, reading, withheld, appeal);
  if (isOver(reading, until)) return { state: 'withheld', rule: 'not-appealed', because: [withheld] };
  return { state: 'withheld', rule: 'may-be-appealed', because: [withheld], until };
};

/** What is withheld of a label: once, no more than it earns, before the owner has answered. */
const findWithholding = (
  ledger: LotLedger,
  { event }: PaidWork,
  closed: Moment,
  until: number,
  reading: Reading,
): Withholding | undefined => {
  const before = ledger.answered?.index ?? Infinity;
  const fitting = ledger.withholdings.filter(
    ({ label, amount, index }) => label === event && amount > 0 && amount <= ledger.price && index < before,
  );
  return firstInTime(fitting, closed, until, reading);
};

/** What one work earns, and how far it is owed: a function of the log and of witnessed time alone. */
export const lineOf = (ledger: LotLedger, work: PaidWork, reading: Reading): PayLine => {
  const { terms, closed, answered } = ledger;
  if (closed === undefined) return toLine(ledger, work, { state: 'at-risk', rule: 'lot-open', because: [] });
  if (terms === undefined) return toLine(ledger, work, { state: 'due', rule: 'nothing-agreed', because: [closed] });
  if (work.kind === 'report') return toLine(ledger, work, { state: 'due', rule: 'report', because: [closed] });
  const until = dueAfter(closed, terms.withhold);
  const withheld = findWithholding(ledger, work, closed, until, reading);
  if (withheld !== undefined) return toLine(ledger, work, standingOfWithheld(ledger, terms, reading, withheld), withheld.amount);
  // An answer from after the hours finds settled what it would have settled.
  const answer = firstInTime(answered === undefined ? [] : [answered], closed, until, reading);
  if (answer !== undefined) return toLine(ledger, work, { state: 'due', rule: 'lot-answered', because: [closed, answer] });
  if (isOver(reading, until)) return toLine(ledger, work, { state: 'due', rule: 'withholding-lapsed', because: [closed] });
  return toLine(ledger, work, { state: 'at-risk', rule: 'may-be-withheld', because: [closed], until });
};
