import type { EventOf } from '../event/event.ts';
import type { DrawSide, Logged, Lot } from './state.ts';

export type InspectionTerms = NonNullable<EventOf<'lot-opened'>['body']['inspection']>;

const SIDES: readonly DrawSide[] = ['owner', 'inspector'];

/** Sides of an inspected lot that have not committed to their part of the draw; nobody where a lot is not inspected. */
export const uncommittedSides = ({ opened, draw }: Pick<Lot, 'opened' | 'draw'>): readonly DrawSide[] =>
  opened.signed.event.body.inspection === undefined ? [] : SIDES.filter((side) => draw[side] === undefined);

/**
 * What a reveal cites, and nothing else: the closing, and the commitment that counts of each side. So whoever reveals says which commitments the
 * log held first, and an excerpt of the log cannot show another one in the place of the first.
 */
export const revealRefs = ({ draw }: Pick<Lot, 'draw'>, { id }: Logged<'lot-closed'>): readonly string[] => [
  id,
  ...SIDES.flatMap((side) => draw[side]?.committed.id ?? []),
];

const HOUR = 3_600_000;

/** Until when both sides reveal what they committed to; milliseconds. */
export const revealsDue = ({ hours }: InspectionTerms, { signed }: Logged<'lot-closed'>): number => signed.event.time + hours * HOUR;
