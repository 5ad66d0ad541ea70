import type { ReturnedWork } from '../../data/work.ts';

/** Where a label that came back is reworked: on the bench of its lot, in front. */
export const toReturned = ({ lot, item }: Pick<ReturnedWork, 'lot' | 'item'>) => ({ path: `/work/${lot}`, query: { item } });
