import type { Document } from '../../../api/documents.ts';
import type { SignedEvent, EventOf, EventType } from '../../../provenance/event/event.ts';

/** An event before its place on a chain is known. Waits as it is, so a draft that is taken back leaves no trace. */
export type EventDraft = {
  readonly [Type in EventType]: {
    readonly type: Type;
    readonly subject: EventOf<Type>['subject'];
    readonly refs: readonly string[];
    readonly body: EventOf<Type>['body'];
    /** What opens the event's commitments. */
    readonly documents?: readonly Document[];
    /** What goes out sealed, as it is: it stays on this device. */
    readonly kept?: Document;
  };
}[EventType];

/** A signed event with all that goes out with it, the same at each sending. */
export interface Outgoing {
  readonly id: string;
  readonly signed: SignedEvent;
  /** Of a private event's log entry, hex. */
  readonly salt?: string;
  readonly documents: readonly Document[];
  /** RFC 6962 hash of its log entry, hex. */
  readonly leaf: string;
  /** When it was signed by the own clock, ms. */
  readonly signedAt: number;
  /** Witnessed time of the checkpoint that it cites, Unix seconds; 0 for the empty tree. */
  readonly citedAt: number;
}

/** The log's promise for an event. */
export interface Acknowledged {
  readonly index: number;
  /** Text of the receipt. */
  readonly receipt: string;
  /** Log time and deadline, ms. */
  readonly time: number;
  readonly deadline: number;
}
