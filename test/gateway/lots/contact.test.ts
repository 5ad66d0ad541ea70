import { expect } from 'chai';
import { createContacts } from '../../../gateway/lots/contact.ts';
import type { Lot, SpaceState } from '../../../provenance/space/state.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { openLot, startLabelingGateway, type OpenLot } from '../../support/labeling.ts';
import type { Actor } from '../../support/scripted-space.ts';

const certificate = (key: string, connector: string, more: object = {}) =>
  [key, { key, org: 'owner', subject: { kind: 'process', id: connector }, ...more }] as const;
const STATE = {
  certificates: new Map([
    certificate('old', 'c1', { revokedAt: 7 }),
    certificate('new', 'c1'),
    certificate('sibling', 'c2'),
    certificate('silent', 'c3'),
  ]),
} as unknown as SpaceState;
const lot = (id: string, key: string): Lot => ({ id, opened: { signed: { event: { actor: { key } } } } }) as unknown as Lot;

describe('when the owner of a lot was last heard of', () => {
  const NOW = 1_000_000;
  const contacts = (beats: Readonly<Record<string, number>>) =>
    createContacts({
      directory: { state: () => STATE } as unknown as Parameters<typeof createContacts>[0]['directory'],
      connectors: {
        seen: async (keys) => keys.filter((key) => key in beats).map((key) => ({ key, seenAt: beats[key] ?? 0, version: '1', size: 1 })),
      },
      clock: () => NOW,
    })([lot('l1', 'old'), lot('l2', 'silent')]);

  it('is the newest heartbeat of the connector that opened the lot, under a certificate that counts', async () => {
    const found = await contacts({ old: NOW - 1, sibling: NOW, new: NOW - 40_000 });
    expect([...found]).to.deep.equal([['l1', { seen: NOW - 40_000, age: 40_000 }]]);
  });

  it('is unknown before the first heartbeat, and never lies ahead', async () => {
    expect([...(await contacts({ old: NOW }))]).to.deep.equal([]);
    expect((await contacts({ new: NOW + 5 })).get('l1')?.age).to.equal(0);
  });

  describe('at the gateway', () => {
    let gateway: TestGateway;
    let opened: OpenLot;
    before(async () => {
      gateway = await startLabelingGateway();
      opened = await openLot(gateway, { labelers: [gateway.space.labeler] });
    });
    after(() => gateway.close());

    const shown = async (as: Actor) => (await gateway.call('GET', `/api/lots/${opened.id}`, { as })).json['contact'];
    const listed = async (as: Actor) => {
      const { json } = await gateway.call('GET', '/api/work', { as });
      return (json['lots'] as readonly { readonly id: string; readonly contact?: object }[]).find(({ id }) => id === opened.id)?.contact;
    };

    it('is told to those who may read the lot, and to its labelers', async () => {
      const { labeler, keeper, connector, lead } = gateway.space;
      for (const answer of [await shown(keeper), await shown(labeler), await listed(labeler)]) expect(answer).to.equal(undefined);
      await gateway.call('POST', '/api/connector/heartbeat', { by: connector, json: { version: '0.1.0', size: 4 } });
      for (const answer of [await shown(keeper), await shown(labeler), await listed(labeler)] as readonly { age?: unknown }[])
        expect(answer?.age).to.be.within(0, 5000);
      expect((await gateway.call('GET', `/api/lots/${opened.id}`)).status).to.equal(401);
      expect((await gateway.call('GET', '/api/work', { as: lead })).status).to.equal(403);
    });
  });
});
