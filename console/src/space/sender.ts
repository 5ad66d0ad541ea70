import { DomainError } from '../../../common/errors.ts';
import type { DeviceChain, OpenChain } from './device-chain.ts';
import type { KeyValueStore } from './ports.ts';
import { stateOf, type EventRecord, type Records } from './records.ts';
import type { Submit } from './submit.ts';
import { createTransmission, toLater, type Sending } from './transmission.ts';

export interface SenderOptions {
  readonly chain: DeviceChain;
  readonly records: Records;
  readonly store: KeyValueStore;
  readonly submit: Submit;
}

/** Signs a record if that is still to be done, sends it, and keeps what came of it. */
export type Send = (order: string) => Promise<Sending>;

/**
 * Brings events of one key to the log, one at a time: the next is signed only when the one before it has its receipt or its refusal, so
 * a refusal spoils no event after it. What was sent without an answer is sent again first, byte for byte.
 */
export const createSender = ({ chain, records, store, submit }: SenderOptions): Send => {
  const transmit = createTransmission({ records, store, submit });

  const sign = (open: OpenChain, order: string): Promise<EventRecord | undefined> =>
    records.exclusive(async () => {
      const record = await records.get(order);
      if (record === undefined || stateOf(record) !== 'waiting') return record;
      const outgoing = await open.sign(record.draft, (signed) => [records.put({ ...record, outgoing: signed })]);
      return { ...record, outgoing };
    });

  const signAndTransmit = async (open: OpenChain, order: string): Promise<Sending> => {
    const record = await sign(open, order);
    if (record?.outgoing === undefined) return { kind: 'gone' };
    const { outgoing, acknowledged, refused } = record;
    if (refused !== undefined) return { kind: 'refused', ...refused };
    return acknowledged === undefined ? await transmit(open, record, outgoing) : { kind: 'received', id: outgoing.id, acknowledged };
  };

  /** What went out without an answer comes first. */
  const settleOthers = async (open: OpenChain, order: string): Promise<Sending | undefined> => {
    const unanswered = (await records.list()).filter((record) => stateOf(record) === 'signed' && record.order !== order);
    for (const { order: other } of unanswered) {
      const sending = await signAndTransmit(open, other);
      if (sending.kind === 'later') return sending;
    }
    return undefined;
  };

  /** Says where the chain goes on; what stopped it, if anything did. */
  const resume = async (open: OpenChain): Promise<Sending | undefined> => {
    const { order } = await records.add(open.resumption(), { kind: 'now', hold: 0 });
    const sending = await signAndTransmit(open, order);
    return sending.kind === 'received' ? undefined : sending;
  };

  const sendOpen = async (open: OpenChain, order: string): Promise<Sending> => {
    const blocked = await settleOthers(open, order);
    if (blocked !== undefined) return blocked;
    const record = await records.get(order);
    if (record === undefined) return { kind: 'gone' };
    const stopped = stateOf(record) === 'waiting' && open.needsResumption() ? await resume(open) : undefined;
    // The chain cannot go on for a reason that this event would meet as well.
    if (stopped?.kind === 'refused') await records.refuse(order, stopped);
    return stopped ?? (await signAndTransmit(open, order));
  };

  return async (order) => {
    try {
      return await chain.exclusive((open) => sendOpen(open, order));
    } catch (error) {
      if (error instanceof DomainError) return toLater(error);
      throw error;
    }
  };
};
