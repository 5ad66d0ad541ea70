import { DomainError } from '../../../common/errors.ts';
import type { LogSource } from '../../../provenance/log/follower.ts';
import type { OlderSource } from '../../../provenance/log/older.ts';
import { toTilePath } from '../../../provenance/log/tiles.ts';
import { statusOf, type Http } from './http.ts';

/** The log as the gateway serves it; nothing of it is believed. */
export const createLogSource = (http: Http): LogSource & OlderSource => ({
  checkpoint: () => http.text('/log/checkpoint'),
  checkpointOf: async (size) => {
    try {
      return await http.text(`/log/checkpoint/${size}`);
    } catch (error) {
      if (error instanceof DomainError && statusOf(error) === 404) return undefined;
      throw error;
    }
  },
  entryBundle: (index, width) => http.bytes(`/log/${toTilePath('entries', index, width)}`),
  tile: (level, index, width) => http.bytes(`/log/${toTilePath(level, index, width)}`),
});
