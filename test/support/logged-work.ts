import { parseHex } from '../../common/encodings.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import type { LoggedEvent } from './scripted-space.ts';

/** A logged label or report as whoever replays the log counts it. */
export const toWork = <E extends 'annotation-signed' | 'item-reported'>({ id, index, signed, salt = '' }: LoggedEvent<E>) => ({
  id,
  index,
  signed,
  entry: toLogEntry(signed as unknown as SignedEvent, parseHex(salt)),
});
