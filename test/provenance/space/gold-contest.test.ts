import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import type { EventOf } from '../../../provenance/event/event.ts';
import type { WitnessedPoint } from '../../../provenance/log/witnessed-point.ts';
import { contestStateOf } from '../../../provenance/space/gold-contest.ts';
import { contestScriptedLot, type ContestedLot } from '../../support/contested-lot.ts';
import { GOLD_HOURS } from '../../support/gold.ts';
import { createScriptedSpace, type Actor, type LoggedEvent, type ScriptedSpace } from '../../support/scripted-space.ts';

const HOUR = 3_600_000;
const UPHELD = { decision: 'upheld' } as const;
const OVERTURNED = { decision: 'overturned', reason: 'score-differs' } as const;

/** Each tries what a gateway in league would take: only the rules stand between. */
describe('a contested gold figure', () => {
  let s: ScriptedSpace;
  let lot: ContestedLot;
  let contested: LoggedEvent<'score-contested'>;
  beforeEach(() => {
    s = createScriptedSpace();
    lot = contestScriptedLot(s);
    contested = s.log('score-contested', lot.author, lot.contestDraft);
  });

  const boxes = (...people: readonly Actor[]) => lot.seal(contested.id, people).map(({ box }) => box);
  const openDraft = (people: readonly Actor[] = [lot.wei, lot.han], refs: readonly string[] = [lot.scored.id, contested.id]) => ({
    subject: { id: lot.id },
    body: { boxes: boxes(...people) },
    refs,
  });
  const open = () => s.log('gold-opened', lot.connector, openDraft());
  const decisionOf = (opened: string, finding: EventOf<'score-decided'>['body']['finding']) => ({
    subject: { id: lot.id },
    body: { finding },
    refs: [contested.id, opened],
  });

  it('is contested over the figures, once they are signed', () => {
    expect(s.judge('score-contested', lot.author, lot.contestDraft)).to.equal('counts');
    for (const refs of [[], [lot.closed.id], [lot.scored.id, lot.closed.id]])
      expect(s.judge('score-contested', lot.author, { ...lot.contestDraft, refs })).to.equal('reference-missing');
    const other = createScriptedSpace('unscored');
    const early = contestScriptedLot(other);
    expect(early.id).not.to.equal(lot.id);
    expect(s.judge('score-contested', lot.author, { ...lot.contestDraft, subject: { id: s.newId() } })).to.equal('subject-unknown');
    s.revoke(lot.firm, lot.author);
    expect(s.judge('score-contested', lot.author, lot.contestDraft)).to.equal('actor-revoked');
  });

  it('is opened once, by the owner’s connector, for the first two reviewers of the adjudicator and nobody else', () => {
    expect(s.judge('gold-opened', lot.connector, openDraft())).to.equal('counts');
    expect(s.judge('gold-opened', lot.keeper, openDraft())).to.equal('role-missing');
    const ownReviewer = s.certify(lot.owner, ['reviewer']);
    for (const people of [
      [lot.wei, lot.third],
      [lot.wei, ownReviewer],
      [lot.wei, lot.wei],
      [lot.author, lot.han],
    ])
      expect(s.judge('gold-opened', lot.connector, openDraft(people))).to.equal('adjudicators-unfit');
    expect(s.judge('gold-opened', lot.connector, openDraft(undefined, [contested.id, lot.scored.id]))).to.equal('reference-missing');
    open();
    expect(s.judge('gold-opened', lot.connector, openDraft())).to.equal('gold-opened');
  });

  it('goes to the next reviewer where one of the two has left, and to nobody where there are not two', () => {
    s.revoke(lot.court, lot.wei);
    expect(s.judge('gold-opened', lot.connector, openDraft())).to.equal('adjudicators-unfit');
    expect(s.judge('gold-opened', lot.connector, openDraft([lot.han, lot.third]))).to.equal('counts');
    s.revoke(lot.court, lot.third);
    expect(s.judge('gold-opened', lot.connector, openDraft([lot.han, lot.han]))).to.equal('adjudicators-unfit');
  });

  it('takes two persons: two devices of one are one, and her newest counts', () => {
    const device = { ...s.newActor(lot.court.org), subject: lot.wei.subject };
    s.certify(lot.court, ['reviewer'], device);
    expect(s.judge('gold-opened', lot.connector, openDraft([lot.wei, device]))).to.equal('adjudicators-unfit');
    expect(s.judge('gold-opened', lot.connector, openDraft([device, lot.han]))).to.equal('counts');
  });

  it('is decided by the two for whom it was opened, and not before', () => {
    expect(s.judge('score-decided', lot.wei, decisionOf('a'.repeat(64), UPHELD))).to.equal('contest-unopened');
    const { id } = open();
    expect(s.judge('score-decided', lot.wei, decisionOf(id, UPHELD))).to.equal('counts');
    expect(s.judge('score-decided', lot.wei, decisionOf(lot.scored.id, UPHELD))).to.equal('reference-missing');
    for (const by of [lot.third, s.certify(lot.owner, ['reviewer']), s.certify(lot.firm, ['reviewer'])])
      expect(s.judge('score-decided', by, decisionOf(id, OVERTURNED))).to.equal('figure-decision-foreign');
    expect(s.judge('score-decided', lot.keeper, decisionOf(id, OVERTURNED))).to.equal('role-missing');
  });

  describe('ends as witnessed time says', () => {
    const stateOf = (decisions: readonly LoggedEvent<'score-decided'>[] = [], points: readonly WitnessedPoint[] = []) =>
      contestStateOf(s.replay().state, { contested, decisions }, points);
    const now = (hours: number, size = s.entries.length): WitnessedPoint => ({ size, time: s.clock() + hours * HOUR });
    const decide = (by: Actor, opened: LoggedEvent<'gold-opened'>, finding: EventOf<'score-decided'>['body']['finding']) =>
      s.log('score-decided', by, decisionOf(opened.id, finding));

    it('it falls where the owner does not open it in time', () => {
      expect(stateOf()).to.equal('awaiting-opening');
      expect(stateOf([], [now(GOLD_HOURS.open + 1)])).to.equal('fallen');
      const size = s.entries.length;
      const late = now(GOLD_HOURS.open + 1, size);
      open();
      expect(stateOf([], [late])).to.equal('fallen');
      expect(stateOf()).to.equal('awaiting-decision');
    });

    it('both overturn it, or it stands', () => {
      const opened = open();
      const first = decide(lot.wei, opened, OVERTURNED);
      expect(stateOf([first])).to.equal('awaiting-decision');
      expect(stateOf([first, first])).to.equal('awaiting-decision');
      expect(stateOf([first, decide(lot.han, opened, OVERTURNED)])).to.equal('overturned');
      expect(stateOf([first, decide(lot.han, opened, UPHELD)])).to.equal('stands');
      expect(stateOf([first], [now(GOLD_HOURS.decide + 1)])).to.equal('stands');
    });

    it('of one who decides the first word counts', () => {
      const opened = open();
      const [first, second] = [decide(lot.wei, opened, OVERTURNED), decide(lot.wei, opened, UPHELD)];
      expect(stateOf([second, first, decide(lot.han, opened, OVERTURNED)])).to.equal('overturned');
    });

    it('a decision after the hours does not count, whatever time it claims', () => {
      const opened = open();
      const first = decide(lot.wei, opened, OVERTURNED);
      const past = now(GOLD_HOURS.decide + 1, s.entries.length);
      const late = decide(lot.han, opened, OVERTURNED);
      expect(stateOf([first, late], [past])).to.equal('stands');
    });

    it('a contest after the hours changes nothing', () => {
      const past: WitnessedPoint = { size: contested.index, time: lot.scored.signed.event.time + (GOLD_HOURS.contest + 1) * HOUR };
      expect(stateOf([], [past])).to.equal('late');
    });
  });

  it('names the adjudicators by key', () => expect(boxes(lot.wei)[0]?.key).to.equal(toHex(lot.wei.key.publicKey)));
});
