import type { TestGateway } from '../../support/gateway.ts';
import { catalogue, createSender } from '../../support/labeling.ts';
import { uploadedRelease } from './labeling.ts';
import type { MatrixRow } from './row.ts';

const releasePath = async (gateway: TestGateway, rest = ''): Promise<string> =>
  `/api/releases/${(await uploadedRelease(gateway)).id}${rest}`;
const withheld = (rest: string) => ({
  request: async (gateway: TestGateway) => ({ path: await releasePath(gateway, rest), as: gateway.space.labeler }),
  status: 403,
  code: 'release-withheld',
});
const files = async (gateway: TestGateway): Promise<object> => {
  const { manifest, data, croissant } = await uploadedRelease(gateway);
  return { manifest, data, croissant };
};

const evidencePath = async (gateway: TestGateway): Promise<string> => {
  const { id, manifest } = await uploadedRelease(gateway);
  return `/api/releases/${id}/items/${manifest.labels[0]?.item ?? ''}/evidence`;
};

export const releaseRows: readonly MatrixRow[] = [
  {
    method: 'get',
    route: '/api/releases',
    success: ({ space }) => ({ path: '/api/releases', as: space.keeper }),
    malformed: ({ space }) => ({ path: '/api/releases?after=1', as: space.keeper }),
  },
  {
    method: 'get',
    route: '/api/releases/:id',
    success: async (gateway) => ({ path: await releasePath(gateway), as: gateway.space.keeper }),
    wrongParty: [withheld('')],
    malformed: ({ space }) => ({ path: '/api/releases/1', as: space.keeper }),
  },
  {
    method: 'get',
    route: '/api/releases/:id/data',
    success: async (gateway) => ({ path: await releasePath(gateway, '/data'), by: gateway.space.connector }),
    wrongParty: [withheld('/data')],
    malformed: ({ space }) => ({ path: '/api/releases/1/data', as: space.keeper }),
  },
  {
    method: 'get',
    route: '/api/releases/:id/croissant',
    success: async (gateway) => ({ path: await releasePath(gateway, '/croissant'), by: gateway.space.connector }),
    wrongParty: [withheld('/croissant')],
    malformed: ({ space }) => ({ path: '/api/releases/1/croissant', as: space.keeper }),
  },
  {
    method: 'put',
    route: '/api/releases/:id/files',
    success: async (gateway) => ({ path: await releasePath(gateway, '/files'), by: gateway.space.connector, json: await files(gateway) }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: await releasePath(gateway, '/files'), by: gateway.space.keeper, json: await files(gateway) }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({
      path: await releasePath(gateway, '/files'),
      by: gateway.space.connector,
      json: { manifest: {}, data: 1 },
    }),
  },
  {
    method: 'get',
    route: '/api/releases/:id/items/:item/evidence',
    success: async (gateway) => {
      const path = await evidencePath(gateway);
      const { table, registered, graded } = (await uploadedRelease(gateway)).lot;
      const { subject, documents } = catalogue(gateway.script, table.dataset, 'g1');
      const refs = [registered.id, graded.id];
      await createSender(gateway).send('dataset-published', gateway.space.keeper, { subject, body: {}, refs }, documents);
      await gateway.publishPolicy();
      await gateway.witness();
      return { path, as: gateway.space.keeper };
    },
    wrongParty: [
      {
        request: async (gateway) => ({ path: await evidencePath(gateway), as: gateway.space.labeler }),
        status: 403,
        code: 'release-withheld',
      },
      {
        request: async (gateway) => ({
          path: await releasePath(gateway, `/items/${(await uploadedRelease(gateway)).id}/evidence`),
          as: gateway.space.keeper,
        }),
        status: 404,
        code: 'item-not-released',
      },
    ],
    malformed: async (gateway) => ({ path: await releasePath(gateway, '/items/1/evidence'), as: gateway.space.keeper }),
  },
];
