import type { z } from 'zod';
import type { relayedEvent } from '../../../../api/relayed.ts';
import { parseHex, toHex } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import { toLogEntry } from '../../../../provenance/event/entry.ts';
import { isOfType, type EventType, type SignedEvent } from '../../../../provenance/event/event.ts';
import { eventId, parseSignedEventJson } from '../../../../provenance/event/signing.ts';
import { leafHash } from '../../../../provenance/log/merkle.ts';
import type { Logged } from '../../../../provenance/space/state.ts';
import type { Ledger } from '../ledger.ts';

/** A private event as the gateway hands it out. */
export type Relayed = Pick<z.infer<typeof relayedEvent>, 'event' | 'signed' | 'salt' | 'index'>;
/** The same under its signature, where the own copy of the log holds it. */
export interface HeldEvent {
  readonly id: string;
  readonly index: number;
  readonly signed: SignedEvent;
  /** Its bytes in the log. */
  readonly entry: Uint8Array;
}
export type Held<Type extends EventType> = Logged<Type> & Pick<HeldEvent, 'entry'>;

const read = ({ event, signed: given, salt }: Relayed): Pick<HeldEvent, 'signed' | 'entry'> | undefined => {
  try {
    const signed = parseSignedEventJson(given);
    return eventId(signed.event) === event ? { signed, entry: toLogEntry(signed, parseHex(salt)) } : undefined;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

/** `differs`: it is not the event of the log that the gateway says; `ahead`: no witness has seen that place yet. */
export const findHeld = ({ leafAt }: Pick<Ledger, 'leafAt'>, relayed: Relayed): HeldEvent | 'differs' | 'ahead' => {
  const [event, leaf] = [read(relayed), leafAt(relayed.index)];
  if (event === undefined) return 'differs';
  if (leaf === undefined) return 'ahead';
  return toHex(leaf) === toHex(leafHash(event.entry)) ? { id: relayed.event, index: relayed.index, ...event } : 'differs';
};

/** The same, of one type. */
export const findHeldOf = <Type extends EventType>(
  ledger: Pick<Ledger, 'leafAt'>,
  relayed: Relayed,
  type: Type,
): Held<Type> | 'differs' | 'ahead' => {
  const held = findHeld(ledger, relayed);
  if (typeof held === 'string') return held;
  const { signed, ...rest } = held;
  return isOfType(signed, type) ? { ...rest, signed } : 'differs';
};

/**
 * Reads events of a type, each where the gateway says that it stands; undefined while that is not witnessed.
 * @param refuse called with the type where the own copy of the log holds something else there
 */
export const createHeld =
  ({ ledger }: { readonly ledger: () => Pick<Ledger, 'leafAt'> }, refuse: (part: string) => Promise<never>) =>
  async <Type extends EventType>(relayed: Relayed, type: Type): Promise<Held<Type> | undefined> => {
    const held = findHeldOf(ledger(), relayed, type);
    if (held === 'differs') return await refuse(type);
    return held === 'ahead' ? undefined : held;
  };
