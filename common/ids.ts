import { v7, validate } from 'uuid';
import type { Clock } from './clock.ts';

/** A UUIDv7 (RFC 9562, 5.7): 48 bits of `clock`, the rest of `random` (16 bytes). Ids of one millisecond have no order. */
export const uuidv7 = (clock: Clock, random: (length: number) => Uint8Array): string => v7({ msecs: clock(), random: random(16) });

/** Is this a UUID in its one canonical spelling, lower case with hyphens (RFC 9562, 4)? */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && validate(value) && value === value.toLowerCase();
