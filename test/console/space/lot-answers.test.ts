import { expect } from 'chai';
import { inspectionRefs } from '../../../provenance/space/rules-verdict.ts';
import { acceptanceBy, isAbsentBy } from '../../../console/src/space/own-inspection.ts';
import { inspectLot, type InspectedStage } from '../../support/drawn-stage.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';

describe('an owner’s answer to an inspection, in the console', () => {
  let stage: InspectedStage;
  let owner: TestPerson;
  beforeEach(async () => {
    stage = inspectLot('answers');
    owner = await openPerson(stage.log, stage.lot.keeper, stage.lot.owner);
  });

  const known = async () => {
    stage.log.publish();
    const ledger = await owner.client.follow();
    return { ledger, lot: ledger.state.lots.get(stage.id) ?? expect.fail('no lot') };
  };
  const end = async (inspected = 2) => {
    const { log, id, reviewer } = stage;
    const { lot } = await known();
    const refs = [...inspectionRefs(lot, lot.closed ?? expect.fail('open'))];
    const ended = log.space.log('lot-inspected', reviewer, {
      subject: { id },
      body: { inspected, defects: 1, root: 'ab'.repeat(32) },
      refs,
      envelope: { time: log.now },
    });
    log.publish();
    return ended;
  };

  it('accepts over the end of the inspection', async () => {
    const ended = await end();
    await owner.owner.acceptLot(stage.id, []);
    const { ledger, lot } = await known();
    expect(lot.answered?.signed.event).to.deep.include({ type: 'lot-accepted', refs: [ended.id], body: {} });
    expect(acceptanceBy(ledger, lot)).to.deep.equal({ kind: 'accepted', by: 'event' });
  });

  it('accepts no inspection of fewer labels than were drawn', async () => {
    await end(1);
    await expectCode(() => owner.owner.acceptLot(stage.id, []), 'inspection-sums-differ');
    await owner.owner.returnLot(stage.id, 'verdicts-contested');
  });

  it('returns with a reason, once', async () => {
    await end();
    await owner.owner.returnLot(stage.id, 'verdicts-contested');
    const { ledger, lot } = await known();
    expect(acceptanceBy(ledger, lot)).to.deep.equal({ kind: 'returned', reason: 'verdicts-contested' });
    await expectCode(() => owner.owner.acceptLot(stage.id, []), 'acceptance-given');
  });

  it('signs nothing before the inspection has ended', async () => {
    await known();
    await expectCode(() => owner.owner.acceptLot(stage.id, []), 'acceptance-early');
    await expectCode(() => owner.owner.returnLot(stage.id, 'not-as-agreed'), 'acceptance-early');
    expect(stage.log.seen).to.deep.equal([]);
  });

  it('accepts or returns by the closing once the firm’s time is over', async () => {
    stage.log.now += 48 * 3_600_000 + 60_000;
    const { ledger, lot: closed } = await known();
    expect(isAbsentBy(ledger, closed)).to.equal(true);
    await expectCode(() => owner.owner.returnLot(stage.id, 'inspection-failed'), 'return-reason-unfit');
    await owner.owner.acceptLot(stage.id, []);
    const { lot } = await known();
    expect(lot.answered?.signed.event.refs).to.deep.equal([lot.closed?.id]);
  });

  it('is refused to the firm that inspects', async () => {
    await end();
    const reviewer = await openPerson(stage.log, stage.reviewer, stage.lot.firm);
    await expectCode(() => reviewer.owner.acceptLot(stage.id, []), 'role-missing');
  });
});
