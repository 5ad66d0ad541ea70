import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import type { OwnFigures } from '../../../api/gold.ts';
import { verifyFigure } from '../../../provenance/gold/figures.ts';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { hire, startLabelingGateway } from '../../support/labeling.ts';
import { scoreLot } from '../../support/scored-lot.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';

describe('gold figures at the gateway', () => {
  let gateway: TestGateway;
  let colleague: Actor;
  let court = '';
  before(async () => {
    const space = createTestSpace();
    court = space.script.join('auditor').org;
    gateway = await startLabelingGateway({ space });
    expect((await gateway.submit(gateway.script.events.at(-1) as LoggedEvent)).status).to.be.oneOf([200, 201]);
    colleague = await hire(gateway, ['labeler']);
  });
  after(() => gateway.close());

  const ownOf = async (as: Actor, after?: string): Promise<OwnFigures> =>
    (await gateway.call('GET', `/api/me/figures${after === undefined ? '' : `?after=${after}`}`, { as })).json as unknown as OwnFigures;

  it('go to their own labeler alone, with what shows that the owner signed them', async () => {
    const { id, figures, deliver, scored } = await scoreLot(gateway, court);
    expect((await ownOf(gateway.space.labeler)).figures.map(({ lot }) => lot)).not.to.include(id);
    expect((await deliver()).status).to.equal(200);
    expect((await deliver()).status).to.equal(200);
    const own = (await ownOf(gateway.space.labeler)).figures.find(({ lot }) => lot === id);
    expect(own?.opening).to.deep.equal(figures[0]);
    if (own !== undefined) verifyFigure(id, own.opening, own, scored.signed.event.body);
    expect((await ownOf(colleague)).figures).to.deep.equal([]);
    expect((await ownOf(gateway.space.labeler, id)).figures).to.deep.equal([]);
  });

  it('are not fixed under another date than the clock’s, from which the hours to contest them count', async () => {
    const dated = (time: number): Promise<unknown> => scoreLot(gateway, court, undefined, Date.now(), time);
    for (const away of [-601_000, 601_000]) {
      const refusal = await dated(Date.now() + away).catch(String);
      expect(refusal, String(away)).to.match(/"code":"(?:contest|event)-misdated"/);
    }
  });

  it('are not taken where they are other ones than were signed, or nobody has signed any', async () => {
    const { deliver, figures } = await scoreLot(gateway, court);
    const [first = expect.fail('no figure')] = figures;
    const lies = [
      [{ ...first, value: { ...first.value, choices: { compared: 2, right: 1 } } }],
      [{ ...first, value: { ...first.value, labeler: toHex(colleague.key.publicKey) } }],
      [{ ...first, salt: 'ab'.repeat(32) }],
      [first, first],
    ];
    for (const lie of lies) {
      const { status, json } = await deliver(lie);
      expect([status, json['code']]).to.deep.equal([422, 'gold-figures-differ']);
    }
    expect((await deliver(figures, gateway.space.labeler)).json['code']).to.equal('forbidden');
  });
});
