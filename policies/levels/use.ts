import type { Approver, Decision, Reason } from '../decision.ts';
import { judgeCondition, type UseFacts, type Verdict } from './conditions.ts';
import { UNKNOWN_LEVEL, type Level } from './level.ts';
import { DEFAULT_MATRIX, type ApprovingRole, type Condition, type Matrix, type Mode } from './matrix.ts';

export interface UseRequest {
  /** As signed; undefined if nobody has signed one. */
  readonly level: Level | undefined;
  readonly mode: Mode;
  readonly facts: UseFacts;
  /** Roles whose approval of this very use is on file. */
  readonly approvals: readonly ApprovingRole[];
}

interface Judged {
  readonly condition: Condition;
  readonly verdict: Verdict;
}

const limitOf = (condition: Condition): Readonly<Record<string, number>> => {
  if ('min' in condition) return { min: condition.min };
  return 'max' in condition ? { max: condition.max } : {};
};

const toReason = ({ condition, verdict }: Judged, facts: UseFacts): Reason => {
  const given = facts[condition.kind];
  return {
    code: `condition-${verdict}`,
    values: { condition: condition.kind, ...limitOf(condition), ...(given === undefined ? {} : { given }) },
  };
};

const toApproval = (role: ApprovingRole, given: boolean): Reason => ({
  code: given ? 'approval-given' : 'approval-missing',
  values: { role },
});

/** Only a condition that the space may tune can be lifted, and only by the owner of the data. */
const approverOf = (failed: readonly Judged[], missing: readonly ApprovingRole[]): Approver => {
  if (failed.some(({ condition }) => condition.tunable !== true)) return 'nobody';
  return failed.length > 0 ? 'data-owner' : (missing[0] ?? 'nobody');
};

const remedyOf = (failed: readonly Judged[], missing: readonly ApprovingRole[]): Reason[] => [
  ...failed.map(({ condition, verdict }) => ({
    code: verdict === 'unmet' ? 'meet-condition' : 'establish-condition',
    values: { condition: condition.kind, ...limitOf(condition) },
  })),
  ...missing.map((role) => ({ code: 'get-approval', values: { role } })),
];

const unsignedRemedy: Reason = { code: 'sign-level', values: {} };
const unsigned: Reason = { code: 'level-unsigned', values: { treatedAs: UNKNOWN_LEVEL } };

interface Cell {
  readonly rule: string;
  readonly values: Readonly<Record<string, string>>;
  /** Level that governs is that of unsigned data. */
  readonly grounds: readonly Reason[];
}

const closed = ({ rule, values, grounds }: Cell, isUnsigned: boolean): Decision => ({
  decision: 'deny',
  allowed: false,
  rule,
  values,
  reasons: [...grounds, { code: 'mode-closed', values }],
  remedy: [isUnsigned ? unsignedRemedy : { code: 'regrade', values: {} }],
  whoCanApprove: isUnsigned ? 'grading-officer' : 'nobody',
});

/**
 * May data of this level be used in this way, by the matrix and by what is known? Every condition of the cell and every approval of the level is
 * needed; what is not established denies. An unsigned level counts as `important`.
 */
export const decideUse = ({ level, mode, facts, approvals }: UseRequest, matrix: Matrix = DEFAULT_MATRIX): Decision => {
  const governing = level ?? UNKNOWN_LEVEL;
  const { [mode]: cell, approvals: needed } = matrix.levels[governing];
  const values = { level: level ?? 'unsigned', mode, matrix: matrix.version };
  const rule = `LV-${(level ?? 'unsigned').toUpperCase()}-${mode.toUpperCase()}`;
  const grounds = level === undefined ? [unsigned] : [];
  if (cell.d === 'deny') return closed({ rule, values, grounds }, level === undefined);
  const judged = (cell.d === 'allow_if' ? cell.conditions : []).map((condition) => ({
    condition,
    verdict: judgeCondition(condition, facts),
  }));
  const failed = judged.filter(({ verdict }) => verdict !== 'met');
  const missing = needed.filter((role) => !approvals.includes(role));
  const reasons = [
    ...grounds,
    ...judged.map((one) => toReason(one, facts)),
    ...needed.map((role) => toApproval(role, !missing.includes(role))),
  ];
  if (failed.length === 0 && missing.length === 0) return { decision: 'allow', allowed: true, rule, reasons };
  const denied = { decision: 'deny', allowed: false, rule, values, reasons } as const;
  const remedy = remedyOf(failed, missing);
  // Who signs a level comes before whoever could approve a use of data that has none.
  if (level === undefined) return { ...denied, remedy: [unsignedRemedy, ...remedy], whoCanApprove: 'grading-officer' };
  return { ...denied, remedy, whoCanApprove: approverOf(failed, missing) };
};
