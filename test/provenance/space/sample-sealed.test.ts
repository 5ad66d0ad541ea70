import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { inspectLot } from '../../support/drawn-stage.ts';
import { memberOf, type Actor } from '../../support/scripted-space.ts';
import { inspectSealedLot, type SealedStage } from '../../support/sealed-inspection.ts';

describe('for whom the sample of a sealed lot was sealed, by the log', () => {
  let stage: SealedStage;
  const keyOf = ({ key }: Actor): string => toHex(key.publicKey);
  const closedOf = ({ log }: Pick<SealedStage, 'log'>): string =>
    log.space.events.find(({ signed: { event } }) => event.type === 'lot-closed')?.id ?? expect.fail('open');
  const draftFor = (people: readonly Actor[], refs = [closedOf(stage)]) => ({
    subject: { id: stage.id },
    body: { batch: stage.log.space.newId(), reviewers: people.map(keyOf) },
    refs,
  });
  const judge = (by: Actor, people: readonly Actor[], refs?: readonly string[]): string =>
    stage.log.space.judge('sample-sealed', by, draftFor(people, refs === undefined ? undefined : [...refs]));
  beforeEach(() => {
    stage = inspectSealedLot('sample sealed');
  });

  it('is said by the connector that opened the lot, over its closing, once and again', () => {
    const { log, lot, id, reviewer } = stage;
    for (let times = 0; times < 2; times++) log.space.log('sample-sealed', lot.connector, draftFor([reviewer]));
    expect([...(log.space.replay().state.lots.get(id)?.sampleFor ?? [])]).to.deep.equal([keyOf(reviewer)]);
    expect(judge(lot.keeper, [reviewer])).to.equal('subject-foreign');
    for (const refs of [[], [lot.lot.id], [closedOf(stage), lot.lot.id]])
      expect(judge(lot.connector, [reviewer], refs)).to.equal('reference-missing');
  });

  it('names reviewers of the firm on the roster, and nobody who could label', () => {
    const { log, lot, reviewer } = stage;
    const { space: s } = log;
    const elsewhere = s.certify(s.join('firm'), ['reviewer'], undefined, 'g3');
    const twice = { ...s.newActor(lot.firm.org), subject: lot.labelers[0].subject };
    s.certify(lot.firm, ['reviewer'], twice, 'g3');
    expect(judge(lot.connector, [reviewer, elsewhere])).to.equal('not-on-roster');
    expect(judge(lot.connector, [lot.labelers[0]])).to.equal('not-on-roster');
    const members = [memberOf('labeler')(lot.labelers[1]), ...[reviewer, elsewhere, twice].map(memberOf('reviewer'))];
    s.log('roster-signed', lot.keeper, { subject: { id: lot.project }, body: { number: 3, members }, refs: [lot.opened.id] });
    expect(judge(lot.connector, [elsewhere])).to.equal('not-on-roster');
    expect(judge(lot.connector, [twice])).to.equal('reviewer-labeled');
    expect(judge(lot.connector, [reviewer])).to.equal('counts');
  });

  it('is nothing of an open lot', () => {
    const open = inspectLot('open sample');
    const draft = {
      subject: { id: open.id },
      body: { batch: open.log.space.newId(), reviewers: [keyOf(open.reviewer)] },
      refs: [closedOf(open)],
    };
    expect(open.log.space.judge('sample-sealed', open.lot.connector, draft)).to.equal('sealing-unfit');
  });
});
