import { expect } from 'chai';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { hire, startLabelingGateway } from '../../support/labeling.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';
import { HOURS, inspectPaidLot } from '../../support/withheld-lot.ts';

const HOUR = 3_600_000;

describe('what an owner withholds of pay at the gateway', () => {
  let gateway: TestGateway;
  let reviewer: Actor;
  let adjudicator: Actor;
  let colleague: Actor;
  let now = Date.now();
  before(async () => {
    const space = createTestSpace();
    const court = space.script.join('auditor');
    gateway = await startLabelingGateway({ space, clock: () => now });
    adjudicator = gateway.script.certify(court, ['reviewer']);
    expect((await gateway.submit(gateway.script.events.at(-1) as LoggedEvent)).status).to.equal(201);
    [reviewer, colleague] = [await hire(gateway, ['reviewer']), await hire(gateway, ['labeler'])];
  });
  after(() => gateway.close());

  const inspect = async (hasJudge = true) => await inspectPaidLot(gateway, { reviewer, ...(hasJudge && { adjudicator }) }, () => now);
  const outcome = ({ status, code }: { readonly status: number; readonly code: unknown }) => [status, code];

  it('takes one withholding by the verdict of a defect, one appeal, and one decision', async () => {
    const { withhold, appeal, decide } = await inspect();
    const withheld = await withhold();
    expect(withheld.status).to.equal(201);
    expect(outcome(await withhold())).to.deep.equal([409, 'withholding-given']);
    const appealed = await appeal(withheld.event);
    expect(appealed.status).to.equal(201);
    expect(outcome(await appeal(withheld.event))).to.deep.equal([409, 'appeal-given']);
    expect((await decide(appealed.event, 'upheld')).status).to.equal(201);
    expect(outcome(await decide(appealed.event, 'overturned'))).to.deep.equal([409, 'decision-given']);
  });

  it('takes one of two that come at the same time', async () => {
    const { withhold, appeal, decide } = await inspect();
    const count = (answers: readonly { readonly status: number; readonly code: unknown }[], code: string): readonly number[] => [
      answers.filter(({ status }) => status === 201).length,
      answers.filter((answer) => answer.code === code).length,
    ];
    const { keeper, labeler, roots } = gateway.space;
    const [second, device] = [
      gateway.script.certify(roots.owner, ['data-owner']),
      gateway.script.certify(roots.firm, ['labeler'], { ...gateway.script.newActor(roots.firm.org), subject: labeler.subject }),
    ];
    for (const event of gateway.script.events.slice(-2)) expect((await gateway.submit(event)).status).to.equal(201);
    const withheld = await Promise.all([withhold(), withhold(undefined, {}, { by: second })]);
    expect(count(withheld, 'withholding-given')).to.deep.equal([1, 1]);
    const event = withheld.find(({ status }) => status === 201)?.event ?? expect.fail('nothing was taken');
    const appeals = await Promise.all([appeal(event), appeal(event, device)]);
    expect(count(appeals, 'appeal-given')).to.deep.equal([1, 1]);
    const appealed = appeals.find(({ status }) => status === 201)?.event ?? expect.fail('nothing was taken');
    const decided = await Promise.all([decide(appealed, 'overturned'), decide(appealed, 'overturned', keeper)]);
    expect(count(decided, 'decision-given')).to.deep.equal([1, 1]);
  });

  it('refuses what has no verdict of a defect in this very label, or gives another reason', async () => {
    const { withhold, drawn, spared, verdicts, labels } = await inspect();
    const [first, passed] = drawn;
    const passing = verdicts[1]?.id ?? '';
    expect(outcome(await withhold(spared[0]))).to.deep.equal([422, 'withholding-without-verdict']);
    expect(outcome(await withhold(passed))).to.deep.equal([422, 'withholding-without-verdict']);
    expect(outcome(await withhold(passed, {}, { verdict: passing }))).to.deep.equal([422, 'withholding-without-verdict']);
    expect(outcome(await withhold(first, {}, { verdict: passing }))).to.deep.equal([422, 'withholding-without-verdict']);
    expect(outcome(await withhold(first, {}, { verdict: labels[0]?.id === first?.id ? 'f'.repeat(64) : passing }))).to.deep.equal([
      422,
      'withholding-without-verdict',
    ]);
    expect(outcome(await withhold(first, { reason: 'category' }))).to.deep.equal([422, 'withholding-reason-differs']);
    expect(outcome(await withhold({ id: 'a'.repeat(64) }))).to.deep.equal([422, 'label-not-counted']);
    const another = await inspect();
    expect(outcome(await withhold(another.drawn[0]))).to.deep.equal([422, 'label-not-counted']);
    expect(outcome(await withhold(first, { amount: 36 }))).to.deep.equal([422, 'withholding-too-high']);
    expect((await withhold(first)).status).to.equal(201);
  });

  it('refuses what comes behind the owner’s answer, or is dated otherwise than the clock', async () => {
    const { withhold, accept, inspected, say, id, drawn, verdicts } = await inspect();
    const draft = {
      subject: { id },
      body: { reason: 'boundary', clause: 3, amount: 20 } as const,
      refs: [inspected.id, drawn[0]?.id ?? '', verdicts[0]?.id ?? ''],
    };
    for (const time of [now - 601_000, now + 601_000])
      expect(outcome(await say('pay-withheld', gateway.space.keeper, { ...draft, envelope: { time } }))).to.deep.equal([
        409,
        'pay-misdated',
      ]);
    expect((await accept(inspected.id)).status).to.equal(201);
    expect(outcome(await withhold())).to.deep.equal([409, 'withholding-late']);
  });

  it('refuses the appeal of somebody else, and the decision of who may not decide', async () => {
    const { withhold, appeal, decide } = await inspect();
    const { event } = await withhold();
    expect(outcome(await appeal(event, colleague))).to.deep.equal([403, 'appeal-foreign']);
    expect(outcome(await appeal(event, gateway.space.keeper))).to.deep.equal([403, 'appeal-foreign']);
    const { event: appealed } = await appeal(event);
    const { keeper, labeler } = gateway.space;
    expect(outcome(await decide(appealed, 'upheld', keeper))).to.deep.equal([403, 'decision-foreign']);
    expect(outcome(await decide(appealed, 'upheld', reviewer))).to.deep.equal([403, 'decision-foreign']);
    expect(outcome(await decide(appealed, 'overturned', labeler))).to.deep.equal([403, 'decision-foreign']);
    expect(outcome(await decide(event, 'upheld'))).to.deep.equal([404, 'appeal-unknown']);
    expect((await decide(appealed, 'overturned', keeper)).status).to.equal(201);
  });

  it('refuses each when its hours are over by the clock', async () => {
    const begun = now;
    const [late, unheard, undecided] = [await inspect(), await inspect(), await inspect()];
    const [against, withheld] = [await unheard.withhold(), await undecided.withhold()];
    const appealed = await undecided.appeal(withheld.event);
    now = begun + HOURS.decide * HOUR + 1;
    expect(outcome(await undecided.decide(appealed.event, 'upheld'))).to.deep.equal([409, 'decision-hours-over']);
    now = begun + HOURS.appeal * HOUR + 1;
    expect(outcome(await unheard.appeal(against.event))).to.deep.equal([409, 'appeal-hours-over']);
    now = begun + HOURS.withhold * HOUR + 1;
    expect(outcome(await late.withhold())).to.deep.equal([409, 'withholding-hours-over']);
  });

  it('shows an appeal and its decision to the owner’s side, the adjudicator and whoever appealed, and to nobody else', async () => {
    const { withhold, appeal, decide } = await inspect();
    const appealed = await appeal((await withhold()).event);
    const decided = await decide(appealed.event, 'upheld');
    const { keeper, connector, labeler, lead, operator, officer } = gateway.space;
    const read = async (id: string, as: Actor) => {
      const { status, json } = await gateway.call('GET', `/api/events/${id}`, as === connector ? { by: as } : { as });
      return status === 200 ? 200 : json['code'];
    };
    for (const { id } of [appealed.event, decided.event]) {
      for (const [name, actor] of Object.entries({ keeper, connector, labeler, adjudicator }))
        expect(await read(id, actor), name).to.equal(200);
      for (const [name, actor] of Object.entries({ colleague, lead, operator, officer, reviewer }))
        expect(await read(id, actor), name).to.equal('event-withheld');
    }
  });
});
