import { expect } from 'chai';
import fc from 'fast-check';
import { uuidv7 } from '../../../common/ids.ts';
import type { LotLedger, Moment, PaidWork, Reading } from '../../../labeling/pay/ledger.ts';
import { toStatement } from '../../../labeling/pay/statement.ts';
import type { SignedEvent } from '../../../provenance/event/event.ts';
import { accountForItems, type Label, type Report } from '../../../provenance/space/accounting.ts';
import { seededRandom } from '../../support/random.ts';

const HOUR = 3_600_000;
const START = 1_764_000_000_000;
const newId = (random = seededRandom('pay')) => uuidv7(() => START, random);
const ITEMS = Array.from({ length: 3 }, () => newId());
const idOf = (index: number): string => index.toString(16).padStart(64, '0');

/** Somebody's label, her next version of it, or her report, of one of the items. */
const act = fc.record({ item: fc.nat(2), person: fc.nat(3), kind: fc.constantFrom('label', 'label', 'again', 'report') });
/** What may come behind the closing: at any time, over any label, of any amount, whoever dates it as she likes. */
const later = fc.record({
  kind: fc.constantFrom('withhold', 'withhold', 'appeal', 'decide', 'answer', 'point'),
  /** Hours since what came before. */
  hours: fc.integer({ min: 1, max: 60 }),
  over: fc.nat(9),
  amount: fc.integer({ min: 0, max: 40 }),
  decision: fc.constantFrom('upheld', 'overturned'),
  /** Hours by which its actor dates it back. */
  lie: fc.nat(30),
});
const history = fc.record({
  acts: fc.array(act, { maxLength: 14 }),
  overlap: fc.constantFrom(undefined, 2, 3),
  late: fc.constantFrom(undefined, 1, 3),
  price: fc.integer({ min: 0, max: 32 }),
  unreadable: fc.array(fc.nat(13), { maxLength: 3 }),
  isClosed: fc.boolean(),
  hasTerms: fc.boolean(),
  later: fc.array(later, { maxLength: 24 }),
});
type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

const TERMS = { withhold: 72, appeal: 72, decide: 48 };

/** The works of a history where they stand in the log; only what the accounting rule reads of them. */
const worksOf = ({ acts }: History): { readonly labels: readonly Label[]; readonly reports: readonly Report[] } => {
  const standing = new Map<string, { readonly id: string; readonly revision: number }>();
  const works = acts.map(({ item, person, kind }, index) => {
    const before = kind === 'again' ? standing.get(`${item}/${person}`) : undefined;
    const revision = before === undefined ? 0 : before.revision + 1;
    if (kind !== 'report') standing.set(`${item}/${person}`, { id: idOf(index), revision });
    const body = { lot: 'lot', revision };
    const event = { actor: { key: `${person}` }, subject: { id: ITEMS[item] }, refs: before === undefined ? [] : [before.id], body };
    return { id: idOf(index), index, kind, entry: new Uint8Array(32), signed: { event } };
  });
  return {
    labels: works.filter(({ kind }) => kind !== 'report') as unknown as readonly Label[],
    reports: works.filter(({ kind }) => kind === 'report') as unknown as readonly Report[],
  };
};

const countedIn = (past: History): readonly PaidWork[] => {
  const { overlap, late } = past;
  const body = { items: ITEMS.map((id) => ({ id })), ...(overlap && { overlap }), ...(late && { late }) };
  const opened = { event: { subject: { id: 'lot' }, body } } as unknown as SignedEvent<'lot-opened'>;
  const { labels, reports } = accountForItems(opened, worksOf(past), { unreadable: new Set(past.unreadable.map(idOf)) });
  const toPaid = (kind: PaidWork['kind']) => (work: Label | Report) => ({
    event: work.id,
    item: work.signed.event.subject.id,
    kind,
  });
  return [...labels.map(toPaid('label')), ...reports.map(toPaid('report'))];
};

const pick = <T>(of: readonly T[], at: number): T | undefined => of[at % Math.max(of.length, 1)];

