import { DomainError } from '../../../common/errors.ts';
import type { OpenChain } from './device-chain.ts';
import type { Acknowledged, Outgoing } from './draft.ts';
import { statusOf } from './http.ts';
import type { KeyValueStore } from './ports.ts';
import type { EventRecord, Records } from './records.ts';
import type { Submit } from './submit.ts';

export type Sending =
  | { readonly kind: 'received'; readonly id: string; readonly acknowledged: Acknowledged }
  | { readonly kind: 'refused'; readonly code: string; readonly details: Readonly<Record<string, unknown>> }
  /** Nothing is lost: the same event goes out again later. */
  | { readonly kind: 'later'; readonly code: string; readonly retryAfter?: number }
  /** It was taken back, or another tab has dealt with it. */
  | { readonly kind: 'gone' };

/** Statuses with which the gateway says that it will never take this event. */
const FINAL = new Set([400, 403, 404, 409, 410, 413, 415, 422]);
/** Without meaning for the event: something between us and the gateway answered. */
const FOREIGN: readonly string[] = ['not-found', 'gateway-failed'];
/** Somebody else has this place on the chain: the event itself may be good. */
export const DISPLACED: readonly string[] = ['chain-forked', 'chain-gap'];
const MOST_DISPLACED = 3;

const isRefusal = (error: DomainError): boolean => FINAL.has(statusOf(error) ?? 0) && !FOREIGN.includes(error.code);

const isResumption = ({ draft }: EventRecord): boolean => draft.type === 'chain-resumed';

/** An error after which the same event is worth another try. */
export const toLater = (error: DomainError): Sending => {
  const { retryAfter } = error.details;
  const code = statusOf(error) === 401 ? 'session-expired' : error.code;
  return { kind: 'later', code, ...(typeof retryAfter === 'number' ? { retryAfter: retryAfter * 1000 } : {}) };
};

export interface TransmissionOptions {
  readonly records: Records;
  readonly store: KeyValueStore;
  readonly submit: Submit;
}

export type Transmit = (open: OpenChain, record: EventRecord, outgoing: Outgoing) => Promise<Sending>;

/** Hands in a signed event and keeps what came of it. */
export const createTransmission = ({ records, store, submit }: TransmissionOptions): Transmit => {
  /** It waits again, unsigned, for a new place; what only said where the chain goes on is made anew. */
  const displace = async (open: OpenChain, record: EventRecord): Promise<void> => {
    const { outgoing: _, ...rest } = record;
    await store.write([isResumption(record) ? records.drop(record.order) : records.put({ ...rest, displaced: record.displaced + 1 })]);
    await open.takeUp();
  };

  const conclude = async (open: OpenChain, record: EventRecord, error: DomainError): Promise<Sending> => {
    const isSecondLie = error.code === 'receipt-wrong' && record.alarm !== undefined;
    if (!isRefusal(error) && !isSecondLie) return toLater(error);
    if (DISPLACED.includes(error.code) && record.displaced < MOST_DISPLACED) {
      await displace(open, record);
      return { kind: 'later', code: error.code };
    }
    // A log that dropped it before and lies again will not take it; the alarms hold the evidence.
    const refused = { code: isSecondLie ? 'event-dropped' : error.code, details: error.details };
    await store.write([isResumption(record) ? records.drop(record.order) : records.put({ ...record, refused })]);
    return { kind: 'refused', ...refused };
  };

  return async (open, record, outgoing) => {
    try {
      const acknowledged = await submit(outgoing);
      await open.acknowledge(outgoing, [records.put({ ...record, acknowledged })]);
      return { kind: 'received', id: outgoing.id, acknowledged };
    } catch (error) {
      if (error instanceof DomainError) return await conclude(open, record, error);
      throw error;
    }
  };
};
