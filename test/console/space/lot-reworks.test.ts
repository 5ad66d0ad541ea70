import { expect } from 'chai';
import type { LotReworks } from '../../../api/reworks.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { toAcceptedReworks } from '../../../provenance/space/rework-basis.ts';
import { openStage, type Stage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { closeReturned, DEFECT, INSPECTION, type ReturnedLot } from '../../support/returned-lot.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';

type Found = LotReworks['reworks'][number];

describe('what was reworked of a lot, on its owner’s device', () => {
  let stage: Stage;
  let owner: TestPerson;
  let lot: ReturnedLot;
  let made: LoggedEvent;
  /** What the gateway makes of an honest answer. */
  let lie: (answer: LotReworks) => LotReworks;

  const relay = ({ id: event, index, signed, salt = '' }: LoggedEvent): Found['verdict'] => ({ event, index, signed, salt });
  const relayed = (label: number, rework: LoggedEvent, verdict: unknown = lot.verdicts[0]): Found => ({
    label: relay(lot.labels[label] as unknown as LoggedEvent),
    verdict: relay(verdict as LoggedEvent),
    rework: relay(rework),
  });
  const honest = (): LotReworks => ({ verdicts: lot.verdicts.map(({ index }) => index), reworks: [relayed(0, made)] });
  const rework = (at = 0, by = lot.labelers[0], refs?: string[]) =>
    stage.log.space.log('label-reworked', by, lot.reworkOf(at, refs && { refs })) as unknown as LoggedEvent;

  /** A label found to be a defect, reworked by its author; the inspection has ended. */
  beforeEach(async () => {
    stage = openStage('lot reworks', { inspection: { ...INSPECTION, answerHours: 24 } });
    lot = closeReturned(stage.log.space, stage.lot);
    made = rework();
    lie = (answer) => answer;
    stage.log.handlers.push((path) => (path.startsWith(`/api/lots/${lot.id}/reworks`) ? lie(honest()) : undefined));
    owner = await openPerson(stage.log, lot.keeper, lot.owner);
  });
  const read = async () => {
    stage.log.publish();
    await owner.client.follow();
    return await owner.owner.reworks(lot.id);
  };

  it('is read with the reason of the defect, and named by the acceptance', async () => {
    lot.end();
    const reworks = await read();
    const leaf = leafHash(stage.log.space.entries[made.index] ?? expect.fail('no entry'));
    expect(reworks).to.deep.equal([{ event: made.id, index: made.index, leaf, position: 0, reason: 'boundary', severity: 'slight' }]);
    await owner.owner.acceptLot(lot.id, reworks);
    const accepted = stage.log.received().find(({ signed }) => signed.event.type === 'lot-accepted');
    expect(accepted?.signed.event.body).to.deep.equal(toAcceptedReworks([leaf]));
  });

  it('is read while the inspection goes on, and waited for until it is witnessed', async () => {
    stage.log.publish(stage.log.space.entries.length - 1);
    await owner.client.follow();
    expect((await owner.owner.reworks(lot.id)).length).to.equal(1);
  });

  it('is refused, with the evidence kept, where the log holds something else', async () => {
    lot.end();
    const [label, passed] = [(answer: LotReworks): Found => answer.reworks[0] ?? expect.fail('nothing there'), lot.verdicts[1]];
    const lies: readonly ((answer: LotReworks) => LotReworks)[] = [
      (answer) => ({ ...answer, reworks: [{ ...label(answer), rework: label(answer).label }] }),
      (answer) => ({ ...answer, reworks: [{ ...label(answer), verdict: relay(passed as unknown as LoggedEvent) }] }),
      (answer) => ({ ...answer, reworks: [{ ...label(answer), label: relay(lot.labels[1] as unknown as LoggedEvent) }] }),
      (answer) => ({ ...answer, reworks: [{ ...label(answer), rework: { ...label(answer).rework, salt: 'cd'.repeat(32) } }] }),
      (answer) => ({ ...answer, reworks: [label(answer), label(answer)] }),
      (answer) => ({ ...answer, verdicts: answer.verdicts.toReversed() }),
      (answer) => ({ ...answer, verdicts: [] }),
    ];
    for (const [at, twist] of lies.entries()) {
      lie = twist;
      await expectCode(read, 'returned-differs');
      expect((await owner.client.alarms.list()).length, `lie ${at}`).to.be.above(0);
    }
  });

  it('is refused of somebody else, and over a verdict that the inspection does not count', async () => {
    const foreign = rework(0, lot.labelers[1]);
    lie = (answer) => ({ ...answer, reworks: [relayed(0, foreign)] });
    await expectCode(read, 'returned-differs');
    const uncounted = lot.judge(2, DEFECT);
    const other = rework(2, lot.labelers[1], [lot.closed.id, lot.labels[2]?.id ?? '', uncounted.id]);
    lot.end();
    lie = (answer) => ({ ...answer, reworks: [relayed(2, other, uncounted)] });
    await expectCode(read, 'returned-differs');
    lie = (answer) => ({ verdicts: [...answer.verdicts, uncounted.index], reworks: [relayed(2, other, uncounted)] });
    await expectCode(read, 'returned-differs');
  });

  it('is refused once her silence had accepted the lot before it came', async () => {
    lot.end();
    stage.log.now += 48 * 3_600_000;
    await read();
    const late = rework(0);
    lie = (answer) => ({ ...answer, reworks: [relayed(0, late)] });
    await expectCode(read, 'returned-differs');
  });
});
