import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { connectorListing } from '../../api/people.ts';
import { createSpace, type Space } from '../support/space.ts';
import { until } from '../support/until.ts';

describe('members’ processes', () => {
  let space: Space;
  before(async () => {
    space = await createSpace();
    await space.startAll();
  });
  after(() => space.close());

  it('enrol, wait with a sentence for each thing, and come online once three of four witness', () => {
    for (const { said } of space.members) expect(said.at(-1)).to.equal('online');
    expect(space.city.said[0]).to.match(/^waiting for the administrator of the own organisation/);
  });

  it('are heard every five seconds, with the size that they have verified', async () => {
    const { gateway } = space;
    await until('heartbeats', async () => {
      const { json } = await gateway.call('GET', '/api/connectors', { as: gateway.space.operator });
      const seen = connectorListing.parse(json).connectors.filter(({ version }) => version === 'test');
      return seen.length === 4 && seen.every(({ size }) => (size ?? 0) > 0);
    });
  });

  it('answer a person of the own organisation, sealed to her', async () => {
    const { keeper } = space.gateway.space;
    fs.writeFileSync(path.join(space.city.folder, 'source/clauses.tsv'), 'id\ttext\n1\t甲\n');
    expect(await space.ask(keeper, 'list-sources', {})).to.deep.equal({
      ok: true,
      value: { sources: [{ source: 'clauses.tsv', bytes: 14 }] },
    });
    const answer = await space.ask(keeper, 'profile-source', { source: 'clauses.tsv' });
    expect(answer).to.deep.nested.include({ ok: true, 'value.profile.rows': 1 });
    expect(await space.ask(keeper, 'profile-source', { source: 'gone.tsv' })).to.deep.equal({
      ok: false,
      code: 'source-unknown',
      details: { source: 'gone.tsv' },
    });
  });
});
