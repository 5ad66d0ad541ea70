import type { Lot } from '../space/state.ts';
import type { Quality } from './quality.ts';

/**
 * What figures say of a lot's inspection, by the log.
 * @returns null where its opening agrees none; undefined where one is agreed and has not ended, so that no release counts
 */
export const inspectionFigureOf = ({
  opened,
  inspected,
}: Pick<Lot, 'opened'> & { readonly inspected?: Lot['inspected'] | undefined }): NonNullable<Quality['inspection']> | null | undefined => {
  if (opened.signed.event.body.inspection === undefined) return null;
  if (inspected === undefined) return undefined;
  const { inspected: labels, defects } = inspected.signed.event.body;
  return { event: inspected.id, inspected: labels, defects };
};
