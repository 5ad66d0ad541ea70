import { DomainError } from '../../../common/errors.ts';

/** What this side itself finds out; refusals of the gateway keep the gateway's own code. */
export type SpaceCode =
  // the way to the gateway
  | 'gateway-unreachable'
  | 'gateway-failed'
  | 'gateway-answer-malformed'
  | 'session-expired'
  | 'sign-in-failed'
  // this device
  | 'keys-locked'
  | 'keys-differ'
  | 'store-damaged'
  | 'outbox-full'
  | 'item-text-gone'
  // trust
  | 'root-unconfirmed'
  | 'root-differs'
  | 'pin-list-missing'
  | 'log-contradicted'
  | 'ledger-stale'
  | 'ledger-behind'
  | 'receipt-wrong'
  | 'chain-withheld'
  // what the own replay of the log does not hold
  | 'subject-unknown'
  | 'opening-differs'
  /** Neither a ledger number nor an id. */
  | 'trace-malformed'
  | 'trace-unknown'
  | 'report-differs'
  | 'item-refused'
  /** By the own copy of the log it is not sealed for this person. */
  | 'item-withheld'
  // a label that its owner calls unreadable
  | 'label-key-gone'
  | 'dispute-malformed'
  | 'dispute-unlogged'
  | 'connector-unknown'
  | 'enrolment-unproven'
  | 'roster-member-unfit'
  | 'roster-stale'
  /** What this side committed to for a draw is not on this device. */
  | 'draw-secret-gone'
  /** A label, item, key or verdict that is shown for inspection is not the one that was drawn or signed. */
  | 'sample-differs'
  /** The log says that it was sealed for this person, and the gateway says that it was not. */
  | 'sample-withheld'
  /** An event about one's own pay is not the one that the log holds. */
  | 'statement-differs'
  /** A gold figure is somebody else's, or not as its owner signed it. */
  | 'figure-foreign'
  /** A contest, or what is sealed about it, is not the one that the log holds. */
  | 'contest-differs'
  /** A verdict on an own label, or its rework, is not the one that the log holds. */
  | 'returned-differs'
  /** A case of contested pay is not the one that the log holds. */
  | 'case-differs'
  /** Its item and label belong to a sealed project. */
  | 'case-sealed'
  | 'inspection-incomplete'
  // answers of a connector
  | 'answer-late'
  | 'answer-forged';

export const refusal = (code: SpaceCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions): DomainError<SpaceCode> =>
  new DomainError<SpaceCode>(code, details, options);

export const fail = (code: SpaceCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions): never => {
  throw refusal(code, details, options);
};
