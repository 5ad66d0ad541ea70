import { toTilePath, TILE_WIDTH } from '../../provenance/log/tiles.ts';

export interface TilePlace {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

const PATH = /^(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,4}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/;

/** An untrusted path below `tile/` (C2SP tlog-tiles) in its one spelling; undefined for any other. */
export const parseTilePath = (path: string): TilePlace | undefined => {
  const [, first = '', groups = '', partial] = PATH.exec(path) ?? [];
  const place: TilePlace = {
    level: first === 'entries' ? first : Number(first),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: partial === undefined ? TILE_WIDTH : Number(partial),
  };
  const isPartialWidth = place.width > 0 && place.width < TILE_WIDTH;
  if (partial !== undefined && !isPartialWidth) return undefined;
  return toTilePath(place.level, place.index, place.width) === `tile/${path}` ? place : undefined;
};
