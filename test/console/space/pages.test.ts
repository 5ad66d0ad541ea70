import { expect } from 'chai';
import { people } from '../../../api/people.ts';
import { createHttp, type Http } from '../../../console/src/space/http.ts';
import { readPages } from '../../../console/src/space/pages.ts';
import { uuidv7 } from '../../../common/ids.ts';
import { expectCode } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';

const random = seededRandom('pages');
const newId = (): string => uuidv7(() => 1_800_000_000_000, random);
const person = (n: number) => ({ key: n.toString(16).padStart(64, '0'), name: `${n}`, person: newId(), org: newId(), roles: [] });

/** A gateway that answers each request for a page by its own rule. */
const readFrom = (answer: (after: string | undefined, asked: number) => object) => {
  const asked: string[] = [];
  const http: Http = createHttp({
    base: '',
    fetch: (url) => {
      asked.push(url);
      const after = new URL(url, 'http://gateway').searchParams.get('after') ?? undefined;
      const body = new TextEncoder().encode(JSON.stringify(answer(after, asked.length)));
      return Promise.resolve({
        ok: true,
        status: 200,
        headers: { get: () => null },
        arrayBuffer: () => Promise.resolve(body.slice().buffer),
      } as never);
    },
  });
  return { asked, read: () => readPages(http, people, '/api/people?org=x', (page) => page.people) };
};

describe('pages of a listing', () => {
  it('are read to the last one, each behind the one before', async () => {
    const ids = [newId(), newId()];
    const { asked, read } = readFrom((after) => {
      const place = after === undefined ? 0 : ids.indexOf(after) + 1;
      const next = ids[place];
      return { people: [person(place)], ...(next !== undefined && { next }) };
    });
    expect((await read()).map(({ name }) => name)).to.deep.equal(['0', '1', '2']);
    expect(asked).to.deep.equal(['/api/people?org=x', `/api/people?org=x&after=${ids[0]}`, `/api/people?org=x&after=${ids[1]}`]);
  });

  it('that never end are given up, and none of them is shown', async () => {
    const { asked, read } = readFrom((_, n) => ({ people: [person(n)], next: newId() }));
    await expectCode(read, 'gateway-answer-malformed');
    expect(asked.length).to.equal(200);
  });

  it('that lead back to themselves are given up at once', async () => {
    const id = newId();
    const { asked, read } = readFrom((_, n) => ({ people: [person(n)], next: id }));
    await expectCode(read, 'gateway-answer-malformed');
    expect(asked.length).to.equal(2);
  });

  it('that are empty and go on all the same are given up', async () => {
    const { asked, read } = readFrom(() => ({ people: [], next: newId() }));
    await expectCode(read, 'gateway-answer-malformed');
    expect(asked.length).to.equal(200);
  });

  it('that hold more than a page are refused', async () => {
    const { read } = readFrom(() => ({ people: Array.from({ length: 101 }, (_, n) => person(n)) }));
    await expectCode(read, 'gateway-answer-malformed');
  });
});
