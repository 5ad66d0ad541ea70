import { expect } from 'chai';
import type { PayCases } from '../../../api/pay-cases.ts';
import { createScriptedSpace, type Actor, type LoggedEvent } from '../../support/scripted-space.ts';
import { createTinyLog, type TinyLog } from '../../support/tiny-log.ts';
import { expectCode } from '../../support/expect-code.ts';
import { INSPECTION, inspectScriptedLot, type InspectedScript } from '../../support/inspected-pay.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import { RESULT } from '../../support/scripted-lot.ts';

const HOURS = { withhold: 240, appeal: 72, decide: 48 };
type Shown = PayCases['cases'][number];

describe('cases of contested pay, on the devices of owner and adjudicator', () => {
  let log: TinyLog;
  let script: InspectedScript;
  let court: Actor;
  let adjudicator: Actor;
  let [owner, judge]: TestPerson[] = [];
  let withheld: LoggedEvent<'pay-withheld'> | undefined;
  let appeal: LoggedEvent | undefined;
  let verdictsShown: number[];
  /** What the gateway makes of an honest case. */
  let lie: (shown: Shown) => Shown;

  const known = <T>(value: T | undefined): T => value ?? expect.fail('nothing there');
  const relay = ({ id: event, signed, salt = '', index }: LoggedEvent) => ({ event, signed, salt, index });
  const decision = (): LoggedEvent | undefined => log.received().find(({ signed }) => signed.event.type === 'appeal-decided');
  const honest = (): Shown => {
    const [label, item] = [known(script.labels[0]), known(script.lot.items[0])];
    const decided = decision();
    return {
      lot: script.id,
      item: item.id,
      label: { ...relay(label as unknown as LoggedEvent), opening: label.opening as never },
      verdict: relay(known(script.verdicts[0]) as unknown as LoggedEvent),
      opening: { salt: item.opening.salt, value: item.opening.value as string },
      ...(appeal && { appeal: relay(appeal) }),
      ...(decided && { decision: relay(decided) }),
    };
  };
  const answer = (): PayCases => ({ cases: [lie(honest())], inspections: [{ lot: script.id, verdicts: verdictsShown }] });

  beforeEach(async () => {
    const s = createScriptedSpace('cases');
    court = s.join('auditor');
    adjudicator = s.certify(court, ['reviewer']);
    script = inspectScriptedLot(s, { deadline: 1_900_000_000_000, inspection: INSPECTION, pay: { ...HOURS, adjudicator: court.org } });
    const { lot } = script;
    log = createTinyLog(s, [lot.owner, lot.firm, court]);
    log.now = script.closed.signed.event.time + 60_000;
    [withheld, appeal] = [undefined, undefined];
    verdictsShown = script.verdicts.map(({ index }) => index);
    lie = (shown) => shown;
    log.handlers.push((path) => (/^\/api\/(appeals|lots\/[^/]+\/defects)/.test(path) ? answer() : undefined));
    log.publish();
    owner = await openPerson(log, lot.keeper, lot.owner);
    judge = await openPerson(log, adjudicator, court);
  });

  const defects = () => known(owner).owner.defects(script.id);
  const contest = (): void => {
    const { lot, id, inspected, labels, verdicts } = script;
    const refs = [inspected.id, known(labels[0]).id, known(verdicts[0]).id];
    const { space: s } = log;
    const envelope = { time: log.now };
    const body = { reason: 'boundary' as const, clause: 3, amount: 20 };
    withheld = s.log('pay-withheld', lot.keeper, { subject: { id }, body, refs, envelope });
    appeal = s.log('pay-appealed', lot.labelers[0], {
      subject: { id },
      body: { ground: 'no-defect' },
      refs: [withheld.id],
      envelope,
    }) as unknown as LoggedEvent;
    log.publish();
  };
  const appeals = async () => {
    await known(judge).client.follow();
    return await known(judge).adjudicator.appeals();
  };
  const sent = (type: string) => log.received().filter(({ signed }) => signed.event.type === type);

  it('show the owner what was found, and she withholds over that very label and verdict', async () => {
    const [found = expect.fail('no case')] = await defects();
    expect(found).to.deep.include({ position: 0, finding: script.verdicts[0]?.signed.event.body.finding });
    expect(found.opened).to.deep.equal({ text: script.lot.items[0]?.opening.value, result: RESULT });
    expect(found.line).to.include({ rule: 'may-be-withheld', atRisk: 32 });
    await known(owner).owner.withhold(found, { clause: 3, amount: 20 });
    const [event] = sent('pay-withheld');
    expect(event?.signed.event.body).to.deep.equal({ reason: 'boundary', clause: 3, amount: 20 });
    expect(event?.signed.event.refs).to.deep.equal([script.inspected.id, script.labels[0]?.id, script.verdicts[0]?.id]);
    log.publish();
    expect((await defects())[0]?.line).to.include({ rule: 'may-be-appealed', withheld: 20 });
  });

  it('refuse by the rule, before anything is signed, more than the label earns, twice, and behind the answer', async () => {
    const [found = expect.fail('no case')] = await defects();
    const withhold = (amount: number) => known(owner).owner.withhold(found, { clause: 3, amount });
    await expectCode(() => withhold(33), 'withholding-too-high');
    await withhold(20);
    log.publish();
    await expectCode(() => withhold(10), 'withholding-given');
    const { lot, id, inspected } = script;
    log.space.log('lot-accepted', log.space.certify(lot.owner, ['data-owner']), { subject: { id }, body: {}, refs: [inspected.id] });
    log.publish();
    await expectCode(() => withhold(10), 'withholding-late');
    expect(sent('pay-withheld')).to.have.length(1);
  });

  it('let the adjudicator decide over the item and label that were signed', async () => {
    contest();
    const [found = expect.fail('no case')] = await appeals();
    expect([found.opened?.text, found.withheld?.id, found.line.rule]).to.deep.equal([
      script.lot.items[0]?.opening.value,
      withheld?.id,
      'appeal-pending',
    ]);
    await known(judge).adjudicator.decide(found, 'overturned');
    expect(sent('appeal-decided').map(({ signed }) => [signed.event.refs, signed.event.body])).to.deep.equal([
      [[appeal?.id], { decision: 'overturned' }],
    ]);
    log.publish();
    expect((await appeals())[0]?.line).to.include({ rule: 'appeal-overturned', withheld: 0 });
  });

  it('let the owner give way and not uphold, and nobody decide who is not named', async () => {
    contest();
    await known(owner).client.follow();
    const [found = expect.fail('no case')] = await defects();
    await expectCode(() => known(owner).adjudicator.decide(found, 'upheld'), 'decision-foreign');
    const reviewer = await openPerson(log, script.reviewer, script.lot.firm);
    await expectCode(() => reviewer.adjudicator.decide(found, 'overturned'), 'decision-foreign');
    await known(owner).owner.giveWay(found);
    expect(sent('appeal-decided')[0]?.signed.event.body).to.deep.equal({ decision: 'overturned' });
  });

  it('refuse what was not signed, and keep it as evidence', async () => {
    contest();
    const other = known(script.labels[1]);
    const lies: readonly (readonly [string, (shown: Shown) => Shown])[] = [
      ['opening-differs', (shown) => ({ ...shown, opening: { salt: shown.opening?.salt ?? '', value: '另一段文字' } })],
      ['opening-differs', (shown) => ({ ...shown, label: { ...shown.label, opening: { salt: 'ab'.repeat(32), value: [] } } })],
      ['case-differs', (shown) => ({ ...shown, label: { ...relay(other as unknown as LoggedEvent), opening: other.opening as never } })],
      ['case-differs', (shown) => ({ ...shown, item: known(script.lot.items[1]).id })],
      ['case-differs', (shown) => ({ ...shown, verdict: relay(known(script.verdicts[1]) as unknown as LoggedEvent) })],
      ['case-differs', (shown) => ({ ...shown, label: { ...shown.label, salt: 'cd'.repeat(32) } })],
      ['case-differs', (shown) => ({ ...shown, appeal: shown.verdict })],
    ];
    for (const [code, twist] of lies) {
      lie = twist;
      await expectCode(appeals, code);
    }
    expect((await known(judge).client.alarms.list()).length).to.be.greaterThan(5);
  });

  it('refuse a verdict over a label that was never drawn', async () => {
    const { undrawn, labels, lot } = script;
    const [label, item] = [known(labels[2]), known(lot.items[2])];
    lie = () => ({
      lot: script.id,
      item: item.id,
      label: { ...relay(label as unknown as LoggedEvent), opening: label.opening as never },
      verdict: relay(undrawn as unknown as LoggedEvent),
    });
    await expectCode(defects, 'case-differs');
    verdictsShown = [...verdictsShown, undrawn.index];
    await expectCode(defects, 'case-differs');
  });

  it('say why a sealed item is not there', async () => {
    contest();
    lie = ({ lot, item, verdict, appeal: contested }) => {
      const label = relay(known(script.labels[0]) as unknown as LoggedEvent);
      return { lot, item, label, verdict, ...(contested && { appeal: contested }), hidden: 'case-sealed' };
    };
    const [found = expect.fail('no case')] = await appeals();
    expect([found.opened, found.hidden, found.line.rule]).to.deep.equal([undefined, 'case-sealed', 'appeal-pending']);
  });
});
