import type { LogSource } from '../../../provenance/log/follower.ts';
import { toTilePath } from '../../../provenance/log/tiles.ts';
import type { Http } from './http.ts';

/** The log as the gateway serves it; nothing of it is believed. */
export const createLogSource = (http: Http): LogSource => ({
  checkpoint: () => http.text('/log/checkpoint'),
  entryBundle: (index, width) => http.bytes(`/log/${toTilePath('entries', index, width)}`),
  tile: (level, index, width) => http.bytes(`/log/${toTilePath(level, index, width)}`),
});
