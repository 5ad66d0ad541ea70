/** A policy's answer as a value; sentences for people are made from `rule` where they are shown. */
export type Decision =
  | { readonly decision: 'allow'; readonly allowed: true; readonly rule: string }
  | {
      readonly decision: 'deny';
      readonly allowed: false;
      readonly rule: string;
      readonly values: Readonly<Record<string, string | number>>;
      readonly whoCanApprove: 'grading-officer' | 'data-owner' | 'administrator' | 'nobody';
    };
