import { openedLot } from './labeling.ts';
import type { MatrixRow } from './row.ts';

export const dataRows: readonly MatrixRow[] = [
  {
    method: 'get',
    route: '/api/datasets',
    success: ({ space }) => ({ path: '/api/datasets?limit=1', as: space.labeler }),
    malformed: ({ space }) => ({ path: '/api/datasets?limit=101', as: space.labeler }),
  },
  {
    method: 'get',
    route: '/api/datasets/:id',
    success: async (gateway) => ({ path: `/api/datasets/${(await openedLot(gateway)).table.dataset}`, as: gateway.space.keeper }),
    wrongParty: [
      {
        request: async (gateway) => ({ path: `/api/datasets/${(await openedLot(gateway)).table.dataset}`, as: gateway.space.labeler }),
        status: 404,
        code: 'dataset-unknown',
      },
    ],
    malformed: ({ space }) => ({ path: '/api/datasets/1', as: space.keeper }),
  },
  {
    method: 'get',
    route: '/api/projects',
    success: ({ space }) => ({ path: '/api/projects', by: space.connector }),
    malformed: ({ space }) => ({ path: '/api/projects?after=1', by: space.connector }),
  },
  {
    method: 'get',
    route: '/api/projects/:id',
    success: async (gateway) => ({ path: `/api/projects/${(await openedLot(gateway)).project}`, as: gateway.space.labeler }),
    wrongParty: [
      {
        request: async (gateway) => ({
          path: `/api/projects/${(await openedLot(gateway)).project}`,
          by: gateway.space.witnesses[0]?.actor ?? gateway.space.labeler,
        }),
        status: 403,
        code: 'project-withheld',
      },
    ],
    malformed: ({ space }) => ({ path: '/api/projects/1', as: space.keeper }),
  },
];
