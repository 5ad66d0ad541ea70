/** What a detector can find. Identifiers of persons, except `credit-code`, which names an organisation or a one-person business. */
export const KINDS = ['id-number', 'bank-card', 'mobile', 'landline', 'email', 'plate', 'credit-code', 'name', 'address'] as const;
export type Kind = (typeof KINDS)[number];

/** The check that a finding passed; sentences for people are made from it where it is shown. */
export type Check =
  | 'check-digit'
  | 'region-and-date'
  | 'number-range'
  | 'area-code'
  | 'phone-word'
  | 'luhn-and-word'
  | 'luhn-and-issuer'
  | 'plate-form'
  | 'mail-form'
  | 'check-character'
  | 'name-label'
  | 'name-role'
  | 'name-title'
  | 'name-act'
  | 'name-beside-identifier'
  | 'name-parts'
  | 'name-alone'
  | 'name-characters'
  | 'name-again'
  | 'address-word'
  | 'address-room'
  | 'address-in-context';

/** A stretch of a text in Unicode code points, end exclusive. */
export interface Finding {
  readonly kind: Kind;
  readonly check: Check;
  readonly start: number;
  readonly end: number;
}

/** The same in UTF-16 units of the folded text, before overlaps are resolved. */
export type Candidate = Finding;

/** What a walk over a text has found so far. */
export interface Found {
  readonly found: Candidate[];
  /** Addresses to a door, and numbers such as cards have, which are somebody's if somebody is near. */
  readonly waiting: Candidate[];
  /** Where a door's number shows, whoever's it is. */
  readonly hints: number[];
  /** Where the last address ends. */
  addressEnd: number;
}
