import type { DataSource, EntityManager } from 'typeorm';
import type { Document } from '../../api/documents.ts';
import type { Clock } from '../../common/clock.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { toHex } from '../../common/encodings.ts';
import type { EventOf, EventType, SignedEvent } from '../../provenance/event/event.ts';
import { eventId, signEvent } from '../../provenance/event/signing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createChainStore, type ChainEvent, type NextPlace } from './store.ts';

/** An event before its place on the chain is known; all of a connector's own events are public. */
export type EventDraft = {
  readonly [Type in EventType]: {
    readonly type: Type;
    readonly subject: EventOf<Type>['subject'];
    readonly refs: readonly string[];
    readonly body: EventOf<Type>['body'];
    readonly documents?: readonly Document[];
  };
}[EventType];

export interface SigningOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly key: SigningKey;
  readonly space: string;
  readonly org: string;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** What is written together with a signed event. */
export type Keep = (manager: EntityManager, id: string) => Promise<void>;

const signAt = (draft: EventDraft, { seq, prev }: Pick<NextPlace, 'seq' | 'prev'>, options: SigningOptions): Omit<ChainEvent, 'state'> => {
  const { space, org, key, clock, ledger } = options;
  const { size, root } = ledger.tree() ?? { size: 0, root: toHex(sha256()) };
  const { type, subject, refs, body, documents = [] } = draft;
  const placed = { actor: { org, key: toHex(key.publicKey) }, seq, prev, time: clock(), checkpoint: { size, root } };
  const event = { v: 1, suite: 'xinbiao-1', type, space, ...placed, subject, refs: [...refs], body } as SignedEvent['event'];
  return { seq, id: eventId(event), signed: signEvent(event, key), documents, signedAt: clock() };
};

/** The first event behind places that stay empty says so (provenance/event/chain.ts). */
const toResumption = ({ last }: NextPlace, id: string): EventDraft => ({
  type: 'chain-resumed',
  subject: { kind: 'chain', id },
  refs: [],
  body: { lastKnownSeq: last },
});

/**
 * Signs at the next place and stores the event, in one transaction with what `keep` writes: a place is used once, whatever crashes.
 * @returns the event's id
 * @throws DomainError of `judgeEvent` when it would not count as things stand
 */
export const signAndKeep = async (draft: EventDraft, keep: Keep, options: SigningOptions): Promise<string> =>
  await options.database.transaction(async (manager) => {
    const store = createChainStore(manager);
    let place = await store.next();
    if (place.hasGap) {
      const resumption = signAt(toResumption(place, options.newId()), place, options);
      await store.insert(resumption);
      place = { ...place, seq: place.seq + 1, prev: resumption.id };
    }
    const event = signAt(draft, place, options);
    options.ledger.judge(event.signed);
    await store.insert(event);
    await keep(manager, event.id);
    return event.id;
  });
