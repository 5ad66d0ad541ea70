import { expect } from 'chai';
import type { EventOf } from '../../../provenance/event/event.ts';
import { closeCommittedLot, drawLot } from '../../support/drawn-lot.ts';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { createInspection, DEFECT, leafOf, PASS } from '../../support/inspected-lot.ts';
import { createSender, hire, signRelease, startLabelingGateway } from '../../support/labeling.ts';
import { RESULT } from '../../support/scripted-lot.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';

const DAY = 86_400_000;

describe('what an inspecting firm finds of a lot at the gateway', () => {
  let gateway: TestGateway;
  let reviewer: Actor;
  let colleague: Actor;
  /** Certifies one more device, or person, of an organisation's. */
  const certify = async (root: Actor, roles: Parameters<typeof hire>[1], person: Pick<Actor, 'subject'> | object = {}): Promise<Actor> => {
    const actor = gateway.script.certify(root, roles, { ...gateway.script.newActor(root.org), ...person });
    expect((await gateway.submit(gateway.script.events.at(-1) as LoggedEvent)).status).to.equal(201);
    return actor;
  };
  let now = Date.now();
  let stranger: Actor;
  before(async () => {
    const space = createTestSpace();
    stranger = space.script.join('firm');
    gateway = await startLabelingGateway({ space, clock: () => now });
    [reviewer, colleague] = [await hire(gateway, ['reviewer']), await hire(gateway, ['reviewer'])];
  });
  after(() => gateway.close());

  const draw = async () => {
    const lot = await drawLot(gateway, reviewer, now);
    const inspection = createInspection(gateway, lot, reviewer);
    return { lot, ...inspection, end: (body: Parameters<typeof inspection.end>[0], time = now) => inspection.end(body, time) };
  };
  const outcome = ({ status, code }: { readonly status: number; readonly code: unknown }) => [status, code];

  it('takes a verdict for each label drawn, then the end of the inspection, then the owner’s answer', async () => {
    const { lot, split, judgeAll, sumsOf, end, accept, lotOf } = await draw();
    expect([split().drawn.length, split().spared.length]).to.deep.equal([2, 1]);
    const verdicts = await judgeAll();
    expect(outcome(await accept(lot.closed.id))).to.deep.equal([409, 'acceptance-early']);
    const { status, event } = await end(sumsOf(verdicts));
    expect(status).to.equal(201);
    expect(lotOf().lot.inspected?.signed.event.body).to.include({ inspected: 2, defects: 1 });
    expect((await accept(event.id)).status).to.equal(201);
    expect(lotOf().lot.answered?.signed.event.type).to.equal('lot-accepted');
    expect(outcome(await accept(event.id))).to.deep.equal([409, 'acceptance-given']);
  });

  it('refuses a verdict over a label that is not drawn, over another item’s, and over another leaf', async () => {
    const { lot, split, judge } = await draw();
    const { drawn, spared } = split();
    const [first, second] = drawn as [(typeof drawn)[0], (typeof drawn)[0]];
    const [undrawn = expect.fail('all are drawn')] = spared;
    expect(outcome(await judge(undrawn))).to.deep.equal([422, 'label-not-sampled']);
    const { id, commitment = '' } = second.signed.event.subject;
    const moved = { subject: { id, commitment } };
    expect(outcome(await judge(first, PASS, reviewer, moved))).to.deep.equal([422, 'label-not-sampled']);
    const body = { lot: lot.id, label: leafOf(second), finding: PASS };
    expect(outcome(await judge(first, PASS, reviewer, { body }))).to.deep.equal([422, 'verdict-leaf-differs']);
  });

  it('takes one verdict for a label, also of two that come at the same time', async () => {
    const { split, judge } = await draw();
    const [first, second] = split().drawn as [LoggedEvent<'annotation-signed'>, LoggedEvent<'annotation-signed'>];
    expect((await judge(first)).status).to.equal(201);
    expect(outcome(await judge(first, DEFECT, colleague))).to.deep.equal([409, 'verdict-given']);
    const both = await Promise.all([judge(second, PASS, reviewer), judge(second, DEFECT, colleague)]);
    expect(both.filter(({ status }) => status === 201)).to.have.lengthOf(1);
    expect(both.filter(({ code }) => code === 'verdict-given')).to.have.lengthOf(1);
  });

  it('ends no inspection before every label drawn has its verdict, nor with other sums or another root', async () => {
    const { split, judge, sumsOf, end } = await draw();
    const [first = expect.fail('nothing is drawn')] = split().drawn;
    const early = await judge(first);
    expect(outcome(await end(sumsOf([early.event])))).to.deep.equal([409, 'inspection-incomplete']);

    const another = await draw();
    const verdicts = await another.judgeAll();
    const sums = another.sumsOf(verdicts);
    const lies: readonly Partial<EventOf<'lot-inspected'>['body']>[] = [
      { defects: 0 },
      { defects: 2 },
      { inspected: 1 },
      { inspected: 3 },
      { unseen: 1 },
      { root: another.sumsOf(verdicts.toReversed()).root },
      { root: another.sumsOf(verdicts.slice(1)).root },
    ];
    for (const lie of lies)
      expect(outcome(await another.end({ ...sums, ...lie })), JSON.stringify(lie)).to.deep.equal([422, 'inspection-differs']);
    expect((await another.end(sums)).status).to.equal(201);
  });

  it('takes none before the sample is drawn, and all of the lot’s once a side was silent', async () => {
    const lot = await closeCommittedLot(gateway, reviewer, now);
    const { split, judge, judgeAll, sumsOf, end } = createInspection(gateway, lot, reviewer);
    const [first = expect.fail('no label')] = lot.labels;
    expect(outcome(await judge(first))).to.deep.equal([409, 'sample-not-drawn']);
    expect(outcome(await end({ inspected: 3, defects: 0, root: leafOf(first) }, now))).to.deep.equal([409, 'sample-not-drawn']);
    now += DAY + 1;
    expect(split(now).drawn.length).to.equal(lot.labels.length);
    const verdicts = await judgeAll(now);
    expect((await end(sumsOf(verdicts), now)).status).to.equal(201);
  });

  it('takes no end of an inspection under another time than its own, from which the owner’s hours count', async () => {
    const { judgeAll, sumsOf, end } = await draw();
    const sums = sumsOf(await judgeAll());
    for (const time of [now - DAY, now + DAY]) expect(outcome(await end(sums, time))).to.deep.equal([409, 'inspection-misdated']);
    expect((await end(sums, now - 60_000)).status).to.equal(201);
  });

  it('takes a refusal within the agreed hours by its own clock, and an acceptance at any time', async () => {
    const inspectAnother = async () => {
      const { judgeAll, sumsOf, end, ...answers } = await draw();
      const { event } = await end(sumsOf(await judgeAll()));
      return { event, due: now + 3 * DAY, ...answers };
    };
    const [first, second] = [await inspectAnother(), await inspectAnother()];
    now = first.due;
    expect((await first.giveBack(first.event.id)).status).to.equal(201);
    now = second.due + 1;
    expect(outcome(await second.giveBack(second.event.id))).to.deep.equal([409, 'return-late']);
    expect((await second.accept(second.event.id)).status).to.equal(201);
  });

  it('takes the owner’s answer without the firm once its time is over by its own clock, whatever time the answer claims', async () => {
    const [first, second, third] = [await draw(), await draw(), await draw()];
    const closedAt = now;
    const due = closedAt + 3 * DAY;
    expect(outcome(await first.accept(first.lot.closed.id, due + 1))).to.deep.equal([409, 'acceptance-early']);
    expect(outcome(await first.giveBack(first.lot.closed.id, 'not-inspected', due + 1))).to.deep.equal([409, 'acceptance-early']);
    now = due + 1;
    expect(outcome(await first.accept(first.lot.closed.id, closedAt))).to.deep.equal([409, 'acceptance-early']);
    expect((await first.accept(first.lot.closed.id, now)).status).to.equal(201);
    expect(first.lotOf().lot.answered?.signed.event.type).to.equal('lot-accepted');
    expect(outcome(await second.giveBack(second.lot.closed.id, 'inspection-failed', now))).to.deep.equal([422, 'return-reason-unfit']);
    expect((await second.giveBack(second.lot.closed.id, 'not-inspected', now)).status).to.equal(201);
    now = due + 3 * DAY + 1;
    expect(outcome(await third.giveBack(third.lot.closed.id, 'not-inspected', now))).to.deep.equal([409, 'return-late']);
    expect((await third.accept(third.lot.closed.id, now)).status).to.equal(201);
    const [label = expect.fail('nothing is drawn')] = first.split(now).drawn;
    expect(outcome(await first.judge(label))).to.deep.equal([409, 'acceptance-given']);
  });

  it('asks no answer without the firm to name a rework, of which none counts then', async () => {
    const { lot, split, judge, accept } = await draw();
    const [label = expect.fail('nothing is drawn')] = split().drawn;
    const { event: verdict } = await judge(label, DEFECT);
    const { id, commitment = '' } = label.signed.event.subject;
    const { opening, commitment: result } = gateway.script.seal('annotation', id, RESULT);
    const draft = {
      subject: { id, commitment },
      body: { lot: lot.id, method: 'manual' as const, result },
      refs: [lot.closed.id, label.id, verdict.id],
    };
    const made = await createSender(gateway).attempt('label-reworked', gateway.space.labeler, draft, [{ kind: 'annotation', opening }]);
    expect(made.status).to.equal(201);
    now += 3 * DAY + 1;
    expect((await accept(lot.closed.id, now)).status).to.equal(201);
  });

  it('lets nobody release the lot before the owner has accepted it, nor without a reference to that', async () => {
    const { lot, judgeAll, sumsOf, end, accept } = await draw();
    const { labels, closed } = lot;
    const release = async (accepted?: Pick<LoggedEvent, 'id'>): Promise<string> => {
      try {
        await signRelease(gateway, lot, { labels: [...labels], closed, ...(accepted && { accepted }) });
        return 'released';
      } catch (error) {
        return /"code":"([^"]+)"/.exec(String(error))?.[1] ?? String(error);
      }
    };
    expect(await release()).to.equal('release-unaccepted');
    const { event } = await end(sumsOf(await judgeAll()));
    expect(await release()).to.equal('release-unaccepted');
    const { event: accepted } = await accept(event.id);
    expect(await release()).to.equal('reference-missing');
    expect(await release(accepted)).to.equal('released');
    const another = await draw();
    const ended = await another.end(another.sumsOf(await another.judgeAll()));
    const { event: returned } = await another.giveBack(ended.event.id);
    await signRelease(gateway, another.lot, { labels: [...another.lot.labels], closed: another.lot.closed, accepted: returned }).then(
      () => expect.fail('released though it was returned'),
      (error: unknown) => expect(String(error)).to.include('release-unaccepted'),
    );
  });

  it('takes none of somebody who could label in the lot, nor of another firm’s reviewer', async () => {
    const { split, judge } = await draw();
    const [first = expect.fail('nothing is drawn')] = split().drawn;
    const { labeler, roots } = gateway.space;
    const device = await certify(roots.firm, ['reviewer'], { subject: labeler.subject });
    expect(outcome(await judge(first, PASS, device))).to.deep.equal([403, 'reviewer-labeled']);
    expect(outcome(await judge(first, PASS, await certify(stranger, ['reviewer'])))).to.deep.equal([403, 'inspection-foreign']);
    expect(outcome(await judge(first, PASS, gateway.space.lead))).to.deep.equal([403, 'role-missing']);
  });

  it('shows a verdict to those who inspect, to the owner’s side and to whoever signed the label, by a new device too', async () => {
    const { split, judge } = await draw();
    const [first = expect.fail('nothing is drawn')] = split().drawn;
    const { event } = await judge(first, DEFECT);
    const { space } = gateway;
    const { labeler, keeper, connector, roots } = space;
    const device = await certify(roots.firm, ['labeler'], { subject: labeler.subject });
    const administrator = await hire(gateway, ['administrator']);
    const read = async (as: Actor) => {
      const { status, json } = await gateway.call('GET', `/api/events/${event.id}`, as === connector ? { by: as } : { as });
      return status === 200 ? 200 : json['code'];
    };
    const entitled = { reviewer, colleague, administrator, keeper, connector, labeler, device };
    for (const [name, actor] of Object.entries(entitled)) expect(await read(actor), name).to.equal(200);
    const others = {
      'another labeler': await hire(gateway, ['labeler']),
      'a team lead': space.lead,
      'the operator': space.operator,
      'the owner’s grading officer': space.officer,
      'another firm’s reviewer': await certify(stranger, ['reviewer']),
      'another firm’s labeler of that pseudonym': await certify(stranger, ['labeler'], { subject: labeler.subject }),
    };
    for (const [name, actor] of Object.entries(others)) expect(await read(actor), name).to.equal('event-withheld');
  });
});
