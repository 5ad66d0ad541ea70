import type { SigningKey } from '../../common/crypto/signature.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { toHex } from '../../common/encodings.ts';
import { NO_EVENT } from '../../provenance/event/chain.ts';
import type { EventOf, EventType, SignedEvent } from '../../provenance/event/event.ts';
import { eventId, signEvent } from '../../provenance/event/signing.ts';

/** Signs one key's events in order, before there is any checkpoint. */
export const createChainSigner = (space: string, org: string, key: SigningKey) => {
  let seq = 0;
  let prev = NO_EVENT;
  return <Type extends EventType>(type: Type, subject: EventOf<Type>['subject'], body: EventOf<Type>['body']): SignedEvent => {
    const event = {
      v: 1,
      suite: 'xinbiao-1',
      type,
      space,
      actor: { org, key: toHex(key.publicKey) },
      seq,
      prev,
      time: Date.now(),
      checkpoint: { size: 0, root: toHex(sha256()) },
      subject,
      refs: [],
      body,
    } as unknown as EventOf<Type>;
    seq += 1;
    prev = eventId(event);
    return signEvent(event, key) as unknown as SignedEvent;
  };
};

export type ChainSigner = ReturnType<typeof createChainSigner>;