/** All that a history puts behind the closing, where it stands in the log. */
const placedIn = (past: History, work: readonly PaidWork[]) => {
  const first = past.acts.length;
  let now = START;
  const placed = past.later.map(({ hours, lie, ...what }, at) => {
    now += hours * HOUR;
    const moment: Moment = { event: idOf(first + 1 + at), index: first + 1 + at, time: Math.max(START, now - lie * HOUR) };
    return { ...what, ...moment, now };
  });
  const ofKind = (kind: string) => placed.filter((one) => one.kind === kind);
  const [withheld, appeals] = [ofKind('withhold'), ofKind('appeal')];
  return {
    closed: { event: idOf(first), index: first, time: START },
    points: ofKind('point').map(({ index, now: time }) => ({ size: index, time })),
    answers: ofKind('answer'),
    withholdings: withheld.map((one) => ({ ...one, label: pick(work, one.over)?.event ?? '' })),
    appeals: appeals.map((one) => ({ ...one, withholding: pick(withheld, one.over)?.event ?? '' })),
    decisions: ofKind('decide').map((one) => ({ ...one, appeal: pick(appeals, one.over)?.event ?? '' })),
  };
};

/** The ledger of a history up to a log size, and what a reader knows then whose checkpoints are honest. */
const until = (past: History, size: number): { readonly ledger: LotLedger; readonly reading: Reading } => {
  const work = countedIn(past);
  const { closed, points, answers, withholdings, appeals, decisions } = placedIn(past, work);
  const isIn = ({ index }: Moment): boolean => index < size;
  const answered = answers.find(isIn);
  const pays = { lot: 'lot', price: past.price, ...(past.hasTerms && { terms: TERMS }) };
  const ends = past.isClosed && { closed, ...(answered && { answered }) };
  const behind = { withholdings: withholdings.filter(isIn), appeals: appeals.filter(isIn), decisions: decisions.filter(isIn) };
  return { reading: { size, points: points.filter((point) => point.size <= size) }, ledger: { ...pays, ...ends, work, ...behind } };
};
const lengthOf = ({ acts, later: behind }: History): number => acts.length + 1 + behind.length;

describe('pay over any history', () => {
  const inEach = (claim: (ledger: LotLedger, reading: Reading, past: History) => void, seed?: number): void =>
    fc.assert(
      fc.property(history, (past) => {
        const { ledger, reading } = until(past, lengthOf(past));
        claim(ledger, reading, past);
      }),
      { numRuns: 2000, ...(seed !== undefined && { seed }) },
    );

  it('comes to the price of all that counts: due, at risk and withheld together', () => {
    inEach((ledger, reading) => {
      const { sums, lines } = toStatement([ledger], reading);
      expect(sums.earned).to.equal(ledger.work.length * ledger.price);
      expect(sums.due + sums.atRisk + sums.withheld).to.equal(sums.earned);
      expect(sums.appealed).to.be.within(0, sums.withheld);
      for (const { due, atRisk, withheld } of lines) {
        expect(due + atRisk + withheld).to.equal(ledger.price);
        expect(Math.min(due, atRisk, withheld)).to.be.at.least(0);
      }
    });
  });

  it('withholds nothing without an event over this very label, and no more than that says', () => {
    inEach((ledger, reading) => {
      for (const line of toStatement([ledger], reading).lines.filter(({ withheld }) => withheld > 0)) {
        const [first] = line.because;
        const said = ledger.withholdings.find(({ event }) => event === first);
        expect([said?.label, said?.amount]).to.deep.equal([line.work, line.withheld]);
        expect([line.kind, ledger.terms, ledger.closed === undefined]).to.deep.equal(['label', TERMS, false]);
      }
    });
  });

  it('lets what is settled be, whatever comes into the log behind it', () => {
    inEach((_ledger, _reading, past) => {
      const settled = new Map<string, unknown>();
      for (let size = past.acts.length + 1; size <= lengthOf(past); size++) {
        const { ledger, reading } = until(past, size);
        for (const line of toStatement([ledger], reading).lines) {
          if (settled.has(line.work)) expect(line).to.deep.equal(settled.get(line.work));
          if (line.until === undefined && line.rule !== 'lot-open') settled.set(line.work, line);
        }
      }
    });
  });

  it('does not depend on the order in which the events are read', () => {
    inEach((ledger, reading) => {
      const { withholdings, appeals, decisions } = ledger;
      const turned = {
        ...ledger,
        withholdings: withholdings.toReversed(),
        appeals: appeals.toReversed(),
        decisions: decisions.toReversed(),
      };
      expect(toStatement([turned], reading)).to.deep.equal(toStatement([ledger], reading));
    });
  });

  it('comes to every rule', () => {
    const seen = new Set<string>();
    inEach((ledger, reading) => toStatement([ledger], reading).lines.forEach(({ rule }) => seen.add(rule)), 1);
    expect([...seen]).to.have.length(12);
  });
});
