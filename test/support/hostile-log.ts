import { parseEntryBundle, TILE_WIDTH, toTilePath } from '../../provenance/log/tiles.ts';

/** Reads what the gateway's log holds, as the operator can at any time. */
export const readEntries = async (gateway: string, send: typeof fetch): Promise<Uint8Array[]> => {
  const get = async (path: string): Promise<Response> => {
    const answer = await send(`${gateway}/log/${path}`);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const size = Number((await (await get('checkpoint/newest')).text()).split('\n')[1]);
  const entries: Uint8Array[] = [];
  while (entries.length < size) {
    const width = Math.min(TILE_WIDTH, size - entries.length);
    const bundle = await get(toTilePath('entries', entries.length / TILE_WIDTH, width));
    entries.push(...parseEntryBundle(new Uint8Array(await bundle.arrayBuffer())));
  }
  return entries;
};
