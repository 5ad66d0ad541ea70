import { parseHex } from '../../common/encodings.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { isOfType, type EventType } from '../../provenance/event/event.ts';
import type { Label } from '../../provenance/space/accounting.ts';
import type { Logged } from '../../provenance/space/state.ts';
import type { StoredEvent } from '../events/store.ts';

const entryOf = ({ signed, salt }: StoredEvent): Uint8Array => toLogEntry(signed, salt === undefined ? undefined : parseHex(salt));

/** Those that are of this type. */
export const toLogged = <Type extends EventType>(stored: readonly StoredEvent[], type: Type): readonly Logged<Type>[] =>
  stored.flatMap(({ id, index, signed }) => (isOfType(signed, type) ? [{ id, index, signed }] : []));

export const toLabel = (stored: StoredEvent): Label | undefined => {
  const { id, index, signed } = stored;
  return isOfType(signed, 'annotation-signed') ? { id, index, signed, entry: entryOf(stored) } : undefined;
};
