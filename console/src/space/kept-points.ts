import type { KeptPoint } from '../../../provenance/log/kept-points.ts';
import type { PointStore } from '../../../provenance/space/time-keeping.ts';
import type { KeyValueStore } from './ports.ts';

/** Digits of the largest size: keys sort as sizes do. */
const DIGITS = 16;

/** The checkpoints of one log that this device keeps, in whichever tab: no tab drops one that bounds an event more closely than what it leaves. */
export const createPointStore = (store: KeyValueStore, place: string): PointStore => {
  const keyOf = (size: number): string => `${place}/${String(size).padStart(DIGITS, '0')}`;
  return {
    list: async () => (await store.list(`${place}/`)).map(([, value]) => value as KeptPoint),
    write: async ({ kept, dropped }) => {
      await store.write([{ key: keyOf(kept.size), value: kept }, ...dropped.map((size) => ({ key: keyOf(size), value: undefined }))]);
    },
  };
};
