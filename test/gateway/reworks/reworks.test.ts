import { expect } from 'chai';
import type { LotReworks, ReturnedLabels } from '../../../api/reworks.ts';
import type { Json } from '../../../common/canonical-json.ts';
import { commitJson } from '../../../provenance/event/commitment.ts';
import type { EventOf } from '../../../provenance/event/event.ts';
import { commitToDraw, drawLot, TWO_OF_THREE } from '../../support/drawn-lot.ts';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { createInspection, DEFECT, leafOf, PASS } from '../../support/inspected-lot.ts';
import { createSender, gradeAnew, hire, hireLabeler, signRoster, startLabelingGateway } from '../../support/labeling.ts';
import { RESULT } from '../../support/scripted-lot.ts';
import { openSealedLot } from '../../support/sealed-lot.ts';
import type { Actor, EventDraft, LoggedEvent } from '../../support/scripted-space.ts';

type Label = LoggedEvent<'annotation-signed'>;
type Verdict = LoggedEvent<'verdict-signed'>;

const DAY = 86_400_000;
const BETTER: Json = [
  { from_name: 'who', to_name: 'text', type: 'labels', value: { start: 0, end: 4, labels: ['部门'] } },
  { from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['目标'] } },
];
const BEYOND: Json = [{ from_name: 'who', to_name: 'text', type: 'labels', value: { start: 0, end: 400, labels: ['部门'] } }];

