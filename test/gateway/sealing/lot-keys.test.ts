import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { openLabel } from '../../../privacy/sealing/label.ts';
import { openLotKey } from '../../../privacy/sealing/wrap.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { gradeAnew, hire, startLabelingGateway } from '../../support/labeling.ts';
import { labelSealedLot } from '../../support/reviewed-lot.ts';
import type { Actor } from '../../support/scripted-space.ts';

describe("a sealed lot's key at the gateway", () => {
  let gateway: TestGateway;
  let labeler: Actor;
  let reviewer: Actor;
  before(async () => {
    gateway = await startLabelingGateway();
    ({ labeler } = gateway.space);
    reviewer = await hire(gateway, ['reviewer', 'labeler']);
  });
  after(() => gateway.close());

  const ask = async (id: string, as: Actor) => {
    const { status, json } = await gateway.call('GET', `/api/lots/${id}/key`, { as });
    return { status, code: json['code'], wrap: json['wrap'] };
  };
  const codeOf = async (answer: Promise<{ readonly json: Readonly<Record<string, unknown>> }>): Promise<unknown> =>
    (await answer).json['code'];

  it('goes to its reviewer once it is closed, and opens its labels', async () => {
    const { id, place, labels, lotKeyFor, wrap, close, connector, lot } = await labelSealedLot(gateway, [reviewer]);
    expect(await ask(id, reviewer)).to.include({ status: 409, code: 'lot-not-sealed-for' });
    expect(await codeOf(wrap([lotKeyFor(reviewer)]))).to.equal('lot-incomplete');
    await close();
    const sealed = lotKeyFor(reviewer);
    expect((await wrap([sealed])).status).to.equal(200);
    const given = await ask(id, reviewer);
    expect(given).to.deep.include({ status: 200, wrap: sealed });
    const { lotKey = '' } = lot.signed.event.body;
    const key = openLotKey(given.wrap, place, reviewer.opening, { connector, lotKey });
    const [{ event, sealed: label }] = labels as [(typeof labels)[number]];
    const author = toHex(labeler.key.publicKey);
    const premise = {
      place: { space: place.space, lot: id, item: event.signed.event.subject.id, author, lotEvent: lot.id },
      readers: { lot: lotKey, author: toHex(labeler.opening.publicKey) },
      hash: event.signed.event.body.sealed?.label ?? '',
    };
    expect(new TextDecoder().decode(openLabel(label, 'lot', key, premise).content)).to.include('任务');
  });

  it('is taken from the connector that opened the lot alone, for this lot alone', async () => {
    const elsewhere = await labelSealedLot(gateway, [reviewer]);
    const { id, lotKeyFor, wrapFor, wrap, close } = await labelSealedLot(gateway, [reviewer]);
    await close();
    const good = lotKeyFor(reviewer);
    for (const [what, code] of [
      [lotKeyFor(reviewer, { by: gateway.space.keeper }), 'wrap-signature-invalid'],
      [lotKeyFor(reviewer, { lot: elsewhere.id }), 'wrap-foreign'],
      [elsewhere.lotKeyFor(reviewer), 'wrap-foreign'],
      [{ ...good, wrap: { ...good.wrap, box: elsewhere.lotKeyFor(reviewer).wrap.box } }, 'wrap-signature-invalid'],
      [wrapFor(labeler), 'lot-closed'],
    ] as const)
      expect(await codeOf(wrap([what])), code).to.equal(code);
    expect((await wrap([good], gateway.space.keeper)).status).to.equal(403);
    expect(await ask(id, reviewer)).to.include({ code: 'lot-not-sealed-for' });
  });

  it('is kept and handed out for nobody but cleared, unrevoked reviewers of the roster', async () => {
    const left = await hire(gateway, ['reviewer']);
    const elsewhere = await hire(gateway, ['reviewer']);
    // She holds both roles; on this roster she labels.
    const both = await hire(gateway, ['reviewer', 'labeler']);
    const { id, project, lotKeyFor, wrap, close } = await labelSealedLot(gateway, [reviewer, left], [both]);
    await close();
    expect((await wrap([lotKeyFor(reviewer), lotKeyFor(left)])).status).to.equal(200);
    expect(await ask(id, left)).to.include({ status: 200 });
    for (const nobody of [labeler, both, elsewhere]) expect(await codeOf(wrap([lotKeyFor(nobody)]))).to.equal('wrap-recipient-unknown');
    expect(await ask(id, labeler)).to.include({ status: 403, code: 'forbidden' });
    for (const nobody of [both, elsewhere]) expect(await ask(id, nobody)).to.include({ status: 403, code: 'not-on-roster' });
    const { script, roots } = gateway.space;
    await gateway.submit(script.revoke(roots.firm, left) as never);
    expect((await ask(id, left)).status).to.equal(403);
    expect(await codeOf(wrap([lotKeyFor(left)]))).to.equal('wrap-recipient-unknown');
    await gradeAnew(gateway, project, 'g3');
    expect(await ask(id, reviewer)).to.include({ status: 403, code: 'not-on-roster' });
    expect(await codeOf(wrap([lotKeyFor(reviewer)]))).to.equal('wrap-recipient-unknown');
  });
});
