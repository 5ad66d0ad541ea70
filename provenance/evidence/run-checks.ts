import { DomainError } from '../../common/errors.ts';
import { isAnchored } from '../log/policy-text.ts';
import type { Check, Sentence } from './checks/check.ts';
import type { ProofContext } from './context.ts';

export interface CheckResult {
  readonly name: string;
  readonly result: 'passed' | 'failed' | 'stated-only' | 'not-enabled';
  readonly what: Sentence;
  readonly how: Sentence;
  /** Of a failed check: the refusal's code and what, where, what instead. */
  readonly code?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** How long it took. */
  readonly ms?: number;
}

/** What is looked at: a policy is all that every check may need of it. */
type Looked = Pick<ProofContext, 'policy'>;

const isEnabled = ({ needs }: Pick<Check, 'needs'>, { policy }: Looked, earlier: readonly CheckResult[]): boolean => {
  if (needs === undefined) return true;
  if (needs === 'earlier') return earlier.every(({ result }) => result !== 'failed');
  return policy !== undefined && (needs === 'policy' || isAnchored(policy));
};

const runCheck = <C extends Looked>(check: Check<C>, context: C, now: () => number): CheckResult => {
  const { name, what, how } = check;
  const started = now();
  try {
    check.run(context);
    return { name, what, how, result: 'passed', ms: now() - started };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { name, what, how, result: 'failed', code: error.code, details: error.details, ms: now() - started };
  }
};

interface RunOptions<C extends Looked> {
  readonly checks: readonly Check<C>[];
  /** A running number of milliseconds, for the durations. */
  readonly now?: (() => number) | undefined;
  /** Stop at the first failure. */
  readonly first?: boolean | undefined;
}

/** Each check's result, in order. A check's refusal is a result; what else it throws is thrown. */
export const runChecks = <C extends Looked>(context: C, { checks, now = () => 0, first = false }: RunOptions<C>): CheckResult[] => {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const { name, what, how } = check;
    const result = isEnabled(check, context, results)
      ? runCheck(check, context, now)
      : ({ name, what, how, result: 'not-enabled' } as const);
    results.push(result);
    if (first && result.result === 'failed') break;
  }
  return results;
};
