import type { EventAcknowledgement, EventSubmission } from '../../api/events.ts';
import type { Clock } from '../../common/clock.ts';
import { DomainError } from '../../common/errors.ts';
import { withRetry } from '../../platform/postgres/retry.ts';
import type { LogPolicy } from '../../provenance/log/policy.ts';
import type { AlarmBook } from '../alarms/alarm-book.ts';
import { fail } from '../errors.ts';
import { findFault } from './receipts.ts';
import type { ChainEvent, ChainStore, Refusal } from './store.ts';

/** Where events are sent. */
export interface EventGate {
  /**
   * @returns the gateway's untrusted answer, or its refusal of this very event
   * @throws whatever may pass: no connection, a busy or restarting gateway
   */
  submit(submission: EventSubmission): Promise<EventAcknowledgement | { readonly refusal: Refusal }>;
}

export interface SendingOptions {
  readonly gate: EventGate;
  readonly alarms: AlarmBook;
  readonly policy: () => LogPolicy;
  readonly clock: Clock;
}

/**
 * The gateway's chain is not the own one: it says that another event has this place, or that one before it is missing. That is no
 * judgment of this event, and its word alone decides nothing; what has really happened the own copy of the log will show.
 */
const OTHER_CHAIN: readonly string[] = ['chain-forked', 'chain-gap'];

const acknowledge = async (
  event: ChainEvent,
  { id, index, receipt }: EventAcknowledgement,
  store: ChainStore,
  { alarms, policy, clock }: SendingOptions,
): Promise<void> => {
  const fault = id === event.id ? findFault(receipt, index, event, policy(), clock()) : 'other-event';
  if (fault !== undefined) {
    await alarms.raise('receipt-wrong', { event: event.id, fault, index, receipt });
    fail('receipt-wrong', { event: event.id, fault });
  }
  await withRetry(() => store.acknowledge(event.id, index, receipt));
};

/**
 * Sends an event, the same bytes each time.
 * @returns whether it has its receipt now; otherwise it was refused, with all that follow it
 * @throws DomainError `receipt-wrong` (with its alarm), `chain-forked`, `chain-gap`; whatever the gate throws
 */
export const sendEvent = async (event: ChainEvent, store: ChainStore, options: SendingOptions): Promise<boolean> => {
  const { signed, documents } = event;
  const answer = await options.gate.submit({ signed, ...(documents.length > 0 && { documents: [...documents] }) });
  if (!('refusal' in answer)) {
    await acknowledge(event, answer, store, options);
    return true;
  }
  const { code, details } = answer.refusal;
  if (OTHER_CHAIN.includes(code)) throw new DomainError(code, details);
  await withRetry(() => store.refuse(event.seq, answer.refusal));
  return false;
};
