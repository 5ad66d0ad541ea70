import { eventAcknowledgement } from '../../../api/events.ts';
import type { Clock } from '../../../common/clock.ts';
import { toHex } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import type { LogPolicy } from '../../../provenance/log/policy.ts';
import { verifyReceipt, type Receipt } from '../../../provenance/log/receipt.ts';
import type { Alarms } from './alarm.ts';
import type { Acknowledged, Outgoing } from './draft.ts';
import { fail } from './errors.ts';
import type { Http } from './http.ts';

/** The own copy of the log, as far as a receipt can be held against it. */
export interface OwnCopy {
  leafAt(index: number): Uint8Array | undefined;
}

/** Milliseconds between two honest clocks, and the longest that a receipt may ask us to wait. */
const TOLERANCE = 10 * 60_000;
/** Milliseconds between the clocks of the log and of its witnesses. */
const SKEW = 60_000;

interface Claim {
  readonly outgoing: Outgoing;
  /** Index as the answer states it beside the receipt. */
  readonly index: number;
  readonly id: string;
  readonly now: number;
  readonly copy: OwnCopy | undefined;
}

type Check = (receipt: Receipt, claim: Claim) => boolean;

/** What a receipt must say beside being the log's; the name of the first that fails is the reason. */
const CHECKS: Readonly<Record<string, Check>> = {
  'another-event': (_, { id, outgoing }) => id === outgoing.id,
  'another-leaf': ({ leaf }, { outgoing }) => toHex(leaf) === outgoing.leaf,
  'another-index': ({ index }, claim) => index === claim.index,
  'index-taken': ({ index }, { copy, outgoing }) => {
    const held = copy?.leafAt(index);
    return held === undefined || toHex(held) === outgoing.leaf;
  },
  // Sent again, an event keeps the time at which the log took it first, which is after its signing.
  'time-too-early': ({ time }, { outgoing }) => time >= outgoing.signedAt - TOLERANCE,
  'time-too-late': ({ time }, { now }) => time <= now + TOLERANCE,
  'time-before-cited-checkpoint': ({ time }, { outgoing }) => time >= outgoing.citedAt * 1000 - SKEW,
  'deadline-too-far': ({ time, deadline }) => deadline <= time + TOLERANCE,
};

/** @returns why the receipt is wrong, or nothing */
const findFault = (receipt: Receipt, claim: Claim): string | undefined =>
  Object.entries(CHECKS).find(([, holds]) => !holds(receipt, claim))?.[0];

export interface SubmitOptions {
  readonly http: Http;
  readonly alarms: Alarms;
  readonly clock: Clock;
  readonly policy: () => LogPolicy;
  readonly copy: () => OwnCopy | undefined;
}

export type Submit = (outgoing: Outgoing) => Promise<Acknowledged>;

/**
 * Hands an event in and believes the answer only if its receipt is right: by the pinned receipt key good for that index, for this entry, at
 * an index that the own copy of the log does not give to another, logged within ten minutes of the own clock.
 * @throws DomainError `receipt-wrong` (an alarm keeps the evidence); the gateway's refusal; `gateway-unreachable`, `gateway-failed`
 */
export const createSubmit =
  ({ http, alarms, clock, policy, copy }: SubmitOptions): Submit =>
  async (outgoing) => {
    const { signed, salt, documents } = outgoing;
    const body = { signed, ...(salt === undefined ? {} : { salt }), ...(documents.length > 0 ? { documents } : {}) };
    const { id, index, receipt: text } = await http.ask(eventAcknowledgement, { method: 'POST', path: '/api/events', body });

    const refuse = async (reason: string): Promise<never> => {
      const expected = { event: outgoing.id, leaf: outgoing.leaf, signedAt: outgoing.signedAt, citedAt: outgoing.citedAt };
      await alarms.raise('receipt-wrong', { reason, receipt: text, answered: { id, index }, expected, at: clock() });
      return fail('receipt-wrong', { reason, event: outgoing.id });
    };

    const parse = async (): Promise<Receipt> => {
      try {
        return verifyReceipt(text, policy());
      } catch (error) {
        return await refuse(error instanceof DomainError ? error.code : 'receipt-malformed');
      }
    };

    const receipt = await parse();
    const fault = findFault(receipt, { outgoing, index, id, now: clock(), copy: copy() });
    if (fault !== undefined) await refuse(fault);
    return { index, receipt: text, time: receipt.time, deadline: receipt.deadline };
  };
