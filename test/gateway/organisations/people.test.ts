import { expect } from 'chai';
import type { z } from 'zod';
import { connectorListing, people } from '../../../api/people.ts';
import { createParts } from '../../../gateway/parts.ts';
import { accountOf, openAccount } from '../../support/accounts.ts';
import { believePersons, hexOf, startTestGateway, type TestGateway } from '../../support/gateway.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';
import { readVector } from '../../support/vectors.ts';

type Page = z.infer<typeof people>;

describe('the directory of people and machines', () => {
  let gateway: TestGateway;
  const named: Actor[] = [];
  before(async () => {
    gateway = await startTestGateway({
      createParts: async (foundation) => {
        const { personOf } = await believePersons(foundation);
        return { ...(await createParts(foundation)), personOf };
      },
    });
    for (let i = 0; i < 5; i++) named.push(await certify(gateway.space.roots.owner, `person.${i}`));
  });
  after(() => gateway.close());

  const log = async (): Promise<void> => void (await gateway.submit(gateway.script.events.at(-1) as LoggedEvent));
  const certify = async (root: Actor, login: string, name?: string): Promise<Actor> => {
    const actor = gateway.script.certify(root, ['data-owner']);
    await log();
    await openAccount(gateway, login, actor, gateway.space.administrator, name);
    return actor;
  };
  /** All pages of a listing and the number of requests that they took. */
  const readAll = async (path: string): Promise<{ readonly pages: readonly Page[]; readonly keys: readonly string[] }> => {
    const pages: Page[] = [];
    for (let after = ''; ;) {
      const { status, json, text } = await gateway.call('GET', `${path}${after}`, { as: gateway.space.operator });
      expect(status, text).to.equal(200);
      const page = people.parse(json);
      pages.push(page);
      if (page.next === undefined) return { pages, keys: pages.flatMap((one) => one.people.map(({ key }) => key)) };
      after = `&after=${page.next}`;
    }
  };

  it('comes in pages that hold everybody once, however short they are', async () => {
    const all = await readAll('/api/people?limit=100');
    expect(all.pages.length).to.equal(1);
    expect(all.keys).to.have.members(named.map(hexOf));
    for (const limit of [1, 2, 3]) {
      const { pages, keys } = await readAll(`/api/people?limit=${limit}`);
      expect(keys).to.deep.equal(all.keys);
      expect(pages.every((page) => page.people.length <= limit)).to.equal(true);
      expect(pages.length).to.be.greaterThan(named.length / limit);
    }
  });

  it('keeps to one organisation on every page', async () => {
    const { owner, firm } = gateway.space.roots;
    expect((await readAll(`/api/people?org=${owner.org}&limit=2`)).keys).to.have.members(named.map(hexOf));
    expect((await readAll(`/api/people?org=${firm.org}&limit=2`)).keys).to.deep.equal([]);
  });

  it('refuses a page that is longer than the longest, and a cursor that is none', async () => {
    for (const query of ['limit=101', 'limit=0', 'limit=-1', 'limit=1e9', 'after=1', `after=${'ab'.repeat(32)}`]) {
      const { status, json } = await gateway.call('GET', `/api/people?${query}`, { as: gateway.space.operator });
      expect([query, status, json['code']]).to.deep.equal([query, 400, 'request-malformed']);
    }
  });

  it('names people as they are written, characters beyond the BMP whole', async () => {
    const names = readVector('cases/49-rare-surnames.csv').toString('utf8').trimEnd().split('\n').slice(1);
    const written = names.map((line) => line.split(',')[0] ?? '');
    for (const [at, name] of written.entries()) await certify(gateway.space.roots.owner, `rare.${at}`, name);
    const { pages } = await readAll('/api/people?limit=2');
    const shown = pages.flatMap((page) => page.people.map(({ name }) => name));
    expect(shown).to.include.members(written);
    expect(shown.every((name) => name.isWellFormed())).to.equal(true);
  });

  it('leaves out whoever is revoked', async () => {
    const leaver = await certify(gateway.space.roots.owner, 'leaver');
    expect((await readAll('/api/people?limit=2')).keys).to.include(hexOf(leaver));
    gateway.script.revoke(gateway.space.roots.owner, leaver);
    await log();
    expect((await readAll('/api/people?limit=2')).keys).not.to.include(hexOf(leaver));
  });

  it('takes no name for a key from another organisation, which may have written its account first', async () => {
    const { script, space } = gateway;
    const actor = script.newActor(space.roots.owner.org);
    const json = accountOf(actor, 'misnamed', 'ab'.repeat(32));
    expect((await gateway.call('PUT', '/api/accounts/misnamed', { by: space.operator, json })).status).to.equal(200);
    script.certify(space.roots.owner, ['data-owner'], actor);
    await log();
    expect((await readAll('/api/people?limit=2')).keys).not.to.include(hexOf(actor));
    await openAccount(gateway, 'right.name', actor, space.administrator, '李静');
    const { pages } = await readAll('/api/people?limit=2');
    const shown = pages.flatMap((page) => page.people).filter(({ key }) => key === hexOf(actor));
    expect(shown.map(({ name }) => name)).to.deep.equal(['李静']);
  });

  it('comes in pages of machines too', async () => {
    const certificates: string[] = [];
    for (let after = ''; ;) {
      const { json } = await gateway.call('GET', `/api/connectors?limit=4${after}`, { as: gateway.space.operator });
      const { connectors, next } = connectorListing.parse(json);
      expect(connectors.length).to.be.within(1, 4);
      certificates.push(...connectors.map(({ certificate }) => certificate));
      if (next === undefined) break;
      after = `&after=${next}`;
    }
    const { connector, witnesses } = gateway.space;
    const expected = [connector, ...witnesses.map(({ actor }) => actor)].map(({ certificate }) => certificate);
    expect(certificates).to.include.members(expected);
    expect(certificates).to.deep.equal([...new Set(certificates)].toSorted());
  });
});
