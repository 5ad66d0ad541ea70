import { createByteSearch } from '../../demo/claims/byte-search.ts';
import type { Needle } from './needles.ts';
import { unpacked } from './unpacked.ts';

export interface Found {
  readonly canary: string;
  readonly form: string;
  /** Name of what was searched, and what was unpacked on the way. */
  readonly where: string;
}

/** Which needles stand in the bytes, or in anything in them that unzips; each once a place. */
export type NeedleSearch = (where: string, bytes: Buffer) => readonly Found[];

export const createNeedleSearch = (needles: readonly Needle[]): NeedleSearch => {
  const search = createByteSearch(needles);
  return (where, bytes) =>
    [{ how: where, bytes }, ...unpacked(where, bytes)].flatMap((part) =>
      [...search(part.bytes)].map(({ canary, form }) => ({ canary, form, where: part.how })),
    );
};
