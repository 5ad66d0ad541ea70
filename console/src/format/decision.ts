import type { Decision } from '../../../policies/decision.ts';
import { DomainError } from '../../../common/errors.ts';

type Refusal = Extract<Decision, { decision: 'deny' }>;

const APPROVERS: readonly Refusal['whoCanApprove'][] = ['grading-officer', 'data-owner', 'administrator', 'nobody'];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const valuesOf = (details: Readonly<Record<string, unknown>>): Refusal['values'] => {
  const given = isRecord(details['values']) ? details['values'] : { level: details['level'] };
  const plain = Object.entries(given).filter((entry): entry is [string, string | number] => /^(?:string|number)$/.test(typeof entry[1]));
  return Object.fromEntries(plain);
};

/**
 * The policy's answer that an error carries: the own connector's, or the gateway's, which replays the same rules. Both come over the
 * network, so nothing but a known approver and the name of a rule makes a panel.
 */
export const decisionOf = (error: unknown): Refusal | undefined => {
  if (!(error instanceof DomainError) || error.code !== 'level-forbids-delivery') return undefined;
  const { rule, whoCanApprove } = error.details;
  const approver = APPROVERS.find((one) => one === whoCanApprove);
  if (typeof rule !== 'string' || approver === undefined) return undefined;
  return { decision: 'deny', allowed: false, rule, values: valuesOf(error.details), whoCanApprove: approver };
};

/** What can be done about a delivery that a level forbids, as keys of the sentences; the rule names level and way. */
export const remediesOf = ({ rule, whoCanApprove }: Pick<Refusal, 'rule' | 'whoCanApprove'>): readonly string[] => {
  if (whoCanApprove === 'grading-officer') return ['sign'];
  if (/^LV-G[23]-OPEN$/.test(rule)) return ['seal', 'regrade'];
  return /^LV-(?:G4|IMPORTANT)-/.test(rule) ? ['derive', 'regrade'] : ['regrade'];
};
