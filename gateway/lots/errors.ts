import { DomainError } from '../../common/errors.ts';

export type LotCode =
  | 'lot-unknown'
  /** An item of this id stands in another lot. */
  | 'item-known'
  /** Its connector has not delivered the item yet. */
  | 'item-not-delivered'
  | 'item-text-differs'
  | 'row-differs'
  /** Another item of the lot has this row. */
  | 'row-taken'
  | 'field-withheld'
  | 'lot-deadline-ahead'
  /** Somebody holds an item that late work could fill: she may still hand hers in. */
  | 'lot-awaited'
  /** The closing counts otherwise than the gateway's own rows do. */
  | 'lot-closing-differs'
  /** The closing claims another time than the gateway's, from which the time for revealing counts. */
  | 'lot-closing-misdated'
  /** By the gateway's clock; when it counts is for the witnesses to say. */
  | 'draw-reveal-late'
  /** Nobody can say yet which labels are inspected. */
  | 'sample-not-drawn'
  /** The verdict is over a label that is not in the sample, or over another item's. */
  | 'label-not-sampled'
  /** It names another leaf than the label has in the log. */
  | 'verdict-leaf-differs'
  | 'verdict-given'
  /** Labels of the sample are without a verdict. */
  | 'inspection-incomplete'
  /** The firm adds up otherwise than what it has signed. */
  | 'inspection-differs'
  /** The end of an inspection claims another time than the gateway's, from which the owner's time to answer counts. */
  | 'inspection-misdated'
  /** The owner gives a lot back after the agreed time, by the gateway's clock: her silence has accepted it. */
  | 'return-late';

export const fail = (code: LotCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<LotCode>(code, details);
};
