import type { TestGateway } from '../../support/gateway.ts';
import { drawnLot, drawnSealedLot, endedLot, openedLot, reviewedLot, sealedLot } from './labeling.ts';
import type { MatrixRow } from './row.ts';

/** The item that the labeler holds. */
const held = async (gateway: TestGateway): Promise<string> => {
  const { id } = await openedLot(gateway);
  return String((await gateway.call('POST', `/api/lots/${id}/leases`, { as: gateway.space.labeler })).json['item']);
};
/** The item with the labeler's label. */
const labeled = async (gateway: TestGateway): Promise<string> => (await openedLot(gateway)).items[0]?.id ?? '';
const lotPath = async (gateway: TestGateway, rest = ''): Promise<string> => `/api/lots/${(await openedLot(gateway)).id}${rest}`;

const lotRows: readonly MatrixRow[] = [
  {
    method: 'get',
    route: '/api/lots/:id',
    success: async (gateway) => ({ path: await lotPath(gateway), as: gateway.space.lead }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: await lotPath(gateway), by: gateway.space.witnesses[0]?.actor ?? gateway.space.labeler }),
        status: 403,
        code: 'project-withheld',
      },
    ],
    malformed: ({ space }) => ({ path: '/api/lots/1', as: space.lead }),
  },
  {
    method: 'put',
    route: '/api/lots/:id/items',
    success: async (gateway) => ({
      path: await lotPath(gateway, '/items'),
      by: gateway.space.connector,
      json: { items: (await openedLot(gateway)).delivery },
    }),
    wrongParty: [
      {
        request: async (gateway) => ({
          path: await lotPath(gateway, '/items'),
          by: gateway.space.keeper,
          json: { items: (await openedLot(gateway)).delivery },
        }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({ path: await lotPath(gateway, '/items'), by: gateway.space.connector, json: { items: [{}] } }),
  },
  {
    method: 'put',
    route: '/api/lots/:id/sealed-items',
    success: async (gateway) => {
      const { id, seal } = await sealedLot(gateway);
      return { path: `/api/lots/${id}/sealed-items`, by: gateway.space.connector, json: { items: seal().sealed } };
    },
    wrongParty: [
      {
        request: async (gateway) => {
          const { id, seal } = await sealedLot(gateway);
          return { path: `/api/lots/${id}/sealed-items`, by: gateway.space.keeper, json: { items: seal().sealed } };
        },
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({
      path: `/api/lots/${(await sealedLot(gateway)).id}/sealed-items`,
      by: gateway.space.connector,
      json: { items: [{}] },
    }),
  },
  {
    method: 'put',
    route: '/api/lots/:id/wraps',
    success: async (gateway) => {
      const { id, seal } = await sealedLot(gateway);
      return { path: `/api/lots/${id}/wraps`, by: gateway.space.connector, json: { wraps: [seal().wrapFor(gateway.space.labeler)] } };
    },
    wrongParty: [
      {
        request: async (gateway) => {
          const { id, seal } = await sealedLot(gateway);
          return { path: `/api/lots/${id}/wraps`, by: gateway.space.labeler, json: { wraps: [seal().wrapFor(gateway.space.labeler)] } };
        },
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({
      path: `/api/lots/${(await sealedLot(gateway)).id}/wraps`,
      by: gateway.space.connector,
      json: { wraps: [] },
    }),
  },
  {
    method: 'get',
    route: '/api/lots/:id/key',
    success: async (gateway) => {
      const { id, reviewer } = await reviewedLot(gateway);
      return { path: `/api/lots/${id}/key`, as: reviewer };
    },
    wrongParty: [
      {
        request: async (gateway) => ({ path: `/api/lots/${(await reviewedLot(gateway)).id}/key`, as: gateway.space.labeler }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({ path: '/api/lots/1/key', as: (await reviewedLot(gateway)).reviewer }),
  },
  {
    method: 'get',
    route: '/api/lots/:id/draw',
    success: async (gateway) => {
      const { id, reviewer } = await drawnLot(gateway);
      await gateway.publishPolicy();
      await gateway.witness();
      return { path: `/api/lots/${id}/draw`, as: reviewer };
    },
    wrongParty: [
      {
        request: async (gateway) => ({ path: `/api/lots/${(await drawnLot(gateway)).id}/draw`, as: gateway.space.labeler }),
        status: 403,
        code: 'event-withheld',
      },
    ],
    malformed: async (gateway) => ({ path: '/api/lots/1/draw', as: (await drawnLot(gateway)).reviewer }),
  },
  {
    method: 'get',
    route: '/api/lots/:id/record',
    success: async (gateway) => {
      const { id, reviewer } = await endedLot(gateway);
      await gateway.publishPolicy();
      await gateway.witness();
      return { path: `/api/lots/${id}/record`, as: reviewer };
    },
    wrongParty: [
      {
        request: async (gateway) => ({ path: `/api/lots/${(await endedLot(gateway)).id}/record`, as: gateway.space.labeler }),
        status: 403,
        code: 'event-withheld',
      },
    ],
    malformed: async (gateway) => ({ path: '/api/lots/1/record', as: (await endedLot(gateway)).reviewer }),
  },
  {
    method: 'get',
    route: '/api/lots/:id/sample',
    success: async (gateway) => {
      const { id, reviewer } = await drawnLot(gateway);
      return { path: `/api/lots/${id}/sample`, as: reviewer };
    },
    wrongParty: [
      {
        request: async (gateway) => ({ path: `/api/lots/${(await drawnLot(gateway)).id}/sample`, as: gateway.space.labeler }),
        status: 403,
        code: 'forbidden',
      },
      {
        request: async (gateway) => ({ path: `/api/lots/${(await drawnLot(gateway)).id}/sample`, as: gateway.space.lead }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => {
      const { id, reviewer } = await drawnLot(gateway);
      return { path: `/api/lots/${id}/sample?after=-1`, as: reviewer };
    },
  },
  {
    method: 'put',
    route: '/api/lots/:id/sample/items',
    success: async (gateway) => {
      const { id, sealSample } = await drawnSealedLot(gateway);
      return { path: `/api/lots/${id}/sample/items`, by: gateway.space.connector, json: { items: sealSample().sealed } };
    },
    wrongParty: [
      {
        request: async (gateway) => {
          const { id, sealSample, reviewer } = await drawnSealedLot(gateway);
          return { path: `/api/lots/${id}/sample/items`, by: reviewer, json: { items: sealSample().sealed } };
        },
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({
      path: `/api/lots/${(await drawnSealedLot(gateway)).id}/sample/items`,
      by: gateway.space.connector,
      json: { items: [{}] },
    }),
  },
  {
    method: 'put',
    route: '/api/lots/:id/sample/wraps',
    success: async (gateway) => {
      const { id, sealSample, reviewer } = await drawnSealedLot(gateway);
      return { path: `/api/lots/${id}/sample/wraps`, by: gateway.space.connector, json: { wraps: [sealSample().wrapFor(reviewer)] } };
    },
    wrongParty: [
      {
        request: async (gateway) => {
          const { id, sealSample, reviewer } = await drawnSealedLot(gateway);
          return { path: `/api/lots/${id}/sample/wraps`, by: reviewer, json: { wraps: [sealSample().wrapFor(reviewer)] } };
        },
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({
      path: `/api/lots/${(await drawnSealedLot(gateway)).id}/sample/wraps`,
      by: gateway.space.connector,
      json: { wraps: [] },
    }),
  },
  {
    method: 'get',
    route: '/api/returned',
    success: ({ space }) => ({ path: '/api/returned', as: space.labeler }),
    wrongParty: [
      { request: ({ space }) => ({ path: '/api/returned', as: space.keeper }), status: 403, code: 'forbidden' },
      { request: async (gateway) => ({ path: '/api/returned', as: (await drawnLot(gateway)).reviewer }), status: 403, code: 'forbidden' },
    ],
    malformed: ({ space }) => ({ path: '/api/returned?after=-1', as: space.labeler }),
  },
  {
    method: 'get',
    route: '/api/lots/:id/reworks',
    success: async (gateway) => ({ path: await lotPath(gateway, '/reworks'), by: gateway.space.connector }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: await lotPath(gateway, '/reworks'), as: gateway.space.labeler }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({ path: await lotPath(gateway, '/reworks?after=-1'), by: gateway.space.connector }),
  },
  {
    method: 'get',
    route: '/api/lots/:id/annotations',
    success: async (gateway) => ({ path: await lotPath(gateway, '/annotations'), by: gateway.space.connector }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: await lotPath(gateway, '/annotations'), by: gateway.space.labeler }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({ path: await lotPath(gateway, '/annotations?limit=0'), by: gateway.space.connector }),
  },
  {
    method: 'get',
    route: '/api/lots/:id/mine',
    success: async (gateway) => ({ path: await lotPath(gateway, '/mine'), as: gateway.space.labeler }),
    malformed: async (gateway) => ({ path: await lotPath(gateway, '/mine?after=x'), as: gateway.space.labeler }),
  },
];

const leaseRows: readonly MatrixRow[] = [
  {
    method: 'post',
    route: '/api/lots/:id/leases',
    success: async (gateway) => ({ path: await lotPath(gateway, '/leases'), as: gateway.space.labeler }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: await lotPath(gateway, '/leases'), as: gateway.space.lead }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: ({ space }) => ({ path: '/api/lots/1/leases', as: space.labeler }),
  },
  {
    method: 'post',
    route: '/api/leases/:item/renew',
    success: async (gateway) => ({ path: `/api/leases/${await held(gateway)}/renew`, as: gateway.space.labeler }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: `/api/leases/${await held(gateway)}/renew`, as: gateway.space.keeper }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: ({ space }) => ({ path: '/api/leases/1/renew', as: space.labeler }),
  },
  {
    method: 'delete',
    route: '/api/leases/:item',
    success: async (gateway) => ({ path: `/api/leases/${await held(gateway)}`, as: gateway.space.labeler }),
    status: 204,
    wrongParty: [
      {
        request: async (gateway) => ({ path: `/api/leases/${await held(gateway)}`, by: gateway.space.connector }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: ({ space }) => ({ path: '/api/leases/1', as: space.labeler }),
  },
];

export const workRows: readonly MatrixRow[] = [
  ...lotRows,
  ...leaseRows,
  {
    method: 'get',
    route: '/api/items/:item',
    success: async (gateway) => ({ path: `/api/items/${await labeled(gateway)}`, as: gateway.space.labeler }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: `/api/items/${await labeled(gateway)}`, as: gateway.space.keeper }),
        status: 403,
        code: 'forbidden',
      },
      {
        request: async (gateway) => ({ path: `/api/items/${(await openedLot(gateway)).items[8]?.id}`, as: gateway.space.labeler }),
        status: 403,
        code: 'item-not-own',
      },
    ],
    malformed: ({ space }) => ({ path: '/api/items/1', as: space.labeler }),
  },
  {
    method: 'get',
    route: '/api/work',
    success: ({ space }) => ({ path: '/api/work?limit=1', as: space.labeler }),
    wrongParty: [{ request: ({ space }) => ({ path: '/api/work', as: space.keeper }), status: 403, code: 'forbidden' }],
    malformed: ({ space }) => ({ path: '/api/work?limit=0', as: space.labeler }),
  },
  {
    method: 'get',
    route: '/api/me/statement',
    success: ({ space }) => ({ path: '/api/me/statement', as: space.labeler }),
    wrongParty: [{ request: ({ space }) => ({ path: '/api/me/statement', as: space.keeper }), status: 403, code: 'forbidden' }],
    malformed: ({ space }) => ({ path: '/api/me/statement?after=1', as: space.labeler }),
  },
  {
    method: 'get',
    route: '/api/lots/:id/defects',
    success: async (gateway) => ({ path: await lotPath(gateway, '/defects'), as: gateway.space.keeper }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: await lotPath(gateway, '/defects'), as: gateway.space.labeler }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({ path: await lotPath(gateway, '/defects?after=-1'), as: gateway.space.keeper }),
  },
  {
    method: 'get',
    route: '/api/appeals',
    success: async (gateway) => ({ path: '/api/appeals', as: (await drawnLot(gateway)).reviewer }),
    wrongParty: [{ request: ({ space }) => ({ path: '/api/appeals', as: space.keeper }), status: 403, code: 'forbidden' }],
    malformed: async (gateway) => ({ path: '/api/appeals?after=-1', as: (await drawnLot(gateway)).reviewer }),
  },
  {
    method: 'get',
    route: '/api/team',
    success: ({ space }) => ({ path: '/api/team', as: space.lead }),
    wrongParty: [{ request: ({ space }) => ({ path: '/api/team', as: space.labeler }), status: 403, code: 'forbidden' }],
    malformed: ({ space }) => ({ path: '/api/team?limit=0', as: space.lead }),
  },
];
