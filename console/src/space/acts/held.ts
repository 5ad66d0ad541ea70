import type { z } from 'zod';
import type { relayedEvent } from '../../../../api/relayed.ts';
import { parseHex, toHex } from '../../../../common/encodings.ts';
import { DomainError } from '../../../../common/errors.ts';
import { toLogEntry } from '../../../../provenance/event/entry.ts';
import { isOfType, type EventType } from '../../../../provenance/event/event.ts';
import { eventId, parseSignedEventJson } from '../../../../provenance/event/signing.ts';
import { leafHash } from '../../../../provenance/log/merkle.ts';
import type { Logged } from '../../../../provenance/space/state.ts';
import type { ActContext } from './context.ts';

/** A private event as the gateway hands it out: untrusted. */
type Relayed = z.infer<typeof relayedEvent>;

/** A private event that the own copy of the log holds. */
export type Held<Type extends EventType> = Logged<Type> & { readonly entry: Uint8Array };

const read = <Type extends EventType>({ event, index, signed: given, salt }: Relayed, type: Type): Held<Type> | undefined => {
  try {
    const signed = parseSignedEventJson(given);
    if (eventId(signed.event) !== event || !isOfType(signed, type)) return undefined;
    return { id: event, index, signed, entry: toLogEntry(signed, parseHex(salt)) };
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

/**
 * Reads events of a type under their signature, each where the gateway says that it stands; undefined while that is not witnessed.
 * @param refuse called with the type where the own copy of the log holds something else there
 */
export const createHeld =
  ({ ledger }: Pick<ActContext, 'ledger'>, refuse: (part: string) => Promise<never>) =>
  async <Type extends EventType>(one: Relayed, type: Type): Promise<Held<Type> | undefined> => {
    const event = read(one, type) ?? (await refuse(type));
    const leaf = ledger().leafAt(one.index);
    if (leaf === undefined) return undefined;
    return toHex(leaf) === toHex(leafHash(event.entry)) ? event : await refuse(type);
  };
