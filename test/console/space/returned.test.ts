import { expect } from 'chai';
import type { ReturnedLabels } from '../../../api/reworks.ts';
import { openStage, type Stage } from '../../support/device.ts';
import { toHex } from '../../../common/encodings.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { closeReturned, DEFECT, INSPECTION, type ReturnedLot } from '../../support/returned-lot.ts';
import { RESULT } from '../../support/scripted-lot.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';

type Found = ReturnedLabels['labels'][number];

describe('labels that came back, on their author’s own device', () => {
  let stage: Stage;
  let person: TestPerson;
  let lot: ReturnedLot;
  let rework: LoggedEvent | undefined;
  /** What the gateway makes of an honest answer. */
  let lie: (label: Found) => Found;

  const relay = ({ id: event, index, signed, salt = '' }: LoggedEvent): Found['verdict'] => ({ event, index, signed, salt });
  const known = <T>(value: T | undefined): T => value ?? expect.fail('nothing there');
  const labelAt = (at: number): LoggedEvent => known(lot.labels[at]) as unknown as LoggedEvent;
  const honest = (): Found => ({
    lot: lot.id,
    item: known(lot.items[0]).id,
    label: { ...relay(labelAt(0)), opening: known(lot.labels[0]).opening as never },
    opening: known(lot.items[0]).opening as never,
    verdict: relay(lot.verdicts[0] as unknown as LoggedEvent),
    ...(rework && { rework: relay(rework) }),
  });

  /** Three labels, two of them hers; her first was found to be a defect, her second passed. */
  beforeEach(async () => {
    stage = openStage('returned', { inspection: INSPECTION });
    const { log } = stage;
    lot = closeReturned(log.space, stage.lot);
    rework = undefined;
    lie = (label) => label;
    log.handlers.push((path) => (path.startsWith('/api/returned') ? { labels: [lie(honest())] } : undefined));
    log.publish();
    person = await openPerson(log, lot.labelers[0], lot.firm);
  });

  const read = async () => {
    stage.log.publish();
    await person.client.follow();
    return await person.labeler.returned();
  };

  it('come with reason and severity, by the verdict that the log holds', async () => {
    const { reason, severity } = { reason: 'boundary', severity: 'slight' };
    const about = { lot: lot.id, item: lot.items[0]?.id, position: 0, label: lot.labels[0]?.id, verdict: lot.verdicts[0].id };
    expect(DEFECT).to.deep.equal({ verdict: 'defect', reason, severity });
    const found = await read();
    const reviewer = toHex(lot.reviewer.key.publicKey);
    expect(found.length).to.equal(1);
    expect(found[0]).to.deep.include({ ...about, reason, severity, reviewer, open: true, handedIn: RESULT });
  });

  it('say what was made of them, and that nothing can be once the owner has answered', async () => {
    const made = stage.log.space.log('label-reworked', lot.labelers[0], lot.reworkOf());
    rework = made as unknown as LoggedEvent;
    const ended = lot.end();
    expect((await read()).map((one) => [one.rework, one.open])).to.deep.equal([[made.id, true]]);
    stage.log.space.log('lot-accepted', lot.keeper, { subject: { id: lot.id }, body: {}, refs: [ended.id] });
    expect((await read()).map((one) => [one.rework, one.open])).to.deep.equal([[made.id, false]]);
  });

  it('say what the reviewer committed to in words, nothing else, and that a gateway keeps it back', async () => {
    stage = openStage('noted', { inspection: INSPECTION });
    const { log } = stage;
    const item = known(stage.lot.items[0]).id;
    const { opening, commitment } = log.space.seal('verdict-note', item, '右边界多了一个字');
    lot = closeReturned(log.space, stage.lot, {}, commitment);
    const note = opening as { readonly salt: string; readonly value: string };
    log.handlers.push((path) => (path.startsWith('/api/returned') ? { labels: [lie(honest())] } : undefined));
    log.publish();
    person = await openPerson(log, lot.labelers[0], lot.firm);
    lie = (one) => ({ ...one, note });
    expect((await read())[0]?.note).to.deep.equal({ text: '右边界多了一个字' });
    lie = (one) => one;
    expect((await read())[0]?.note).to.equal('withheld');
    lie = (one) => ({ ...one, note: { ...note, value: '左边界多了一个字' } });
    await expectCode(() => read(), 'opening-differs');
  });

  it('open with the text that the lot was opened with, and with no other', async () => {
    const [first = expect.fail('nothing there')] = await read();
    const [{ id, opening } = expect.fail('no item')] = lot.items;
    expect(await first.read()).to.deep.equal({ lot: lot.id, item: id, position: 0, text: opening.value });
    lie = (one) => ({ ...one, opening: { salt: one.opening?.salt ?? '', value: '市数据局不牵头' } });
    const [other = expect.fail('nothing there')] = await read();
    await expectCode(() => other.read(), 'opening-differs');
    lie = ({ lot: of, item, label, verdict }) => ({ lot: of, item, label, verdict });
    const [withheld = expect.fail('nothing there')] = await read();
    await expectCode(() => withheld.read(), 'item-withheld');
  });

  it('are not shown with another answer than was signed', async () => {
    lie = (one) => ({ ...one, label: { ...one.label, opening: { salt: one.label.opening?.salt ?? '', value: [] } } });
    await expectCode(read, 'opening-differs');
  });

  it('are refused, with the evidence kept, where the log holds something else', async () => {
    const passed = relay(lot.verdicts[1] as unknown as LoggedEvent);
    const lies: readonly ((label: Found) => Found)[] = [
      (label) => ({ ...label, verdict: { ...label.verdict, salt: 'cd'.repeat(32) } }),
      (label) => ({ ...label, verdict: { ...label.verdict, index: label.verdict.index - 1 } }),
      (label) => ({ ...label, verdict: { ...label.verdict, event: 'ef'.repeat(32) } }),
      (label) => ({ ...label, verdict: passed }),
      (label) => ({ ...label, label: relay(labelAt(1)) }),
      (label) => ({ ...label, label: relay(labelAt(1)), verdict: passed }),
      (label) => ({ ...label, label: label.verdict }),
      (label) => ({ ...label, label: relay(labelAt(2)) }),
      (label) => ({ ...label, rework: label.verdict }),
    ];
    for (const [at, twist] of lies.entries()) {
      lie = twist;
      await expectCode(read, 'returned-differs');
      expect((await person.client.alarms.list()).length, `lie ${at}`).to.be.above(0);
    }
  });

  it('are not said to be reworked by somebody else', async () => {
    rework = stage.log.space.log('label-reworked', lot.labelers[1], lot.reworkOf()) as unknown as LoggedEvent;
    await expectCode(read, 'returned-differs');
  });

  it('are not believed by a verdict that the gateway made up in the firm’s name', async () => {
    const madeUp = lot.judge(1, DEFECT, stage.log.space.newActor(lot.firm.org)) as unknown as LoggedEvent;
    lie = (label) => ({ ...label, label: relay(labelAt(1)), verdict: relay(madeUp) });
    await expectCode(read, 'returned-differs');
  });

  it('are left out while no witness has seen them', async () => {
    const later = lot.judge(1, DEFECT) as unknown as LoggedEvent;
    lie = (label) => ({ ...label, verdict: relay(later), label: relay(labelAt(1)) });
    expect(await person.labeler.returned()).to.deep.equal([]);
  });
});
