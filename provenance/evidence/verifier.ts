import { DomainError } from '../../common/errors.ts';
import { decodeBundle, readBundle } from './bundle.ts';
import type { Check, Sentence } from './checks/check.ts';
import { CHECKS } from './checks/table.ts';
import { createContext, type Context, type Premises } from './context.ts';
import { toShown, toWarnings, type Shown, type Warning } from './shown.ts';
import { runChecks, type CheckResult } from './run-checks.ts';
import { STATEMENTS } from './statements.ts';

export type { CheckResult } from './run-checks.ts';

export interface Verification {
  /** `unanchored`: consistent with itself, but nothing from outside says whose keys count. */
  readonly verdict: 'verified' | 'failed' | 'unanchored';
  /** Name of the first check that failed. */
  readonly failed?: string;
  readonly checks: readonly CheckResult[];
  /** Only when verified. */
  readonly shown?: Shown;
  readonly warnings: readonly Warning[];
  /** What a verified bundle does not show. */
  readonly notShown: readonly Sentence[];
}

export interface VerifyOptions {
  /** A running number of milliseconds, for the durations. */
  readonly now?: () => number;
  /** Other checks than all: for showing that each is needed. */
  readonly checks?: readonly Check[];
  /** Stop at the first failure. */
  readonly first?: boolean;
}

const STATED: readonly CheckResult[] = STATEMENTS.map((statement) => ({ ...statement, result: 'stated-only' }));
const NOT_SHOWN: readonly Sentence[] = STATEMENTS.map(({ what }) => what);

const conclude = (context: Context, results: readonly CheckResult[]): Verification => {
  const checks = [...results, ...STATED];
  const failed = results.find(({ result }) => result === 'failed')?.name;
  if (failed !== undefined) return { verdict: 'failed', failed, checks, warnings: [], notShown: NOT_SHOWN };
  const isUnanchored = results.some(({ name, result }) => name === 'policy-present' && result !== 'passed');
  if (isUnanchored || context.policy === undefined)
    return { verdict: isUnanchored ? 'unanchored' : 'verified', checks, warnings: [], notShown: NOT_SHOWN };
  return { verdict: 'verified', checks, shown: toShown(context), warnings: toWarnings(context), notShown: NOT_SHOWN };
};

/** Whether the text can be read at all comes before the table: the checks need something to look at. */
const READABLE = {
  name: 'bundle-readable',
  what: { zh: '文件是一份证据包', en: 'the file is a bundle' },
  how: {
    zh: '按封闭的结构读取，长度和深度有上限；每份证明和检查点也能读出',
    en: 'read by a closed schema, bounded in length and depth; so is each proof and checkpoint',
  },
} as const;

const read = (source: string | Uint8Array, premises: Premises): Context | DomainError => {
  try {
    const text = typeof source === 'string' ? source : decodeBundle(source);
    return createContext(text, readBundle(text), premises);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error;
  }
};

/**
 * Verifies a bundle (an untrusted file, as bytes or text) offline, under a policy from outside the operator. Never throws for what the bundle holds: what is
 * wrong with it is a failed check.
 */
export const verifyEvidence = (source: string | Uint8Array, premises: Premises, options: VerifyOptions = {}): Verification => {
  const context = read(source, premises);
  if (context instanceof DomainError)
    return {
      verdict: 'failed',
      failed: READABLE.name,
      checks: [{ ...READABLE, result: 'failed', code: context.code, details: context.details }, ...STATED],
      warnings: [],
      notShown: NOT_SHOWN,
    };
  const { checks, ...rest } = conclude(context, runChecks(context, { ...options, checks: options.checks ?? CHECKS }));
  return { ...rest, checks: [{ ...READABLE, result: 'passed' }, ...checks] };
};
