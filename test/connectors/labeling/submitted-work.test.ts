import { expect } from 'chai';
import type { z } from 'zod';
import { lotAnnotations } from '../../../api/lots.ts';
import { uuidv7 } from '../../../common/ids.ts';
import type { GatewayClient } from '../../../connectors/gateway/client.ts';
import { fetchWork } from '../../../connectors/labeling/submitted-work.ts';
import { expectCode } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';

const random = seededRandom('submitted work');
const newId = (): string => uuidv7(() => 1_800_000_000_000, random);
const LOT = newId();

/** A gateway that answers each request for a page by its own rule. */
const readFrom = (answer: (asked: number) => z.input<typeof lotAnnotations>) => {
  const asked: string[] = [];
  const client: Pick<GatewayClient, 'ask'> = {
    ask: (schema, { path }) => {
      asked.push(path);
      return Promise.resolve(schema.parse(answer(asked.length)));
    },
  };
  return { asked, read: () => fetchWork(client, LOT) };
};

describe('work that the gateway hands over', () => {
  it('is read page by page to the last one', async () => {
    const indexes = [7, 19];
    const { asked, read } = readFrom((n) => ({ annotations: [], ...(indexes[n - 1] !== undefined && { next: indexes[n - 1] }) }));
    expect(await read()).to.deep.equal([]);
    const base = `/api/lots/${LOT}/annotations?limit=100`;
    expect(asked).to.deep.equal([base, `${base}&after=7`, `${base}&after=19`]);
  });

  it('is given up when its pages never end', async () => {
    const { asked, read } = readFrom((n) => ({ annotations: [], next: n }));
    await expectCode(read, 'gateway-answer-malformed');
    expect(asked.length).to.equal(2400);
  });

  it('is given up at once when a page leads back', async () => {
    const { asked, read } = readFrom((n) => ({ annotations: [], next: 9 - n }));
    await expectCode(read, 'gateway-answer-malformed');
    expect(asked.length).to.equal(2);
  });
});
