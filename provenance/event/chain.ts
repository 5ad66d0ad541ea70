import { DomainError } from '../../common/errors.ts';
import type { Event, EventOf } from './event.ts';

/** Newest event of a device key's chain. */
export interface ChainHead {
  readonly seq: number;
  readonly id: string;
}

/** The `prev` of a chain's first event. */
export const NO_EVENT = '0'.repeat(64);

export type ChainCode = 'chain-forked' | 'chain-gap';

const refuse = (code: ChainCode, head: ChainHead | undefined, { seq, prev }: Event): never => {
  throw new DomainError<ChainCode>(code, { head: head ?? null, seq, prev });
};

/**
 * May the event follow on its chain? The next seq, with the head's id as `prev`. A seq that was signed for an event which never came into
 * the log (refused, lost with its device) is never signed again: `chain-resumed` alone may leave seqs out; its `prev` is still the head's
 * id and its body states the head's seq (0 with `prev` of zeros when the log holds no event of the key).
 * @throws DomainError `chain-forked` (the place is taken, or another event is named before it), `chain-gap` (an event before it is missing)
 */
export const verifyChainLink = (head: ChainHead | undefined, event: Event): void => {
  const next = head === undefined ? 0 : head.seq + 1;
  if (event.seq < next) refuse('chain-forked', head, event);
  if (event.type === 'chain-resumed') verifyResumption(head, event);
  else if (event.seq > next) refuse('chain-gap', head, event);
  if (event.prev !== (head?.id ?? NO_EVENT)) refuse('chain-forked', head, event);
};

const verifyResumption = (head: ChainHead | undefined, event: EventOf<'chain-resumed'>): void => {
  const known = head?.seq ?? 0;
  if (event.body.lastKnownSeq < known) refuse('chain-forked', head, event);
  if (event.body.lastKnownSeq > known) refuse('chain-gap', head, event);
};
