import { payCases, type PayCases } from '../../../../api/pay-cases.ts';
import type { PayLine } from '../../../../labeling/pay/line.ts';
import { toStatement } from '../../../../labeling/pay/statement.ts';
import { parseResult, type Result } from '../../../../labeling/result.ts';
import type { EventOf, EventType } from '../../../../provenance/event/event.ts';
import type { CountedVerdicts } from '../../../../provenance/space/inspected-verdicts.ts';
import { payFactsOf } from '../../../../provenance/space/pay.ts';
import type { Logged, Lot } from '../../../../provenance/space/state.ts';
import { firstVerdictOver } from '../../../../provenance/space/verdict-basis.ts';
import { toEvidence } from '../alarm.ts';
import { fail } from '../errors.ts';
import { readPages } from '../pages.ts';
import { fromLog, requireOpening, type ActContext } from './context.ts';
import { readCounted, type ShownInspection } from './counted-verdicts.ts';
import { findHeldOf, type Held, type Relayed } from './held-event.ts';

type Shown = PayCases['cases'][number];
type Defect = Extract<EventOf<'verdict-signed'>['body']['finding'], { readonly verdict: 'defect' }>;

/** A label in which the inspection found a defect, with what became of its pay, by the own copy of the log. */
export interface PayCase {
  readonly lot: Lot;
  readonly item: string;
  /** Place of the item in the lot's list, from 0. */
  readonly position: number;
  readonly label: Held<'annotation-signed'>;
  readonly verdict: Held<'verdict-signed'>;
  readonly finding: Defect;
  readonly withheld?: Logged<'pay-withheld'>;
  readonly appeal?: Logged<'pay-appealed'>;
  readonly decision?: Logged<'appeal-decided'>;
  readonly line: PayLine;
  /** Events about it that do not count. */
  readonly flaws: readonly string[];
  /** Text and answers, each as it was signed. */
  readonly opened?: { readonly text: string; readonly result: Result };
  /** Why they are not there. */
  readonly hidden?: NonNullable<Shown['hidden']>;
}

const refuse = async ({ alarms }: ActContext, shown: object, details: Readonly<Record<string, unknown>>): Promise<never> => {
  await alarms.raise('case-differs', toEvidence({ shown }));
  return fail('case-differs', details);
};

const createReading = (context: ActContext, shown: Shown) => {
  const differs = (part: string): Promise<never> => refuse(context, shown, { lot: shown.lot, item: shown.item, part });
  /** Undefined while no witness has seen it. */
  const held = async <Type extends EventType>(relayed: Relayed | undefined, type: Type): Promise<Held<Type> | undefined> => {
    if (relayed === undefined) return undefined;
    const found = findHeldOf(context.ledger(), relayed, type);
    if (found === 'ahead') return undefined;
    return found === 'differs' ? await differs(type) : found;
  };
  return { differs, held };
};

/** Text and answers open what label and list committed to. */
const openBoth = async (context: ActContext, lot: Lot, { item, opening, label: { opening: answer } }: Shown, label: PayCase['label']) => {
  if (opening === undefined || answer === undefined) return undefined;
  const { commitment } = label.signed.event.subject;
  const listed = lot.opened.signed.event.body.items.find(({ id }) => id === item)?.commitment;
  if (listed !== commitment) return fail('case-differs', { lot: lot.id, item, part: 'item' });
  await requireOpening(context, opening, { kind: 'item', id: item, commitment });
  await requireOpening(context, answer, { kind: 'annotation', id: item, commitment: label.signed.event.body.result });
  return { text: opening.value, result: parseResult(answer.value) };
};

/** What the inspection found in this very label. */
const findingIn = (context: ActContext, lot: Lot, label: PayCase['label'], verdict: PayCase['verdict']): Defect | undefined => {
  const { finding } = verdict.signed.event.body;
  const first = firstVerdictOver(context.ledger().state, { lot, label, verdicts: [verdict] });
  return first !== undefined && finding.verdict === 'defect' ? finding : undefined;
};

