import { expect } from 'chai';
import type { Sample } from '../../../api/samples.ts';
import { parseBase64, toHex } from '../../../common/encodings.ts';
import { openItem } from '../../../privacy/sealing/item.ts';
import { openBatchKey } from '../../../privacy/sealing/wrap.ts';
import { drawSealedLot } from '../../support/drawn-sealed-lot.ts';
import { createInspection } from '../../support/inspected-lot.ts';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { createSender, gradeAnew, hire, openLot, startLabelingGateway } from '../../support/labeling.ts';
import { memberOf, type Actor, type LoggedEvent } from '../../support/scripted-space.ts';

describe('the sample of a sealed lot at the gateway', () => {
  let gateway: TestGateway;
  let reviewer: Actor;
  let elsewhere: Actor;
  before(async () => {
    const space = createTestSpace();
    elsewhere = space.script.certify(space.script.join('firm'), ['reviewer']);
    gateway = await startLabelingGateway({ space });
    reviewer = await hire(gateway, ['reviewer']);
  });
  after(() => gateway.close());

  const ask = (lot: string, as = reviewer) => gateway.call('GET', `/api/lots/${lot}/sample`, { as });
  const outcome = async (answer: Promise<{ readonly status: number; readonly json: Readonly<Record<string, unknown>> }>) => {
    const { status, json } = await answer;
    return [status, json['code']];
  };
  const GOOD = [200, undefined];

  it('holds the items that were sealed for it, their key, the sealed labels, and nothing that was not drawn', async () => {
    const lot = await drawSealedLot(gateway, [reviewer]);
    await lot.reveal();
    expect(await outcome(ask(lot.id))).to.deep.equal([409, 'sample-not-sealed-for']);
    const { sealed, wrapFor, batch } = lot.sealSample();
    expect(await outcome(lot.putItems(sealed))).to.deep.equal(GOOD);
    expect(await outcome(ask(lot.id))).to.deep.equal([409, 'sample-not-sealed-for']);
    const wrap = wrapFor(reviewer);
    expect(await outcome(lot.putWraps([wrap]))).to.deep.equal(GOOD);
    const answer = (await ask(lot.id)).json as unknown as Sample;
    expect([answer.size, answer.accept]).to.deep.equal([2, 0]);
    expect(answer.wrap).to.deep.equal(wrap);
    expect(answer.labels.map(({ item }) => item)).to.deep.equal(lot.drawn());
    const place = { space: gateway.space.script.space, project: lot.project, lot: lot.id };
    const key = openBatchKey(answer.wrap, { ...place, batch }, reviewer.opening, lot.connector);
    for (const row of answer.labels) {
      const given = 'sealed' in row ? row.sealed : expect.fail('open');
      const premise = { connector: lot.connector, expected: { ...place, item: row.item } };
      const { content } = openItem({ signed: given.signed, box: parseBase64(given.box) }, key, premise);
      expect(JSON.parse(new TextDecoder().decode(content))).to.equal(lot.items.find(({ id }) => id === row.item)?.text);
      expect(row.label).not.to.have.property('opening');
      expect(row.label.sealed).to.deep.equal(lot.labels.find(({ event }) => event.id === row.label.event)?.sealed);
    }
  });

  it('is taken once it is drawn, from the connector that opened the lot, and no item of any other label', async () => {
    const lot = await drawSealedLot(gateway, [reviewer]);
    const other = await drawSealedLot(gateway, [reviewer]);
    expect(await outcome(lot.putItems(lot.seal(2).sealed))).to.deep.equal([409, 'sample-not-drawn']);
    await lot.reveal();
    await other.reveal();
    const { sealed, all } = lot.sealSample();
    const undrawn = all.filter((item) => !sealed.includes(item));
    const { keeper, connector } = gateway.space;
    const [first] = sealed;
    const spoilt = [{ ...(first ?? expect.fail('nothing')), box: sealed[1]?.box ?? '' }];
    for (const [items, by, code] of [
      [undrawn, connector, 'item-not-sampled'],
      [[...sealed, ...undrawn], connector, 'item-not-sampled'],
      [sealed, keeper, 'forbidden'],
      [other.sealSample().sealed, connector, 'item-not-in-lot'],
      [lot.sealSample({ by: keeper }).sealed, connector, 'header-signature-invalid'],
      [lot.sealSample({ lot: other.id }).sealed, connector, 'header-foreign'],
      [spoilt, connector, 'item-ciphertext-differs'],
    ] as const)
      expect((await outcome(lot.putItems(items, by)))[1], code).to.equal(code);
    expect(await gateway.database.query('select item from sample_item where lot = $1', [lot.id])).to.deep.equal([]);
    const open = await openLot(gateway);
    expect(
      await outcome(gateway.call('PUT', `/api/lots/${open.id}/sample/items`, { by: connector, json: { items: sealed } })),
    ).to.deep.equal([422, 'sealing-unfit']);
  });

  it('has its key kept for cleared, unrevoked reviewers of the firm on the roster alone, who could not label in the lot', async () => {
    const { script, space } = gateway;
    const [left, stranger] = [await hire(gateway, ['reviewer']), await hire(gateway, ['reviewer'])];
    const both = await hire(gateway, ['reviewer', 'labeler']);
    const lot = await drawSealedLot(gateway, [reviewer, left, elsewhere], Date.now(), [both]);
    await lot.reveal();
    const send = async (number: number, reviewers: readonly Actor[]): Promise<void> => {
      const members = [memberOf('labeler')(space.labeler), ...reviewers.map(memberOf('reviewer'))];
      await createSender(gateway).send('roster-signed', space.keeper, {
        subject: { id: lot.project },
        body: { number, members },
        refs: [lot.opened.id],
      });
    };
    await send(3, [reviewer, left, elsewhere, both]);
    const { sealed, wrapFor } = lot.sealSample();
    await lot.putItems(sealed);
    expect(await outcome(lot.putWraps([wrapFor(reviewer), wrapFor(left)]))).to.deep.equal(GOOD);
    for (const nobody of [space.labeler, both, elsewhere, stranger])
      expect(await outcome(lot.putWraps([wrapFor(nobody)]))).to.deep.equal([403, 'wrap-recipient-unknown']);
    expect(await outcome(lot.putWraps([lot.sealSample({ by: space.keeper }).wrapFor(reviewer)]))).to.deep.equal([
      422,
      'wrap-signature-invalid',
    ]);
    expect(await outcome(ask(lot.id, left))).to.deep.equal(GOOD);
    expect(await outcome(ask(lot.id, elsewhere))).to.deep.equal([403, 'event-withheld']);
    expect(await outcome(ask(lot.id, both))).to.deep.equal([403, 'reviewer-labeled']);
    expect(await outcome(ask(lot.id, stranger))).to.deep.equal([403, 'not-on-roster']);
    await send(4, [reviewer]);
    expect(await outcome(ask(lot.id, left))).to.deep.equal([403, 'not-on-roster']);
    await gateway.submit(script.revoke(space.roots.firm, left) as unknown as LoggedEvent);
    expect((await outcome(ask(lot.id, left)))[0]).to.equal(403);
    await gradeAnew(gateway, lot.project, 'g3');
    expect(await outcome(ask(lot.id))).to.deep.equal([403, 'not-cleared']);
    expect(await outcome(lot.putWraps([wrapFor(reviewer)]))).to.deep.equal([403, 'wrap-recipient-unknown']);
  });

  it('is said to be sealed for somebody only once its items and both her keys are there, under the batch that is named', async () => {
    const lot = await drawSealedLot(gateway, [reviewer]);
    await lot.reveal();
    const { sealed, wrapFor, batch } = lot.sealSample();
    const { attempt } = createSender(gateway);
    const say = async (named = batch, by = gateway.space.connector, time = Date.now()): Promise<unknown> => {
      const body = { batch: named, reviewers: [toHex(reviewer.key.publicKey)] };
      return (await attempt('sample-sealed', by, { subject: { id: lot.id }, body, refs: [lot.closed.id], envelope: { time } })).code;
    };
    expect(await say()).to.equal('sample-undelivered');
    await lot.putItems(sealed.slice(1));
    await lot.putWraps([wrapFor(reviewer)]);
    expect(await say()).to.equal('sample-undelivered');
    await lot.putItems(sealed);
    expect(await say(), 'without the key of the lot').to.equal('sample-undelivered');
    await lot.wrap([lot.lotKeyFor(reviewer)]);
    expect(await say(gateway.space.script.newId())).to.equal('sample-undelivered');
    expect(await say(batch, gateway.space.keeper)).to.equal('subject-foreign');
    expect(await say(batch, undefined, Date.now() - 601_000)).to.equal('sample-misdated');
    expect(await say()).to.equal(undefined);
  });

  it('may hold what nobody could read, which counts as inspected and is told from passes in the sums', async () => {
    const lot = await drawSealedLot(gateway, [reviewer]);
    await lot.reveal();
    const labels = lot.labels.map(({ event }) => event);
    const { split, judge, sumsOf, end } = createInspection(gateway, { id: lot.id, closed: lot.closed, labels }, reviewer);
    const verdicts = [];
    for (const label of split().drawn) verdicts.push((await judge(label, { verdict: 'unseen', part: 'item' })).event);
    const sums = sumsOf(verdicts);
    expect(sums).to.include({ inspected: 2, defects: 0, unseen: 2 });
    const { unseen: _, ...hidden } = sums;
    expect(await outcome(end(hidden))).to.deep.equal([422, 'inspection-differs']);
    expect((await end(sums)).status).to.equal(201);
  });
});
