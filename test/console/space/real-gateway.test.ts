import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { randomBytes } from '../../../common/crypto/random.ts';
import { createClient, type Client } from '../../../console/src/space/client.ts';
import { createPerson } from '../../../console/src/space/person.ts';
import { createMachine, type Machine } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import type { Actor } from '../../support/scripted-space.ts';
import { createSpace, keyHexOf, type Space } from '../../support/space.ts';
import { until } from '../../support/until.ts';
import { toHex } from '../../../common/encodings.ts';

/** A person at her device, over real HTTP, against the real gateway, with real witnesses and a real connector. */
const openReal = async ({ gateway, script }: Space, actor: Actor, root: Actor, machine: Machine = createMachine()) => {
  const clock = Date.now;
  const client: Client = createClient({
    fetch: (url, request) => fetch(url, request),
    base: gateway.url,
    ...machine,
    clock,
    random: randomBytes,
    wait: async (milliseconds, signal) => {
      await pause(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    },
    space: script.space,
    org: actor.org,
    signer: { key: actor.key, clock, random: randomBytes },
  });
  await client.anchor.confirmRoot(keyHexOf(root));
  const { key: signing, opening } = actor;
  const person = createPerson(client, { signing, opening, key: keyHexOf(actor), openingKey: toHex(opening.publicKey) });
  return { client, ...person };
};

describe('a client of the real gateway', function realGateway() {
  this.timeout(120_000);
  let space: Space;
  before(async () => {
    space = await createSpace();
    await space.startAll();
  });
  after(() => space.close());

  it('asks the own connector and proves what it asked', async () => {
    const { keeper } = space.gateway.space;
    const person = await openReal(space, keeper, space.roots.owner);
    const ledger = await until('a witnessed checkpoint with the connector', async () => {
      const read = await person.client.follow();
      return read.state.certificates.size >= 12 && read;
    });
    expect(ledger.health).to.equal('verified');
    expect(person.certificate()?.roles).to.deep.equal(['data-owner']);
    const answer = await person.owner.sources();
    expect(answer.ok).to.equal(true);
    await until('the proof', async () => {
      await person.client.follow();
      await person.outbox.step();
      return (await person.outbox.recent()).length === 1;
    });
    expect((await person.outbox.facts()).records).to.deep.equal([]);
    expect(await person.client.alarms.list()).to.deep.equal([]);
  });

  it('goes on with its chain on another device', async () => {
    const { keeper } = space.gateway.space;
    const person = await openReal(space, keeper, space.roots.owner);
    await person.client.follow();
    expect((await person.owner.profile({ source: 'no such file.tsv' })).ok).to.equal(false);
    const signed = (await person.outbox.facts()).records.flatMap(({ outgoing }) => outgoing?.signed.event ?? []);
    const types = signed.toSorted((a, b) => a.seq - b.seq).map(({ type }) => type);
    expect(types).to.deep.equal(['chain-resumed', 'command-issued']);
  });

  it('is refused by name what it may not do', async () => {
    const { labeler } = space.gateway.space;
    const person = await openReal(space, labeler, space.roots.firm);
    await person.client.follow();
    await expectCode(() => person.administrator.revoke(keyHexOf(space.gateway.space.lead), 'left'), 'issuer-not-delegated');
  });

  it('trusts nothing before the key letter', async () => {
    const { keeper } = space.gateway.space;
    const { client } = await openReal(space, keeper, space.roots.owner, createMachine());
    await expectCode(() => client.anchor.confirmRoot(keyHexOf(space.roots.firm)), 'root-differs');
  });
});
