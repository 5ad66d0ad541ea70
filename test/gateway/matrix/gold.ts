import { contestedLot, scoredLot } from './labeling.ts';
import type { MatrixRow } from './row.ts';

export const goldRows: readonly MatrixRow[] = [
  {
    method: 'put',
    route: '/api/lots/:id/figures',
    success: async (gateway) => {
      const { id, figures } = await scoredLot(gateway);
      return { path: `/api/lots/${id}/figures`, by: gateway.space.connector, json: { figures } };
    },
    wrongParty: [
      {
        request: async (gateway) => {
          const { id, figures } = await scoredLot(gateway);
          return { path: `/api/lots/${id}/figures`, by: gateway.space.labeler, json: { figures } };
        },
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({
      path: `/api/lots/${(await scoredLot(gateway)).id}/figures`,
      by: gateway.space.connector,
      json: { figures: [] },
    }),
  },
  {
    method: 'get',
    route: '/api/me/figures',
    success: (gateway) => ({ path: '/api/me/figures', as: gateway.space.labeler }),
    wrongParty: [{ request: (gateway) => ({ path: '/api/me/figures', as: gateway.space.keeper }), status: 403, code: 'forbidden' }],
    malformed: (gateway) => ({ path: '/api/me/figures?after=1', as: gateway.space.labeler }),
  },
  {
    method: 'get',
    route: '/api/lots/:id/contests',
    success: async (gateway) => ({ path: `/api/lots/${(await contestedLot(gateway)).id}/contests`, by: gateway.space.connector }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: `/api/lots/${(await contestedLot(gateway)).id}/contests`, by: gateway.space.labeler }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: (gateway) => ({ path: '/api/lots/1/contests', by: gateway.space.connector }),
  },
  {
    method: 'put',
    route: '/api/contests/:id/boxes',
    success: async (gateway) => {
      const { contested, boxes } = await contestedLot(gateway);
      return { path: `/api/contests/${contested}/boxes`, by: gateway.space.connector, json: { boxes } };
    },
    wrongParty: [
      {
        request: async (gateway) => {
          const { contested, boxes, reviewer } = await contestedLot(gateway);
          return { path: `/api/contests/${contested}/boxes`, by: reviewer, json: { boxes } };
        },
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: async (gateway) => ({
      path: `/api/contests/${(await contestedLot(gateway)).contested}/boxes`,
      by: gateway.space.connector,
      json: { boxes: [] },
    }),
  },
  {
    method: 'get',
    route: '/api/contests',
    success: async (gateway) => ({ path: '/api/contests', as: (await contestedLot(gateway)).reviewer }),
    wrongParty: [{ request: (gateway) => ({ path: '/api/contests', as: gateway.space.labeler }), status: 403, code: 'forbidden' }],
    malformed: async (gateway) => ({ path: '/api/contests?after=1', as: (await contestedLot(gateway)).reviewer }),
  },
];
