import { nothing } from '../../api/fields.ts';
import { DomainError } from '../../common/errors.ts';
import type { LogSource } from '../../provenance/log/follower.ts';
import type { OlderSource } from '../../provenance/log/older.ts';
import { toTilePath } from '../../provenance/log/tiles.ts';
import type { WitnessedLog } from '../witness/witness.ts';
import { statusOf, type GatewayClient } from './client.ts';

/** The log as the gateway serves it: for the own copy, and for the witness. */
export interface GatewayLog {
  readonly source: LogSource & OlderSource;
  readonly witnessed: WitnessedLog;
}

export const createGatewayLog = (client: GatewayClient): GatewayLog => {
  const tile = (level: number, index: number, width: number): Promise<Uint8Array> =>
    client.bytes({ path: `/log/${toTilePath(level, index, width)}` });
  const checkpoint = (): Promise<string> => client.text({ path: '/log/checkpoint' });
  const checkpointOf = async (size: number): Promise<string | undefined> => {
    try {
      return await client.text({ path: `/log/checkpoint/${size}` });
    } catch (error) {
      if (error instanceof DomainError && statusOf(error) === 404) return undefined;
      throw error;
    }
  };
  return {
    source: {
      checkpoint,
      checkpointOf,
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
