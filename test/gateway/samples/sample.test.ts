import { expect } from 'chai';
import type { Sample } from '../../../api/samples.ts';
import { commitJson } from '../../../provenance/event/commitment.ts';
import { closeCommittedLot, commitToDraw, drawLot, TWO_OF_THREE } from '../../support/drawn-lot.ts';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { createInspection, DEFECT, leafOf } from '../../support/inspected-lot.ts';
import { finishLot, gradeAnew, hire, openLot, startLabelingGateway } from '../../support/labeling.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';

const DAY = 86_400_000;

describe('the sample that a reviewer reads', () => {
  let gateway: TestGateway;
  let reviewer: Actor;
  let elsewhere: Actor;
  let now = Date.now();
  before(async () => {
    const space = createTestSpace();
    elsewhere = space.script.certify(space.script.join('firm'), ['reviewer']);
    gateway = await startLabelingGateway({ space, clock: () => now });
    reviewer = await hire(gateway, ['reviewer']);
  });
  after(() => gateway.close());

  const ask = (lot: string, as = reviewer, query = '') => gateway.call('GET', `/api/lots/${lot}/sample${query}`, { as });
  const read = async (lot: string, query = ''): Promise<Sample> => {
    const { status, text, json } = await ask(lot, reviewer, query);
    expect(status, text).to.equal(200);
    return json as unknown as Sample;
  };
  const refused = async (lot: string, as = reviewer) => {
    const { status, json } = await ask(lot, as);
    return [status, json['code']];
  };

  it('holds each label drawn with its item, both opened, and the verdicts so far', async () => {
    const lot = await drawLot(gateway, reviewer, now);
    const { split, judge } = createInspection(gateway, lot, reviewer);
    const { drawn } = split(now);
    const [first = expect.fail('nothing is drawn')] = drawn;
    const { event: verdict } = await judge(first, DEFECT);
    const { size, accept, labels, next } = await read(lot.id);
    expect({ size, accept, next }).to.deep.equal({ size: 2, accept: 0, next: undefined });
    expect(labels.map(({ label }) => label.event)).to.deep.equal(drawn.map(({ id }) => id));
    for (const shown of labels) {
      const { position, item, label } = shown;
      expect(lot.labels[position]?.id).to.equal(label.event);
      const { subject, body } = (label.signed as LoggedEvent<'annotation-signed'>['signed']).event;
      const opened = 'opening' in shown ? commitJson(shown.opening, 'item', item) : 'sealed';
      expect([subject.id, subject.commitment]).to.deep.equal([item, opened]);
      expect(body.result).to.equal(label.opening && commitJson(label.opening, 'annotation', item));
      expect(leafOf({ ...label, id: label.event, signed: label.signed as (typeof drawn)[number]['signed'] })).to.be.oneOf(
        drawn.map(leafOf),
      );
    }
    expect(labels.map((shown) => shown.verdict?.event)).to.deep.equal([verdict.id, undefined]);
  });

  it('comes in pages, all of a lot where a side was silent', async () => {
    const texts = Array.from({ length: 27 }, (_, at) => `第${at}条`);
    const lot = await openLot(gateway, { texts, inspection: TWO_OF_THREE, deadline: now + 2 * DAY });
    await commitToDraw(gateway, lot, reviewer);
    const { labels } = await finishLot(gateway, lot, gateway.space.labeler, now);
    expect(await refused(lot.id)).to.deep.equal([409, 'sample-not-drawn']);
    now += DAY + 1;
    const first = await read(lot.id);
    expect([first.size, first.accept, first.labels.length, first.next]).to.deep.equal([27, undefined, 25, 24]);
    const second = await read(lot.id, '?after=24');
    expect([second.size, second.labels.length, second.next]).to.deep.equal([27, 2, undefined]);
    const shown = [...first.labels, ...second.labels].map(({ label }) => label.event);
    expect(shown).to.deep.equal(labels.map(({ id }) => id));
  });

  it('is for reviewers of the firm that inspects alone, who could not label in the lot', async () => {
    const lot = await drawLot(gateway, reviewer, now);
    const { script, space } = gateway;
    expect(await refused(lot.id, elsewhere)).to.deep.equal([403, 'event-withheld']);
    const device = { ...script.newActor(space.roots.firm.org), subject: space.labeler.subject };
    script.certify(space.roots.firm, ['reviewer'], device);
    expect((await gateway.submit(script.events.at(-1) as LoggedEvent)).status).to.equal(201);
    expect(await refused(lot.id, device)).to.deep.equal([403, 'reviewer-labeled']);
    for (const nobody of [space.keeper, space.operator, space.lead, space.labeler])
      expect(await refused(lot.id, nobody)).to.deep.equal([403, 'forbidden']);
    await gateway.submit(script.revoke(space.roots.firm, device) as unknown as LoggedEvent);
    expect(await refused(lot.id, device)).to.deep.equal([403, 'forbidden']);
  });

  it('is there neither before the draw, nor of a lot that nobody inspects', async () => {
    const open = await openLot(gateway, { inspection: TWO_OF_THREE, deadline: now + 2 * DAY });
    expect(await refused(open.id)).to.deep.equal([409, 'sample-not-drawn']);
    const closed = await closeCommittedLot(gateway, reviewer, now);
    expect(await refused(closed.id)).to.deep.equal([409, 'sample-not-drawn']);
    await closed.reveal();
    expect((await ask(closed.id)).status).to.equal(200);
    const free = await openLot(gateway);
    await finishLot(gateway, free, gateway.space.labeler);
    expect(await refused(free.id)).to.deep.equal([409, 'draw-not-agreed']);
    expect(await refused(gateway.script.newId())).to.deep.equal([404, 'lot-unknown']);
  });

  it('goes to nobody any more once the data’s level forbids it', async () => {
    const lot = await drawLot(gateway, reviewer, now);
    await gradeAnew(gateway, lot.project, 'g2');
    expect(await refused(lot.id)).to.deep.equal([403, 'level-forbids-delivery']);
  });
});
