/** One ground of a decision: a code of the policy's closed list and the figures that its sentence needs. */
export interface Reason {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** Who may lift a refusal; `nobody` where only another level would. */
export type Approver =
  | 'grading-officer'
  | 'data-owner'
  | 'administrator'
  | 'owner-data-officer'
  | 'owner-security-officer'
  | 'space-security-officer'
  | 'nobody';

/** A policy's answer as a value; sentences for people are made from `rule`, `reasons` and `remedy` where they are shown. */
export type Decision =
  | { readonly decision: 'allow'; readonly allowed: true; readonly rule: string; readonly reasons?: readonly Reason[] }
  | {
      readonly decision: 'deny';
      readonly allowed: false;
      readonly rule: string;
      readonly values: Readonly<Record<string, string | number>>;
      readonly reasons?: readonly Reason[];
      /** What would make it an allowance, each step once. */
      readonly remedy?: readonly Reason[];
      readonly whoCanApprove: Approver;
    };