describe('the rework of a returned label at the gateway', () => {
  let gateway: TestGateway;
  let reviewer: Actor;
  let stranger: Actor;
  /** Milliseconds by which the gateway's clock is ahead. */
  let ahead = 0;
  before(async () => {
    const space = createTestSpace();
    stranger = space.script.certify(space.script.join('firm'), ['reviewer']);
    gateway = await startLabelingGateway({ space, clock: () => Date.now() + ahead });
    reviewer = await hire(gateway, ['reviewer']);
  });
  after(() => gateway.close());

  /** A drawn lot: of the two labels drawn the first is a defect, the second passes. */
  const returnLot = async () => {
    const lot = await drawLot(gateway, reviewer);
    const inspection = createInspection(gateway, lot, reviewer);
    const { drawn, spared } = inspection.split();
    const [defect, pass] = drawn as [Label, Label];
    const verdict = (await inspection.judge(defect, DEFECT)).event;
    const passed = (await inspection.judge(pass, PASS)).event;
    return { lot, ...inspection, defect, pass, spared: spared as [Label], verdict, passed };
  };
  type Returned = Awaited<ReturnType<typeof returnLot>>;

  interface ReworkOptions {
    readonly by?: Actor;
    readonly label?: Label;
    readonly verdict?: Pick<Verdict, 'id'>;
    readonly result?: Json;
    readonly body?: Partial<EventOf<'label-reworked'>['body']>;
    readonly draft?: Partial<EventDraft<'label-reworked'>>;
    readonly document?: Json;
  }
  const rework = async (returned: Returned, options: ReworkOptions = {}) => {
    const { label = returned.defect, verdict = returned.verdict, by = gateway.space.labeler, result = BETTER } = options;
    const { id, commitment = '' } = label.signed.event.subject;
    const { opening, commitment: committed } = gateway.script.seal('annotation', id, result);
    const draft = {
      subject: { id, commitment },
      body: { lot: returned.lot.id, method: 'manual' as const, result: committed, ...options.body },
      refs: [returned.lot.closed.id, label.id, verdict.id],
      ...options.draft,
    };
    const shown = options.document === undefined ? opening : { ...opening, value: options.document };
    return await createSender(gateway).attempt('label-reworked', by, draft, [{ kind: 'annotation', opening: shown }]);
  };
  const refusal = async (answer: ReturnType<typeof rework>) => {
    const { status, code } = await answer;
    return [status, code];
  };

  const ask = async (as = gateway.space.labeler, query = ''): Promise<ReturnedLabels> => {
    const { status, text, json } = await gateway.call('GET', `/api/returned${query}`, { as });
    expect(status, text).to.equal(200);
    return json as unknown as ReturnedLabels;
  };
  const shownTo = async (as: Actor, label: Label) => (await ask(as)).labels.find((one) => one.label.event === label.id);
  const reworksOf = async (lot: string): Promise<LotReworks> => {
    const { status, text, json } = await gateway.call('GET', `/api/lots/${lot}/reworks`, { by: gateway.space.connector });
    expect(status, text).to.equal(200);
    return json as unknown as LotReworks;
  };

  it('is taken from its author, shown to her, and handed to the owner’s connector with its verdict', async () => {
    const returned = await returnLot();
    const { defect, verdict, passed, lot, drawnInOrder } = { ...returned, drawnInOrder: returned.split().drawn };
    const before = await shownTo(gateway.space.labeler, defect);
    const { id: item, commitment } = defect.signed.event.subject;
    expect([before?.lot, before?.item, before?.verdict.event, before?.rework]).to.deep.equal([lot.id, item, verdict.id, undefined]);
    expect(before?.opening && commitJson(before.opening, 'item', item)).to.equal(commitment);
    expect(before?.label.opening?.value).to.deep.equal(RESULT);
    expect(await shownTo(gateway.space.labeler, returned.pass)).to.equal(undefined);
    expect((await reworksOf(lot.id)).reworks).to.deep.equal([]);

    const { status, event } = await rework(returned);
    expect(status).to.equal(201);
    const shown = await shownTo(gateway.space.labeler, defect);
    expect([shown?.rework?.event, shown?.rework?.opening?.value]).to.deep.equal([event.id, BETTER]);
    const { verdicts, reworks, next } = await reworksOf(lot.id);
    const order = drawnInOrder.map(({ id }) => (id === defect.id ? verdict.index : passed.index));
    expect([verdicts, next]).to.deep.equal([order, undefined]);
    expect(reworks.map((one) => [one.verdict.event, one.rework.event, one.rework.opening?.value])).to.deep.equal([
      [verdict.id, event.id, BETTER],
    ]);
  });

  it('comes back with what the reviewer said of it in words, which opens what her verdict commits to', async () => {
    const lot = await drawLot(gateway, reviewer);
    const [defect = expect.fail('nothing is drawn')] = createInspection(gateway, lot, reviewer).split().drawn;
    const { id, commitment = '' } = defect.signed.event.subject;
    const note = gateway.script.seal('verdict-note', id, '右边界多了一个字');
    const body = { lot: lot.id, label: leafOf(defect), finding: DEFECT, note: note.commitment };
    const draft = { subject: { id, commitment }, body, refs: [lot.closed.id, defect.id] };
    const judge = (value: string) =>
      createSender(gateway).attempt('verdict-signed', reviewer, draft, [{ kind: 'verdict-note', opening: { ...note.opening, value } }]);
    expect(await refusal(judge('左边界多了一个字') as never)).to.deep.equal([422, 'commitment-not-opened']);
    expect((await judge('右边界多了一个字')).status).to.equal(201);
    expect((await shownTo(gateway.space.labeler, defect))?.note?.value).to.equal('右边界多了一个字');
  });

  it('leaves inspection and answer as they are, and comes before the answer', async () => {
    const returned = await returnLot();
    const { sumsOf, end, accept, verdict, passed, defect } = returned;
    const verdicts = returned.split().drawn.map(({ id }) => (id === defect.id ? verdict : passed));
    const { event: made } = await rework(returned);
    const { status, event } = await end(sumsOf(verdicts));
    expect(status).to.equal(201);
    expect((await accept(event.id, Date.now(), [made])).status).to.equal(201);
    expect(await refusal(rework(returned))).to.deep.equal([409, 'rework-late']);
  });

  it('is taken over by the acceptance that names it, and the lot is not accepted without it', async () => {
    const [one, other] = [await returnLot(), await returnLot()];
    const { sumsOf, end, accept, verdict, passed, defect } = one;
    const verdicts = one.split().drawn.map(({ id }) => (id === defect.id ? verdict : passed));
    const [{ event: ended }, { event: made }] = [await end(sumsOf(verdicts)), await rework(one)];
    const { event: foreign } = await rework(other);
    const unaware = await accept(ended.id);
    expect([unaware.status, unaware.code]).to.deep.equal([409, 'reworks-accepted-differ']);
    const wrong = await accept(ended.id, Date.now(), [foreign]);
    expect([wrong.status, wrong.code]).to.deep.equal([409, 'reworks-accepted-differ']);
    const beyond = await accept(ended.id, Date.now(), [made, foreign]);
    expect([beyond.status, beyond.code]).to.deep.equal([422, 'reworks-accepted-unfit']);
    expect((await accept(ended.id, Date.now(), [made])).status).to.equal(201);
  });

  it('comes too late once the owner’s silence has accepted the lot', async () => {
    const returned = await returnLot();
    const { sumsOf, end, verdict, passed, defect } = returned;
    const verdicts = returned.split().drawn.map(({ id }) => (id === defect.id ? verdict : passed));
    expect((await end(sumsOf(verdicts))).status).to.equal(201);
    ahead = 3 * DAY + 1000;
    expect(await refusal(rework(returned))).to.deep.equal([409, 'rework-late']);
    ahead = 0;
    expect((await rework(returned)).status).to.equal(201);
  });

  it('is done once, also of two that come at the same time', async () => {
    const returned = await returnLot();
    const { script, roots, labeler } = { ...gateway, ...gateway.space };
    const device = { ...script.newActor(roots.firm.org), subject: labeler.subject };
    script.certify(roots.firm, ['labeler'], device);
    expect((await gateway.submit(script.events.at(-1) as LoggedEvent)).status).to.equal(201);
    // Her newer device stands on the roster in place of the older one.
    await signRoster(gateway, returned.lot, [device], 2);
    expect(await refusal(rework(returned))).to.deep.equal([403, 'not-on-roster']);
    const made = await Promise.all([rework(returned, { by: device }), rework(returned, { by: device, result: RESULT })]);
    expect(made.filter(({ status }) => status === 201)).to.have.lengthOf(1);
    expect(await refusal(rework(returned, { by: device, result: RESULT }))).to.deep.equal([409, 'rework-given']);
    expect((await shownTo(device, returned.defect))?.rework).not.to.equal(undefined);
  });

  it('is refused to another labeler of the roster, and of a label that passed or was not drawn', async () => {
    const returned = await returnLot();
    const other = await hireLabeler(gateway);
    await signRoster(gateway, returned.lot, [gateway.space.labeler, other], 2);
    expect(await refusal(rework(returned, { by: other }))).to.deep.equal([403, 'rework-foreign']);
    const { pass, passed, spared, verdict } = returned;
    expect(await refusal(rework(returned, { label: pass, verdict: passed }))).to.deep.equal([422, 'rework-without-verdict']);
    expect(await refusal(rework(returned, { label: pass, verdict }))).to.deep.equal([422, 'rework-without-verdict']);
    expect(await refusal(rework(returned, { label: spared[0], verdict }))).to.deep.equal([422, 'rework-without-verdict']);
    expect(await refusal(rework(returned, { verdict: { id: 'ee'.repeat(32) } }))).to.deep.equal([422, 'rework-without-verdict']);
    expect(await refusal(rework(returned, { label: { ...spared[0], id: 'ee'.repeat(32) } }))).to.deep.equal([
      422,
      'rework-without-verdict',
    ]);
    expect(await shownTo(other, returned.defect)).to.equal(undefined);
  });

  it('is refused with another lot’s verdict, or as another lot’s', async () => {
    const [one, other] = [await returnLot(), await returnLot()];
    expect(await refusal(rework(one, { verdict: other.verdict }))).to.deep.equal([422, 'rework-without-verdict']);
    expect(await refusal(rework(one, { label: other.defect, verdict: other.verdict }))).to.deep.equal([422, 'item-not-in-lot']);
    const { id, commitment = '' } = one.defect.signed.event.subject;
    const draft = { subject: { id, commitment }, refs: [one.lot.closed.id, other.defect.id, other.verdict.id] };
    expect(await refusal(rework(one, { draft }))).to.deep.equal([422, 'rework-without-verdict']);
  });

  it('answers what the project asks, on the text that was delivered', async () => {
    const returned = await returnLot();
    expect(await refusal(rework(returned, { document: RESULT }))).to.deep.equal([422, 'commitment-not-opened']);
    const { status } = await rework(returned, { result: BEYOND });
    expect(status).to.equal(422);
    const sealed = { header: 'ef'.repeat(32), label: '12'.repeat(32) };
    expect((await rework(returned, { body: { sealed } })).status).to.equal(422);
    expect((await rework(returned)).status).to.equal(201);
  });

  it('is neither taken nor its item shown once the data’s level forbids it', async () => {
    const returned = await returnLot();
    await gradeAnew(gateway, returned.lot.project, 'g2');
    expect(await refusal(rework(returned))).to.deep.equal([403, 'level-forbids-delivery']);
    const shown = await shownTo(gateway.space.labeler, returned.defect);
    expect([shown?.verdict.event, shown?.opening]).to.deep.equal([returned.verdict.id, undefined]);
  });

  it('is read by its author, those who inspect and the owner’s side', async () => {
    const returned = await returnLot();
    const { event } = await rework(returned);
    const { space } = gateway;
    const { labeler, keeper, connector } = space;
    const read = async (as: Actor) => {
      const { status, json } = await gateway.call('GET', `/api/events/${event.id}`, as === connector ? { by: as } : { as });
      return status === 200 ? 200 : json['code'];
    };
    for (const [name, actor] of Object.entries({ reviewer, keeper, connector, labeler })) expect(await read(actor), name).to.equal(200);
    const others = { stranger, lead: space.lead, operator: space.operator, officer: space.officer, labeler: await hireLabeler(gateway) };
    for (const [name, actor] of Object.entries(others)) expect(await read(actor), name).to.equal('event-withheld');
  });

  it('is sealed in a sealed project, and kept as it was sealed', async () => {
    const { space } = gateway;
    const now = Date.now();
    const inspection = { ...TWO_OF_THREE, by: space.roots.firm.org };
    const lot = await openSealedLot(gateway, [space.labeler], { inspection, deadline: now + 2 * DAY });
    const { sealed, wrapFor } = lot.seal();
    await lot.deliver(sealed);
    await lot.wrap([wrapFor(space.labeler)]);
    const reveal = await commitToDraw(gateway, { id: lot.id, lot: { id: lot.lot.id } }, reviewer);
    const labels: Label[] = [];
    for (const [at, item] of sealed.entries()) labels.push((await lot.label(at, space.labeler, { item })).event);
    const closed = await lot.close(labels, now);
    await reveal(closed, now);
    const { split, judge } = createInspection(gateway, { id: lot.id, closed, labels }, reviewer);
    const [defect = expect.fail('nothing is drawn')] = split().drawn;
    const { event: verdict } = await judge(defect, DEFECT);
    const at = labels.indexOf(defect);
    const item = sealed[at] ?? expect.fail('no item');
    const made = await lot.rework(at, space.labeler, { item, refs: [closed.id, defect.id, verdict.id] });
    expect(made.status).to.equal(201);
    const shown = await shownTo(space.labeler, defect);
    expect([shown?.sealed, shown?.wrap === undefined, shown?.opening]).to.deep.equal([item, false, undefined]);
    expect([shown?.rework?.sealed, shown?.rework?.opening]).to.deep.equal([made.sealed, undefined]);
    const { reworks } = await reworksOf(lot.id);
    expect(reworks.map(({ rework: { event, sealed: box } }) => [event, box])).to.deep.equal([[made.event.id, made.sealed]]);
  });

  it('is listed in pages', async () => {
    const all: string[] = [];
    for (let query = ''; ;) {
      const { labels, next } = await ask(gateway.space.labeler, query);
      all.push(...labels.map(({ verdict }) => verdict.event));
      if (next === undefined) break;
      query = `?after=${next}`;
    }
    expect(new Set(all).size).to.equal(all.length);
    const [first, ...rest] = (await ask()).labels;
    expect((await ask(gateway.space.labeler, `?after=${first?.verdict.index}`)).labels).to.deep.equal(rest);
  });
});
