import { signCosignature } from '../../../provenance/log/cosignature.ts';
import { parseNote } from '../../../provenance/log/note.ts';
import { toTilePath } from '../../../provenance/log/tiles.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { keyOf } from '../../support/log.ts';
import type { MatrixRow } from './row.ts';

const publishedSize = async ({ log, foundation }: TestGateway): Promise<{ note: string; size: number }> => {
  await log.publish();
  const note = await foundation.reader.newest();
  return { note, size: Number(note.split('\n')[1]) };
};

export const logRows: readonly MatrixRow[] = [
  {
    method: 'get',
    route: '/log/checkpoint',
    success: ({ space }) => ({ path: '/log/checkpoint', by: space.connector }),
    malformed: 'nothing',
  },
  {
    method: 'get',
    route: '/log/checkpoint/newest',
    success: ({ space }) => ({ path: '/log/checkpoint/newest', as: space.labeler }),
    malformed: 'nothing',
  },
  {
    method: 'get',
    route: '/log/checkpoint/:size',
    success: async (gateway) => ({ path: `/log/checkpoint/${(await publishedSize(gateway)).size}`, by: gateway.space.connector }),
    malformed: ({ space }) => ({ path: '/log/checkpoint/007', by: space.connector }),
  },
  {
    method: 'get',
    route: '/log/tile/*path',
    success: async (gateway) => ({
      path: `/log/${toTilePath(0, 0, (await publishedSize(gateway)).size)}`,
      by: gateway.space.connector,
    }),
    malformed: ({ space }) => ({ path: `/log/tile/${'x'.repeat(65)}`, by: space.connector }),
  },
  {
    method: 'post',
    route: '/log/cosignatures',
    success: async (gateway) => {
      await gateway.publishPolicy();
      const { note, size } = await publishedSize(gateway);
      const line = signCosignature(parseNote(note), 'city.example/witness', keyOf('witness city'), Math.floor(Date.now() / 1000));
      return { path: '/log/cosignatures', by: gateway.space.witnesses[0]?.actor ?? gateway.space.connector, json: { size, line } };
    },
    wrongParty: [
      {
        request: ({ space }) => ({ path: '/log/cosignatures', by: space.labeler, json: { size: 1, line: 'x'.repeat(20) } }),
        status: 403,
        code: 'forbidden',
      },
    ],
    malformed: ({ space }) => ({ path: '/log/cosignatures', by: space.connector, json: { size: -1, line: '', more: true } }),
  },
];
