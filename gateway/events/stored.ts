import { parseHex } from '../../common/encodings.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { isOfType, type EventType, type SignedEvent } from '../../provenance/event/event.ts';
import { leafHash } from '../../provenance/log/merkle.ts';
import type { Label } from '../../provenance/space/item-claims.ts';
import type { Logged } from '../../provenance/space/state.ts';

export interface StoredEvent {
  readonly id: string;
  readonly index: number;
  readonly signed: SignedEvent;
  /** Of a private event, hex. */
  readonly salt?: string;
}

/** Its bytes in the log. */
export const entryOf = ({ signed, salt }: Pick<StoredEvent, 'signed' | 'salt'>): Uint8Array =>
  toLogEntry(signed, salt === undefined ? undefined : parseHex(salt));

export const leafOf = (stored: Pick<StoredEvent, 'signed' | 'salt'>): Uint8Array => leafHash(entryOf(stored));

/** A private event as it goes to those entitled. */
export const toRelayed = ({ id, signed, salt, index }: StoredEvent) => {
  if (salt === undefined) throw new Error(`private event ${id} without its salt`);
  return { event: id, signed, salt, index };
};

/** Those that are of this type. */
export const toLogged = <Type extends EventType>(stored: readonly StoredEvent[], type: Type): readonly Logged<Type>[] =>
  stored.flatMap(({ id, index, signed }) => (isOfType(signed, type) ? [{ id, index, signed }] : []));

/** Undefined where it is no label. */
export const toLabel = (stored: StoredEvent): Label | undefined => {
  const { id, index, signed } = stored;
  return isOfType(signed, 'annotation-signed') ? { id, index, signed, entry: entryOf(stored) } : undefined;
};
