import { nothing } from '../../api/fields.ts';
import type { LogSource } from '../../provenance/log/follower.ts';
import { toTilePath } from '../../provenance/log/tiles.ts';
import type { WitnessedLog } from '../witness/witness.ts';
import type { GatewayClient } from './client.ts';

/** The log as the gateway serves it: for the own copy, and for the witness. */
export interface GatewayLog {
  readonly source: LogSource;
  readonly witnessed: WitnessedLog;
}

export const createGatewayLog = (client: GatewayClient): GatewayLog => {
  const tile = (level: number, index: number, width: number): Promise<Uint8Array> =>
    client.bytes({ path: `/log/${toTilePath(level, index, width)}` });
  const checkpoint = (): Promise<string> => client.text({ path: '/log/checkpoint' });
  return {
    source: {
      checkpoint,
      entryBundle: (index, width) => client.bytes({ path: `/log/${toTilePath('entries', index, width)}` }),
      tile,
    },
    witnessed: {
      newest: () => client.text({ path: '/log/checkpoint/newest' }),
      witnessed: checkpoint,
      tile,
      post: async (size, line) => {
        await client.ask(nothing, { method: 'POST', path: '/log/cosignatures', json: { size, line } });
      },
    },
  };
};
