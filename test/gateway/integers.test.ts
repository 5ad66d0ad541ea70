import { expect } from 'chai';
import { formatFen } from '../../common/money.ts';
import { integer } from '../../gateway/columns.ts';
import { toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { expectCode } from '../support/expect-code.ts';
import type { TestGateway } from '../support/gateway.ts';
import { label, openLot, startLabelingGateway } from '../support/labeling.ts';
import type { LoggedEvent } from '../support/scripted-space.ts';
import { readVectorJson } from '../support/vectors.ts';

/** Settlement lines, log cursors and counters (case 39): a value that a double cannot hold is refused wherever it comes in, never rounded. */
describe('integers beyond 2^53', () => {
  const { values } = readVectorJson<{ readonly values: readonly string[] }>('cases/39-bigint.json');
  const exact = values.filter((text) => Number.isSafeInteger(Number(text)));
  const beyond = values.filter((text) => !exact.includes(text));
  let gateway: TestGateway;
  before(async () => {
    gateway = await startLabelingGateway();
  });
  after(() => gateway.close());

  it('are three of the published values; the sum of all is exact as integers alone', () => {
    expect([beyond.length, exact]).to.deep.equal([3, ['10', '9']]);
    expect(values.reduce((sum, text) => sum + BigInt(text), 0n)).to.equal(9_308_940_434_126_222_565n);
  });

  for (const text of values)
    it(`${text} comes out of a column digit for digit or not at all`, () => {
      const read = (): number | null => integer.transformer.from(text);
      if (exact.includes(text)) expect(String(read())).to.equal(text);
      else expect(read).to.throw(RangeError, text);
    });

  it('are no amounts', async () => {
    for (const text of beyond) await expectCode(() => formatFen(Number(text)), 'malformed-money');
  });

  /** An event of the lot's owner in which this text stands for the price, its signature untouched. */
  const withPrice = ({ signed }: LoggedEvent<'lot-opened'>, text: string): string =>
    toCanonicalJson({ signed } as unknown as Json).replace(/"price":\d+/, `"price":${text}`);

  it('are no prices: an event that names one is malformed, and so are a fraction and an exponent', async () => {
    const { lot } = await openLot(gateway);
    for (const text of [...beyond, '1.5', '1e-3', '"9"', '1000000001']) {
      const response = await fetch(`${gateway.url}/api/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: withPrice(lot, text),
      });
      expect({ text, status: response.status }).to.deep.equal({ text, status: 400 });
    }
  });

  it('are no cursors, and a cursor of ten comes behind one of nine', async () => {
    const texts = Array.from({ length: 90 }, (_, at) => `第${at}项`);
    const lot = await openLot(gateway, { texts });
    const indexes: number[] = [];
    for (const at of texts.keys()) indexes.push((await label(gateway, lot, at, gateway.space.labeler)).event.index);
    const listed = async (after: string) =>
      await gateway.call('GET', `/api/lots/${lot.id}/mine?after=${after}`, { as: gateway.space.labeler });
    for (const text of [...beyond, '1e3', '1.5', '-1', '010']) expect((await listed(text)).status, text).to.equal(400);
    const seen = ((await listed('0')).json['labels'] as readonly { readonly index: number }[]).map(({ index }) => index);
    expect(seen).to.deep.equal(indexes);
    expect(seen).to.deep.equal(seen.toSorted((a, b) => a - b));
    expect(new Set(seen.map((index) => String(index).length)).size).to.equal(2);
  });

  it('never come of many items at the highest price', async () => {
    const lot = await openLot(gateway, { price: 1_000_000_000 });
    for (const at of lot.items.keys()) await label(gateway, lot, at, gateway.space.labeler);
    const { json } = await gateway.call('GET', '/api/work', { as: gateway.space.labeler });
    const mine = (json['lots'] as readonly { readonly id: string; readonly earned: number }[]).find(({ id }) => id === lot.id);
    expect(mine?.earned).to.equal(3_000_000_000);
  });
});
