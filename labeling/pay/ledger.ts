/** Something in the log. */
export interface Moment {
  /** Id of its event. */
  readonly event: string;
  /** Log index. */
  readonly index: number;
  /** Its own claim, as far as the witnesses leave it; milliseconds. */
  readonly time: number;
}

/** Hours that a lot's opening gives each side, each counted from what it answers to. */
export interface PayTerms {
  /** The owner withholds within so many hours after the closing. */
  readonly withhold: number;
  /** The labeler appeals within so many hours after that. */
  readonly appeal: number;
  /** The appeal is decided within so many hours after it. */
  readonly decide: number;
}

/** A label or report that counts (provenance/space/accounting.ts): each earns the price of an item. */
export interface PaidWork {
  /** Id of its event. */
  readonly event: string;
  readonly item: string;
  readonly kind: 'label' | 'report';
}

export interface Withholding extends Moment {
  /** Id of the label's event. */
  readonly label: string;
  /** Fen. */
  readonly amount: number;
}

export interface Appeal extends Moment {
  /** Id of the withholding's event. */
  readonly withholding: string;
}

export interface AppealDecision extends Moment {
  /** Id of the appeal's event. */
  readonly appeal: string;
  readonly decision: 'upheld' | 'overturned';
}

/** What pay of one lot rests on. Who signed each event, and over what, was judged before; when it came is judged here. */
export interface LotLedger {
  readonly lot: string;
  /** Fen for each work. */
  readonly price: number;
  /** Absent where nothing can be withheld. */
  readonly terms?: PayTerms;
  readonly closed?: Moment;
  /** The owner has accepted the lot or given it back: from then on nothing is withheld. */
  readonly answered?: Moment;
  readonly work: readonly PaidWork[];
  readonly withholdings: readonly Withholding[];
  readonly appeals: readonly Appeal[];
  readonly decisions: readonly AppealDecision[];
}

/** How far the reader has read the log, and the checkpoints under a quorum that she has verified: size, and a time that was really past then. */
export interface Reading {
  readonly size: number;
  readonly points: readonly { readonly size: number; readonly time: number }[];
}
