import type { Lot } from '../space/state.ts';
import type { Quality } from './quality.ts';

/** What of a lot figures are told by. */
export interface FiguredLot {
  readonly opened: Lot['opened'];
  readonly inspected?: Lot['inspected'] | undefined;
  readonly answered?: Lot['answered'] | undefined;
}

/**
 * What figures say of a lot's inspection, by the log. Of one that its owner accepted because the firm had not inspected it in its time they say
 * that nothing was inspected, by that acceptance.
 * @returns null where its opening agrees none; undefined where one is agreed and has not ended, so that no release counts
 */
export const inspectionFigureOf = ({ opened, inspected, answered }: FiguredLot): NonNullable<Quality['inspection']> | null | undefined => {
  if (opened.signed.event.body.inspection === undefined) return null;
  if (inspected === undefined)
    return answered?.signed.event.type === 'lot-accepted' ? { event: answered.id, inspected: 0, defects: 0 } : undefined;
  const { inspected: labels, defects } = inspected.signed.event.body;
  return { event: inspected.id, inspected: labels, defects };
};
