import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { toStatement } from '../../../labeling/pay/statement.ts';
import type { EventType } from '../../../provenance/event/event.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { accountForItems } from '../../../provenance/space/accounting.ts';
import type { WitnessedPoint } from '../../../provenance/log/witnessed-point.ts';
import { verdictsUnder } from '../../../provenance/space/inspected-verdicts.ts';
import { payFactsOf, type PayFacts } from '../../../provenance/space/pay.ts';
import { DEFECT, INSPECTION, inspectScriptedLot, type InspectedScript } from '../../support/inspected-pay.ts';
import { openScriptedLot, type ScriptedLabel, type ScriptedLot, type ScriptedLotOptions } from '../../support/scripted-lot.ts';
import {
  createScriptedSpace,
  memberOf,
  type Actor,
  type EventDraft,
  type LoggedEvent,
  type ScriptedSpace,
} from '../../support/scripted-space.ts';

const HOUR = 3_600_000;
const HOURS = { withhold: 240, appeal: 72, decide: 96 };
type Withheld = LoggedEvent<'pay-withheld'>;

/** Each tries what a gateway in league would take: only the rules stand between. */
describe('what is withheld of pay, contested and decided', () => {
  let s: ScriptedSpace;
  let lot: ScriptedLot;
  let [reviewer, adjudicator, court]: Actor[] = [];
  let labels: readonly ScriptedLabel[];
  let verdicts: readonly LoggedEvent<'verdict-signed'>[];
  /** Over the label that was not drawn, by a reviewer who signs it all the same. */
  let undrawn: LoggedEvent<'verdict-signed'>;
  let closed: LoggedEvent<'lot-closed'>;
  let inspected: LoggedEvent<'lot-inspected'>;
  let judge: InspectedScript['judge'];
  let id = '';

  const known = <T>(value: T | undefined): T => value ?? expect.fail('nothing there');

  const terms = (): ScriptedLotOptions => ({ inspection: INSPECTION, pay: { ...HOURS, adjudicator: known(court).org } });
  const inspect = (options: ScriptedLotOptions = terms(), defects = 1): void => {
    ({ lot, id, reviewer, labels, closed, judge, verdicts, undrawn, inspected } = inspectScriptedLot(s, options, defects));
  };

  beforeEach(() => {
    s = createScriptedSpace();
    court = s.join('auditor');
    adjudicator = s.certify(court, ['reviewer']);
  });

  const refusalOf = <Type extends EventType>(type: Type, by: Actor, draft: EventDraft<Type>): string => s.judge(type, by, draft);
  const withholding = (at = 0, draft: Partial<EventDraft<'pay-withheld'>> = {}): EventDraft<'pay-withheld'> => ({
    subject: { id },
    body: { reason: 'boundary', clause: 3, amount: 20 },
    refs: [inspected.id, known(labels[at]).id, (verdicts[at] ?? known(verdicts[0])).id],
    ...draft,
  });
  const withhold = (at = 0, draft: Partial<EventDraft<'pay-withheld'>> = {}): Withheld =>
    s.log('pay-withheld', lot.keeper, withholding(at, draft));
  const appeal = (withheld: Withheld, by: Actor = lot.labelers[0]) =>
    s.log('pay-appealed', by, { subject: { id }, body: { ground: 'no-defect' }, refs: [withheld.id] });
  const decide = (
    appealed: LoggedEvent<'pay-appealed'>,
    decision: 'upheld' | 'overturned',
    by = known(adjudicator),
  ): LoggedEvent<'appeal-decided'> => s.log('appeal-decided', by, { subject: { id }, body: { decision }, refs: [appealed.id] });

  describe('in the replay', () => {
    it('is withheld by a data owner of the project, up to the price', () => {
      inspect();
      for (const amount of [1, 32])
        expect(refusalOf('pay-withheld', lot.keeper, withholding(0, { body: { reason: 'boundary', clause: 1, amount } }))).to.equal(
          'counts',
        );
      expect(refusalOf('pay-withheld', lot.keeper, withholding(0, { body: { reason: 'boundary', clause: 1, amount: 33 } }))).to.equal(
        'withholding-too-high',
      );
      expect(refusalOf('pay-withheld', s.certify(s.join('owner'), ['data-owner']), withholding())).to.equal('subject-foreign');
      expect(refusalOf('pay-withheld', known(reviewer), withholding())).to.equal('role-missing');
      expect(refusalOf('pay-withheld', lot.connector, withholding())).to.equal('role-missing');
    });

    it('is withheld of no more labels than the inspection found to be defects', () => {
      inspect();
      withhold(0);
      expect(refusalOf('pay-withheld', lot.keeper, withholding(1))).to.equal('withholding-without-verdict');
      inspect(terms(), 0);
      expect(refusalOf('pay-withheld', lot.keeper, withholding(0))).to.equal('withholding-without-verdict');
    });

    it('is withheld once for a label', () => {
      inspect(terms(), 2);
      const withheld = withhold(0);
      expect(s.replay().state.lots.get(id)?.withheld.get(known(labels[0]).id)?.id).to.equal(withheld.id);
      expect(refusalOf('pay-withheld', lot.keeper, withholding(0))).to.equal('withholding-given');
      expect(refusalOf('pay-withheld', lot.keeper, withholding(1))).to.equal('counts');
    });

    it('is not withheld before the inspection has ended, nor behind the answer', () => {
      inspect();
      const refs = [inspected.id, known(labels[0]).id, known(verdicts[0]).id];
      const early = createScriptedSpace();
      const open = openScriptedLot(early, { inspection: INSPECTION, pay: HOURS });
      const draft = { subject: { id: open.lot.signed.event.subject.id }, body: withholding().body, refs };
      expect(early.judge('pay-withheld', open.keeper, draft)).to.equal('withholding-early');
      s.log('lot-accepted', lot.keeper, { subject: { id }, body: {}, refs: [inspected.id] });
      expect(refusalOf('pay-withheld', lot.keeper, withholding())).to.equal('withholding-late');
    });

    it('cites the end of the inspection, the label and the verdict', () => {
      inspect();
      const [over = '', verdict = ''] = [labels[0]?.id, verdicts[0]?.id];
      for (const refs of [[], [over], [over, verdict], [inspected.id, over], [inspected.id, over, over], [closed.id, over, verdict]])
        expect(refusalOf('pay-withheld', lot.keeper, withholding(0, { refs })), String(refs.length)).to.equal('reference-missing');
    });

    it('is not withheld where the opening says nothing of it', () => {
      inspect({ inspection: INSPECTION });
      expect(refusalOf('pay-withheld', lot.keeper, withholding())).to.equal('withholding-not-agreed');
    });

    it('is decided by nobody who came to label in the lot after its opening', () => {
      const open = openScriptedLot(s, terms());
      const members = [...open.labelers, s.certify(known(court), ['labeler'])].map(memberOf('labeler'));
      const draft = { subject: { id: open.project }, body: { number: 2, members }, refs: [open.opened.id] };
      expect(refusalOf('roster-signed', open.keeper, draft)).to.equal('roster-duty-clash');
    });

    it('is not agreed without an inspection, nor with a judge who is party', () => {
      const opens = (options: ScriptedLotOptions): boolean => {
        const opened = openScriptedLot(s, options).lot.signed.event.subject.id;
        return s.replay().state.lots.has(opened);
      };
      expect(opens({ pay: HOURS })).to.equal(false);
      expect(opens({ inspection: INSPECTION, pay: HOURS })).to.equal(true);
      for (const role of ['firm', 'auditor'] as const)
        expect(opens({ inspection: INSPECTION, pay: { ...HOURS, adjudicator: s.join(role).org } }), role).to.equal(true);
      for (const org of [s.join('owner').org, s.join('operator').org, s.newId()])
        expect(opens({ inspection: INSPECTION, pay: { ...HOURS, adjudicator: org } })).to.equal(false);
    });

    it('is not decided by whose firm inspects or labels', () => {
      const other = s.join('firm');
      lot = openScriptedLot(s, { inspection: { ...INSPECTION, by: other.org }, pay: HOURS });
      for (const org of [other.org, lot.firm.org, lot.owner.org]) {
        const { body } = lot.lot.signed.event;
        const again = {
          subject: { id: s.newId() },
          body: { ...body, items: [{ id: s.newId(), commitment: 'ab'.repeat(32) }], pay: { ...HOURS, adjudicator: org } },
        };
        expect(refusalOf('lot-opened', lot.connector, { ...again, refs: [lot.opened.id, lot.roster.id] })).to.equal('pay-terms-unfit');
      }
    });

    it('is contested over what was withheld of this lot, and nothing else', () => {
      inspect();
      const withheld = withhold(0);
      const contest = (refs: readonly string[]): string =>
        refusalOf('pay-appealed', lot.labelers[0], { subject: { id }, body: { ground: 'no-defect' }, refs });
      expect(contest([withheld.id])).to.equal('counts');
      for (const refs of [[], [known(labels[0]).id], [withheld.id, withheld.id], [inspected.id]])
        expect(contest(refs)).to.equal('reference-missing');
    });

    it('is decided by the adjudicator; the owner can only give way', () => {
      inspect();
      const appealed = appeal(withhold(0));
      const decideAs = (by: Actor, decision: 'upheld' | 'overturned'): string =>
        refusalOf('appeal-decided', by, { subject: { id }, body: { decision }, refs: [appealed.id] });
      expect(decideAs(known(adjudicator), 'upheld')).to.equal('counts');
      expect(decideAs(known(adjudicator), 'overturned')).to.equal('counts');
      expect(decideAs(lot.keeper, 'overturned')).to.equal('counts');
      expect(decideAs(lot.keeper, 'upheld')).to.equal('decision-foreign');
      expect(decideAs(known(reviewer), 'upheld')).to.equal('decision-foreign');
      expect(decideAs(lot.labelers[0], 'overturned')).to.equal('decision-foreign');
      expect(decideAs(s.certify(known(court), ['auditor']), 'upheld')).to.equal('role-missing');
    });
  });

  describe('by the events that a labeler is shown', () => {
    interface Shown {
      readonly verdicts?: readonly LoggedEvent<'verdict-signed'>[];
      readonly appeals?: readonly LoggedEvent<'pay-appealed'>[];
      readonly decisions?: readonly LoggedEvent<'appeal-decided'>[];
      readonly points?: readonly WitnessedPoint[];
      /** Log indices that are said to lie under the root that ends the inspection. */
      readonly counted?: readonly number[];
    }
    const factsOf = ({ points = [], counted: said = verdicts.map(({ index }) => index), ...shown }: Shown = {}): PayFacts => {
      const { state } = s.replay();
      const ofLot = known(state.lots.get(id));
      const under = verdictsUnder(ofLot, said, (index) => leafHash(known(s.entries[index])));
      const work = labels.map((one) => ({ ...one, entry: known(s.entries[one.index]) }));
      const { labels: counted, reports } = accountForItems(lot.lot.signed, { labels: work, reports: [] });
      return payFactsOf(state, ofLot, { labels: counted, reports, verdicts, counted: under, appeals: [], decisions: [], ...shown }, points);
    };
    /** What becomes of the first label. */
    const lineOf = (shown: Shown = {}) => {
      const facts = factsOf(shown);
      const { lines, sums } = toStatement([facts], { size: s.entries.length, points: shown.points ?? [] });
      expect(sums.due + sums.atRisk + sums.withheld).to.equal(96);
      const { rule, withheld } = known(lines[0]);
      return { rule, withheld, flaws: facts.flaws.map(({ code }) => code) };
    };
    /** A checkpoint over the log as it is, witnessed so many hours after an event. */
    const pointAfter = ({ signed }: { readonly signed: { readonly event: { readonly time: number } } }, hours: number, more = 0) => ({
      size: s.entries.length,
      time: signed.event.time + hours * HOUR + more,
    });

    it('deducts by a verdict of a defect, for its reason', () => {
      inspect();
      withhold(0);
      expect(lineOf()).to.deep.equal({ rule: 'may-be-appealed', withheld: 20, flaws: [] });
    });

    it('deducts nothing without the verdict, or by another label’s, or one that passes', () => {
      inspect();
      withhold(0);
      const none = { rule: 'may-be-withheld', withheld: 0, flaws: ['withholding-without-verdict'] };
      expect(lineOf({ verdicts: [] })).to.deep.equal(none);
      expect(lineOf({ verdicts: verdicts.slice(1) })).to.deep.equal(none);
      inspect();
      withhold(0, { refs: [inspected.id, known(labels[0]).id, known(verdicts[1]).id] });
      expect(lineOf()).to.deep.equal(none);
      inspect();
      withhold(1);
      const { lines } = toStatement([factsOf()], { size: s.entries.length, points: [] });
      expect(lines.map(({ withheld }) => withheld)).to.deep.equal([0, 0, 0]);
      expect(factsOf().flaws.map(({ code }) => code)).to.deep.equal(['withholding-without-verdict']);
    });

    it('deducts nothing by a verdict over a label that was never drawn, whatever is said of the root', () => {
      inspect(terms(), 2);
      withhold(2, { refs: [inspected.id, known(labels[2]).id, undrawn.id] });
      const [honest, { index }] = [verdicts.map((one) => one.index), undrawn];
      for (const counted of [honest, [...honest, index], [index], []]) {
        const { flaws } = factsOf({ verdicts: [...verdicts, undrawn], counted });
        expect(
          flaws.map(({ code }) => code),
          String(counted),
        ).to.deep.equal(['withholding-without-verdict']);
      }
    });

    it('deducts nothing by an inspection whose verdicts are not shown whole', () => {
      inspect();
      withhold(0);
      const [first, second] = verdicts.map(({ index }) => index).map(known);
      expect(lineOf({ counted: [known(first), known(second)] }).withheld).to.equal(20);
      for (const counted of [[known(first)], [known(second), known(first)]])
        expect(lineOf({ counted })).to.deep.equal({ rule: 'may-be-withheld', withheld: 0, flaws: ['withholding-without-verdict'] });
    });

    it('deducts nothing for another reason, by a second verdict, or one that came too late', () => {
      inspect();
      withhold(0, { body: { reason: 'category', clause: 3, amount: 20 } });
      expect(lineOf().flaws).to.deep.equal(['withholding-reason-differs']);
      inspect(terms(), 2);
      const late = judge(2, DEFECT);
      withhold(2, { refs: [inspected.id, known(labels[2]).id, late.id] });
      expect(factsOf({ verdicts: [...verdicts, late] }).flaws.map(({ code }) => code)).to.deep.equal(['withholding-without-verdict']);
      withhold(1, { refs: [inspected.id, known(labels[1]).id, late.id] });
      const again = {
        ...late,
        id: late.id,
        signed: { ...late.signed, event: { ...late.signed.event, refs: [closed.id, known(labels[1]).id] } },
      };
      const { flaws } = factsOf({ verdicts: [...verdicts, again] });
      expect(flaws.map(({ code }) => code)).to.deep.equal(['withholding-without-verdict', 'withholding-without-verdict']);
    });

    it('deducts nothing by the verdict of somebody who does not inspect', () => {
      inspect();
      const foreign = s.certify(known(court), ['reviewer']);
      const [verdict, rest] = [known(verdicts[0]), verdicts.slice(1)];
      const { key, org } = { key: toHex(foreign.key.publicKey), org: foreign.org };
      const forged = { ...verdict, signed: { ...verdict.signed, event: { ...verdict.signed.event, actor: { key, org } } } };
      withhold(0);
      expect(lineOf({ verdicts: [forged, ...rest] }).flaws).to.deep.equal(['withholding-without-verdict']);
    });

    it('passes over a verdict that a gateway made up and logged first', () => {
      inspect();
      const stranger = s.newActor(lot.firm.org);
      const [verdict, rest] = [known(verdicts[0]), verdicts.slice(1)];
      const event = { ...verdict.signed.event, actor: { org: lot.firm.org, key: toHex(stranger.key.publicKey) } };
      const madeUp = { ...verdict, id: 'ee'.repeat(32), index: closed.index + 1, signed: { ...verdict.signed, event } };
      withhold(0);
      expect(lineOf({ verdicts: [madeUp, verdict, ...rest] })).to.deep.equal({ rule: 'may-be-appealed', withheld: 20, flaws: [] });
      expect(lineOf({ verdicts: [madeUp, ...rest] }).flaws).to.deep.equal(['withholding-without-verdict']);
    });

    it('deducts nothing by the verdict of a reviewer who may label in the lot', () => {
      inspect();
      const [author] = lot.labelers;
      const reviews = s.certify(lot.firm, ['reviewer'], { ...s.newActor(lot.firm.org), subject: author.subject });
      const [verdict, rest] = [known(verdicts[0]), verdicts.slice(1)];
      const event = { ...verdict.signed.event, actor: { org: reviews.org, key: toHex(reviews.key.publicKey) } };
      const hers = { ...verdict, index: s.entries.length, signed: { ...verdict.signed, event } };
      withhold(0);
      expect(lineOf({ verdicts: [hers, ...rest] }).flaws).to.deep.equal(['withholding-without-verdict']);
    });

    it('deducts nothing by what says itself that it came behind the hours', () => {
      inspect();
      withhold(0, { envelope: { time: closed.signed.event.time + HOURS.withhold * HOUR + 1 } });
      expect(lineOf().rule).to.equal('may-be-withheld');
    });

    it('deducts nothing by what came behind the hours, whatever time it claims', () => {
      inspect();
      const point = pointAfter(closed, HOURS.withhold, 1);
      const onTime = pointAfter(closed, HOURS.withhold);
      withhold(0, { envelope: { time: closed.signed.event.time + 1 } });
      expect(lineOf({ points: [onTime] }).rule).to.equal('may-be-appealed');
      expect(lineOf({ points: [point] }).rule).to.equal('withholding-lapsed');
    });

    it('lets her appeal in time by any device of hers, and nobody else', () => {
      inspect();
      const withheld = withhold(0);
      const [author, other] = lot.labelers;
      const device = s.certify(lot.firm, ['labeler'], { ...s.newActor(lot.firm.org), subject: author.subject });
      for (const by of [author, device])
        expect(lineOf({ appeals: [appeal(withheld, by)] })).to.deep.equal({ rule: 'appeal-pending', withheld: 20, flaws: [] });
      expect(lineOf({ appeals: [appeal(withheld, other)] })).to.deep.equal({
        rule: 'may-be-appealed',
        withheld: 20,
        flaws: ['appeal-foreign'],
      });
    });

    it('lets her appeal by another key once her only one was revoked', () => {
      inspect();
      const withheld = withhold(0);
      const [author] = lot.labelers;
      s.revoke(lot.firm, author);
      const contest = { subject: { id }, body: { ground: 'no-defect' as const }, refs: [withheld.id] };
      expect(refusalOf('pay-appealed', author, contest)).to.equal('actor-revoked');
      const device = s.certify(lot.firm, ['labeler'], { ...s.newActor(lot.firm.org), subject: author.subject });
      expect(lineOf({ appeals: [appeal(withheld, author)] }).flaws).to.deep.equal(['actor-revoked']);
      expect(lineOf({ appeals: [appeal(withheld, device)] })).to.deep.equal({ rule: 'appeal-pending', withheld: 20, flaws: [] });
    });

    it('takes the first of two appeals, and none that came behind the hours', () => {
      inspect();
      const withheld = withhold(0);
      const [first, second] = [appeal(withheld), appeal(withheld)];
      const decided = decide(second, 'upheld');
      expect(lineOf({ appeals: [second, first], decisions: [decided] }).rule).to.equal('appeal-pending');
      inspect();
      const again = withhold(0);
      const point = pointAfter(again, HOURS.appeal, 1);
      const late = appeal(again);
      expect(lineOf({ appeals: [late], points: [point] })).to.deep.equal({ rule: 'not-appealed', withheld: 20, flaws: [] });
      expect(lineOf({ appeals: [late], points: [pointAfter(again, HOURS.appeal)] }).rule).to.equal('appeal-pending');
    });

    it('gives her the hours from when the withholding came into the log, not from a date before', () => {
      inspect();
      const before = { size: s.entries.length, time: closed.signed.event.time + 100 * HOUR };
      const withheld = withhold(0, { envelope: { time: closed.signed.event.time + 1 } });
      const later = { size: s.entries.length, time: closed.signed.event.time + 1 + HOURS.appeal * HOUR + 30 * HOUR };
      expect(lineOf({ points: [later] }).rule).to.equal('not-appealed');
      expect(lineOf({ points: [before, later] }).rule).to.equal('may-be-appealed');
      expect(lineOf({ points: [before, later], appeals: [appeal(withheld)] }).rule).to.equal('appeal-pending');
    });

    it('goes by the first decision of who may decide, and falls due where nobody does', () => {
      inspect();
      const appealed = appeal(withhold(0));
      const foreign = decide(appealed, 'upheld', known(reviewer));
      const upheld = decide(appealed, 'upheld');
      const given = decide(appealed, 'overturned', lot.keeper);
      expect(lineOf({ appeals: [appealed], decisions: [foreign] })).to.deep.equal({
        rule: 'appeal-pending',
        withheld: 20,
        flaws: ['decision-foreign'],
      });
      expect(lineOf({ appeals: [appealed], decisions: [given, upheld] })).to.deep.equal({ rule: 'appeal-upheld', withheld: 20, flaws: [] });
      expect(lineOf({ appeals: [appealed], decisions: [given] })).to.deep.equal({ rule: 'appeal-overturned', withheld: 0, flaws: [] });
      const points = [pointAfter(appealed, HOURS.decide, 1)];
      expect(lineOf({ appeals: [appealed], points }).rule).to.equal('appeal-lapsed');
      const late = decide(appealed, 'upheld');
      expect(lineOf({ appeals: [appealed], decisions: [late], points })).to.deep.equal({ rule: 'appeal-lapsed', withheld: 0, flaws: [] });
    });
  });
});