/** By everything that is shown of this one label; the public log says what is withheld of it. */
const standingOf = (
  context: ActContext,
  lot: Lot,
  counted: CountedVerdicts,
  events: Pick<PayCase, 'label' | 'verdict' | 'appeal' | 'decision'>,
) => {
  const { state, points } = context.ledger();
  const { label, verdict, appeal, decision } = events;
  const basis = {
    labels: [label],
    reports: [],
    verdicts: [verdict],
    counted,
    appeals: appeal ? [appeal] : [],
    decisions: decision ? [decision] : [],
  };
  const facts = payFactsOf(state, lot, basis, points);
  const { lines } = toStatement([facts], { size: state.size, points });
  return { line: lines[0], flaws: facts.flaws.map(({ event }) => event) };
};

type Found = Pick<PayCase, 'lot' | 'item' | 'position' | 'label' | 'verdict' | 'finding'>;

/** A label of the lot, and the verdict by which it is a defect; undefined while one of them is not witnessed. */
const readFound = async (context: ActContext, shown: Shown, counted: CountedVerdicts): Promise<Found | undefined> => {
  const { differs, held } = createReading(context, shown);
  const lot = context.ledger().state.lots.get(shown.lot);
  const [label, verdict] = [await held(shown.label, 'annotation-signed'), await held(shown.verdict, 'verdict-signed')];
  if (lot === undefined || label === undefined || verdict === undefined) return undefined;
  const position = lot.opened.signed.event.body.items.findIndex(({ id }) => id === shown.item);
  const { subject, body } = label.signed.event;
  if (position < 0 || subject.id !== shown.item || body.lot !== lot.id) return await differs('label');
  const finding = findingIn(context, lot, label, verdict);
  if (finding === undefined || !counted.has(verdict.index)) return await differs('verdict');
  return { lot, item: shown.item, position, label, verdict, finding };
};

const verify = async (context: ActContext, shown: Shown, counted: CountedVerdicts): Promise<PayCase | undefined> => {
  const { held } = createReading(context, shown);
  const found = await readFound(context, shown, counted);
  if (found === undefined) return undefined;
  const { lot, label, verdict } = found;
  const [appeal, decision] = [await held(shown.appeal, 'pay-appealed'), await held(shown.decision, 'appeal-decided')];
  const answers = { ...(appeal && { appeal }), ...(decision && { decision }) };
  const { line, flaws } = standingOf(context, lot, counted, { label, verdict, ...answers });
  const [withheld, opened] = [lot.withheld.get(label.id), await openBoth(context, lot, shown, label)];
  const contents = { ...(opened && { opened }), ...(shown.hidden && { hidden: shown.hidden }) };
  return line && { ...found, ...answers, ...(withheld && { withheld }), ...contents, line, flaws };
};

/**
 * Cases as the gateway lists them: each event stands in the own copy of the log, each verdict lies under the root that ends its inspection, and
 * text and answers open what was signed. What no witness has seen yet is left out.
 * @throws DomainError `case-differs`, `opening-differs` (an alarm keeps the evidence)
 */
export const readPayCases = async (context: ActContext, path: string): Promise<readonly PayCase[]> => {
  const pages = await readPages(context.http, payCases, path, (page) => [page]);
  await fromLog(context, ({ size }) => size);
  const inspections = pages.flatMap((page) => page.inspections);
  const refuseInspection = (one: ShownInspection) => refuse(context, one, { lot: one.lot, part: 'verdicts' });
  const counted = await readCounted(context.ledger(), inspections, refuseInspection);
  const found: PayCase[] = [];
  for (const shown of pages.flatMap(({ cases }) => cases)) {
    const verdicts = counted.get(shown.lot);
    const one = verdicts && (await verify(context, shown, verdicts));
    if (one !== undefined) found.push(one);
  }
  return found;
};
