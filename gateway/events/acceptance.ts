import type { EntityManager } from 'typeorm';
import type { Document, OpenDocument } from '../../api/documents.ts';
import type { EventOf, EventType, SignedEvent } from '../../provenance/event/event.ts';
import type { Logged, SpaceState } from '../../provenance/space/state.ts';

/** A commitment of an event that a document handed in beside it has to open, or the hash of what is sealed. */
export interface DocumentClaim {
  readonly kind: Document['kind'];
  /** The record's id, part of the commitment. */
  readonly id: string;
  /** Hex. */
  readonly commitment: string;
}

/** An event whose signature holds, with documents that open its commitments, before it is logged. */
export interface Submitted<Type extends EventType = EventType> {
  readonly id: string;
  readonly signed: SignedEvent<Type>;
  /** Exactly those that the acceptance claims. */
  readonly documents: readonly Document[];
  /** Everything committed to the log so far. */
  readonly state: SpaceState;
}

/**
 * How a resource joins in when events of one type are taken. Signature, chain, authority (provenance/space/authority.ts) and
 * commitments are checked for every event; a resource adds only what is its own.
 */
export interface Acceptance<Type extends EventType> {
  readonly type: Type;
  /** Documents that must come with the event, in any order; without this, none may. */
  documents?(event: EventOf<Type>): readonly DocumentClaim[];
  /** Own checks, before logging and outside of the transaction. Throws a DomainError to refuse. */
  prepare?(submitted: Submitted<Type>): Promise<void> | void;
  /**
   * Writes in the transaction that appends the event, under a savepoint of its own: what it throws refuses this event alone and undoes its
   * writes. `state` is what holds right before it, with what came before it in its batch. Everything that two events of one batch could both
   * pass in `prepare` must be decided here, by a constraint.
   */
  effect?(manager: EntityManager, logged: Logged<Type>, documents: readonly Document[], state: SpaceState): Promise<void>;
}

/** An acceptance of whichever type. */
export type AnyAcceptance = { readonly [T in EventType]: Acceptance<T> }[EventType];

export interface Acceptances {
  documents(event: SignedEvent['event']): readonly DocumentClaim[];
  prepare(submitted: Submitted): Promise<void>;
  /** The effect of this type, if any. */
  effectOf(type: EventType): Acceptance<EventType>['effect'];
}

/** The table of acceptances; a type that no resource names is taken with no documents and no effects. */
export const createAcceptances = (list: readonly AnyAcceptance[]): Acceptances => {
  const table = new Map(list.map((acceptance) => [acceptance.type, acceptance as unknown as Acceptance<EventType>]));
  if (table.size !== list.length) throw new Error('two resources accept one type of event');
  return {
    documents: (event) => table.get(event.type)?.documents?.(event) ?? [],
    prepare: async (submitted) => await table.get(submitted.signed.event.type)?.prepare?.(submitted),
    effectOf: (type) => table.get(type)?.effect?.bind(table.get(type)),
  };
};

type OpeningOf<Kind extends OpenDocument['kind']> = Extract<OpenDocument, { kind: Kind }>['opening'];

/** The opening of this kind among checked documents; the acceptance's claims say that it is there. */
export const openingIn = <Kind extends OpenDocument['kind']>(documents: readonly Document[], kind: Kind): OpeningOf<Kind> => {
  const found = documents.find((document) => document.kind === kind);
  if (found === undefined || !('opening' in found)) throw new Error(`no document of kind ${kind} was claimed`);
  return found.opening as OpeningOf<Kind>;
};
