/**
 * What an anomaly comes to. `proven`: the log itself shows that a rule was broken. `due`: somebody owed something, and a witnessed checkpoint
 * from after its time shows that it did not come, or came too late. `open`: nobody has failed; somebody should look.
 */
export type Weight = 'proven' | 'due' | 'open';

/** Every kind of anomaly, the gravest first. */
export const WEIGHTS = {
  /** It stands in the log and does not count. */
  'entry-ignored': 'proven',
  /** A key names an event before this one that is not the one that the log holds. */
  'chain-forked': 'proven',
  /** More places of a key's chain are missing than the log has entries that could be they. */
  'chain-gap': 'proven',
  /** It claims a time that the witnesses rule out. */
  'time-outside': 'proven',
  /** Closed before its deadline under a later date, while a side had not committed. */
  'closed-early': 'proven',
  'commitment-missing': 'due',
  'reveal-missing': 'due',
  'reveal-late': 'due',
  'lot-overdue': 'due',
  /** The firm has not ended its inspection in the time that was agreed. */
  'inspection-missing': 'due',
  'answer-missing': 'due',
  'answer-late': 'due',
  'withholding-late': 'due',
  /** A device lost its chain and said so. */
  'chain-resumed': 'open',
  'time-uncertain': 'open',
  'inspection-open': 'open',
  'answer-open': 'open',
  'label-unreadable': 'open',
  'withheld-open': 'open',
  'release-superseded': 'open',
} as const satisfies Readonly<Record<string, Weight>>;
export type AnomalyKind = keyof typeof WEIGHTS;

/** Ids, closed words and integers only. */
export interface Anomaly {
  readonly kind: AnomalyKind;
  /** Log index of what it is about. */
  readonly index: number;
  /** Organisation that has to answer for it; absent where that is the log itself. */
  readonly org?: string;
  /** Device key that signed, hex. */
  readonly key?: string;
  readonly subject?: { readonly kind: 'lot' | 'item' | 'release' | 'chain'; readonly id: string };
  /** Word of a closed list: why an entry does not count, why a label does not open. */
  readonly code?: string;
  /** Milliseconds since 1970, by what they are. */
  readonly times?: Readonly<Record<string, number>>;
  /** Numbers, by what they count; log indices among them. */
  readonly figures?: Readonly<Record<string, number>>;
}

const RANKS: readonly Weight[] = ['proven', 'due', 'open'];
const KINDS = Object.keys(WEIGHTS);

/** The gravest first, of one kind the newest. */
export const byWeight = (a: Anomaly, b: Anomaly): number =>
  RANKS.indexOf(WEIGHTS[a.kind]) - RANKS.indexOf(WEIGHTS[b.kind]) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.index - a.index;
