import type { EventOf } from '../event/event.ts';
import type { Logged } from './state.ts';

export type InspectionTerms = NonNullable<EventOf<'lot-opened'>['body']['inspection']>;

const HOUR = 3_600_000;

/** Until when both sides reveal what they committed to; milliseconds. */
export const revealsDue = ({ hours }: InspectionTerms, { signed }: Logged<'lot-closed'>): number => signed.event.time + hours * HOUR;
