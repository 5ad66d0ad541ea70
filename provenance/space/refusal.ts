import { DomainError } from '../../common/errors.ts';

/** Why a signed event does not count. `details` name the rule and who could put it right. */
export type AuthorityCode =
  | 'space-foreign'
  | 'root-not-pinned'
  | 'organisation-unknown'
  | 'already-there'
  | 'delegation-stale'
  | 'issuer-not-delegated'
  | 'actor-uncertified'
  | 'actor-revoked'
  | 'actor-elsewhere'
  | 'role-missing'
  | 'roles-unfit'
  | 'reference-missing'
  | 'subject-unknown'
  | 'subject-foreign'
  | 'commitment-differs'
  | 'chain-out-of-order'
  | 'level-forbids-delivery'
  /** A derivative would get a looser level than its source, and nobody has signed that its rows were read. */
  | 'spot-check-missing'
  /** More labelers than a sealed project's batches are wrapped for. */
  | 'roster-too-large'
  | 'roster-stale'
  | 'roster-duty-clash'
  | 'roster-member-unfit'
  | 'not-on-roster'
  | 'item-not-in-lot'
  | 'lot-closed'
  | 'lot-incomplete'
  /** It does not supersede its lot's newest release, or something else. */
  | 'release-not-newest'
  /** The organisation that is to inspect is no member firm, or the owner itself. */
  | 'inspector-unfit'
  /** Its terms leave the inspecting firm too little time to commit or to reveal. */
  | 'inspection-hurried'
  /** Of a lot that nobody inspects. */
  | 'draw-not-agreed'
  /** By neither of the two organisations that draw. */
  | 'draw-foreign'
  | 'draw-committed'
  | 'draw-commitment-late'
  /** A closing before the deadline, while a side has not committed to its part of the draw. */
  | 'draw-awaited'
  | 'draw-uncommitted'
  /** Before the closing lies under the witnessed checkpoint that is cited. */
  | 'draw-reveal-early'
  | 'draw-revealed'
  | 'draw-reveal-differs'
  /** By another organisation than the one that inspects. */
  | 'inspection-foreign'
  /** Before the lot is closed. */
  | 'inspection-early'
  /** The inspection of the lot has ended. */
  | 'inspection-ended'
  /** Who gives the verdict had labeled in the lot. */
  | 'reviewer-labeled'
  /** A label that is not sealed is said to be unreadable. */
  | 'finding-unfit'
  /** A gateway could read what is said of a sealed label. */
  | 'note-unsealed'
  /** More defects than labels inspected, or more of these than the lot has. */
  | 'inspection-sums-differ'
  /** Before the lot is closed a label is corrected, not reworked. */
  | 'rework-early'
  /** Behind the owner's answer. */
  | 'rework-late'
  /** By another person than the author of the label. */
  | 'rework-foreign'
  /** It cites no verdict of a defect in this very label. */
  | 'rework-without-verdict'
  /** The label has been reworked. */
  | 'rework-given'
  /** The acceptance takes over more reworks than the inspection found defects. */
  | 'reworks-accepted-unfit'
  /** It takes over other reworks than there are. */
  | 'reworks-accepted-differ'
  /** The owner answers before there is anything to answer to. */
  | 'acceptance-early'
  | 'acceptance-given'
  /** `not-inspected` of a lot that was inspected or that nobody inspects, or another reason of one that the firm has not inspected. */
  | 'return-reason-unfit'
  /** Before the owner has accepted the lot by an event. */
  | 'certificate-early'
  /** The lot has a certificate. */
  | 'certificate-given'
  /** It says other figures than closing and inspection, or a range of the log in which the labels cannot stand. */
  | 'certificate-differs'
  /** More defects than the plan allows. */
  | 'certificate-unmet'
  /** Of an inspected lot that its owner has not accepted. */
  | 'release-unaccepted'
  /** What is withheld of pay rests on an inspection, and who decides is on neither side. */
  | 'pay-terms-unfit'
  /** Of a lot whose opening lets nobody withhold. */
  | 'withholding-not-agreed'
  /** Before the inspection has ended. */
  | 'withholding-early'
  /** Behind the owner's answer. */
  | 'withholding-late'
  /** Of this label something is withheld already. */
  | 'withholding-given'
  /** More than the label earns. */
  | 'withholding-too-high'
  /** It cites no verdict of a defect in this very label. */
  | 'withholding-without-verdict'
  | 'withholding-reason-differs'
  /** By somebody else than the author of the label. */
  | 'appeal-foreign'
  /** By somebody who may not decide, or not so. */
  | 'decision-foreign'
  /** More answers are known than there are items, or who decides about figures is on a side. */
  | 'gold-terms-unfit'
  /** Of a lot whose opening commits to no answers. */
  | 'gold-not-agreed'
  /** Before the lot is closed. */
  | 'gold-early'
  /** Figures of the lot are signed already. */
  | 'gold-scored'
  /** More is right than was compared, or more labels than the closing counts. */
  | 'gold-sums-differ'
  /** Before the figures are signed. */
  | 'contest-early'
  /** What the contested figure was made of is opened already. */
  | 'gold-opened'
  /** Not for the two who decide, or there are not two. */
  | 'adjudicators-unfit'
  /** A decision before the owner has opened what the figure was made of. */
  | 'contest-unopened'
  /** By somebody who is not one of the two. */
  | 'figure-decision-foreign'
  /** Sealed where the project is open, or the other way round. */
  | 'sealing-unfit'
  /** It would let an item's older sealing hold again. */
  | 'sealing-stale';

export type Refuse = (code: AuthorityCode, details?: Readonly<Record<string, unknown>>) => never;

export const refuse: Refuse = (code, details = {}) => {
  throw new DomainError<AuthorityCode>(code, details);
};

/** The value, or the refusal. */
export const required = <T>(value: T | undefined, code: AuthorityCode, details: Readonly<Record<string, unknown>> = {}): T =>
  value === undefined ? refuse(code, details) : value;

export const requireThat = (holds: boolean, code: AuthorityCode, details: Readonly<Record<string, unknown>> = {}): void => {
  if (!holds) refuse(code, details);
};
