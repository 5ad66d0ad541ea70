import { isAnchored } from '../log/policy-text.ts';
import { verifyWitnessed } from '../log/witnessed.ts';
import { parseBundle, type Bundle } from './bundle.ts';
import { AUTHORITY_CHECKS } from './checks/authority.ts';
import type { Check } from './checks/check.ts';
import { CONTENT_CHECKS } from './checks/content.ts';
import { intervalsOf, LOG_CHECKS } from './checks/log.ts';
import { createContext, policyOf, refusalOf, type Context, type Premises } from './context.ts';

/** Every check, in order; the name of the first that fails is the verdict's reason. */
export const CHECKS: readonly Check[] = [...LOG_CHECKS, ...AUTHORITY_CHECKS, ...CONTENT_CHECKS];

export interface CheckResult {
  readonly name: string;
  readonly result: 'passed' | 'failed' | 'stated-only' | 'not-enabled';
  readonly how: { readonly zh: string; readonly en: string };
  readonly code?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly ms?: number;
}

/** What was shown: up to which state of the log, and under whose keys. */
export interface Shown {
  readonly size: number;
  /** By then a quorum had seen everything in the bundle; Unix seconds. */
  readonly witnessedTime: number;
  readonly log: string;
  readonly witnesses: readonly string[];
  readonly k: number;
  readonly n: number;
  readonly f: number;
  /** Events whose trusted interval is longer than a day. */
  readonly timeUncertain: readonly string[];
}

export interface Verdict {
  readonly verdict: 'verified' | 'failed' | 'unanchored';
  /** Name of the first failed check. */
  readonly failed?: string;
  readonly checks: readonly CheckResult[];
  readonly shown?: Shown;
}

const DAY_MS = 24 * 3600 * 1000;

/** What no computation over a bundle can show; each is a row of its own, never a tick. */
const STATED: readonly CheckResult[] = [
  {
    name: 'person-worked',
    result: 'stated-only',
    how: { zh: '是本人完成的：只有其单位的证书作保', en: 'that the person did the work: only the organisation’s certificate says so' },
  },
  {
    name: 'source-true',
    result: 'stated-only',
    how: { zh: '源数据如实：只有所有方签名的声明', en: 'that the source is true: only the owner’s signed statement' },
  },
  {
    name: 'nothing-revoked',
    result: 'stated-only',
    how: {
      zh: '此前没有撤销或更新的名单：所有方连接器重放了整本账，以签名的交付作保',
      en: 'that nothing was revoked or replaced before: the owner’s connector replayed the whole log, and the signed release says so',
    },
  },
  {
    name: 'nothing-later',
    result: 'stated-only',
    how: {
      zh: '该检查点之后没有更正：须看更新的检查点',
      en: 'that nothing was superseded after this size: only a newer checkpoint can tell',
    },
  },
];

const runCheck = ({ name, how, needsPolicy, run }: Check, context: Context, now: () => number): CheckResult => {
  if (needsPolicy && context.policy === undefined) return { name, how, result: 'not-enabled' };
  const started = now();
  try {
    run(context);
    return { name, how, result: 'passed', ms: now() - started };
  } catch (error) {
    return { name, how, result: 'failed', ...refusalOf(error), ms: now() - started };
  }
};

const toShown = (context: Context): Shown => {
  const policy = policyOf(context);
  const { checkpoint, times, kthSmallestTime } = verifyWitnessed(context.checkpoint(), policy);
  const uncertain = intervalsOf(context).filter(({ from, to }) => from > 0 && to - from > DAY_MS);
  return {
    size: checkpoint.size,
    witnessedTime: kthSmallestTime,
    log: policy.log.name,
    witnesses: [...times.keys()],
    k: policy.k,
    n: policy.n,
    f: policy.f,
    timeUncertain: uncertain.map(({ type }) => type),
  };
};

export interface VerifyOptions {
  /** Milliseconds, for the durations shown. */
  readonly now?: () => number;
  /** Other checks than all: for testing that each is needed. */
  readonly checks?: readonly Check[];
  /** Stop at the first failure. */
  readonly first?: boolean;
}

const judge = (bundle: Bundle, premises: Premises, { now = () => 0, checks = CHECKS, first = false }: VerifyOptions): Verdict => {
  const anchored = premises.policy !== undefined && isAnchored(premises.policy);
  const context = createContext(bundle, anchored ? premises : { ...premises, policy: undefined });
  const results: CheckResult[] = [];
  for (const check of checks) {
    const result = runCheck(check, context, now);
    results.push(result);
    if (first && result.result === 'failed') break;
  }
  const failed = results.find(({ result }) => result === 'failed')?.name;
  if (failed !== undefined) return { verdict: 'failed', failed, checks: [...results, ...STATED] };
  if (!anchored) return { verdict: 'unanchored', checks: [...results, ...STATED] };
  return { verdict: 'verified', checks: [...results, ...STATED], shown: toShown(context) };
};

const BUNDLE_READ = {
  name: 'bundle-canonical',
  how: { zh: '证据包是其自身的规范编码（RFC 8785）', en: 'the bundle is its own canonical encoding (RFC 8785)' },
} as const;

/**
 * Verifies a bundle (untrusted text) offline, under a policy that comes from outside the operator. Never throws for what the bundle holds.
 * A policy without space, roots and receipt keys leaves the result unanchored.
 */
export const verifyEvidence = (text: string, premises: Premises, options: VerifyOptions = {}): Verdict => {
  try {
    const bundle = parseBundle(text);
    const { checks, ...verdict } = judge(bundle, premises, options);
    return { ...verdict, checks: [{ ...BUNDLE_READ, result: 'passed' }, ...checks] };
  } catch (error) {
    return { verdict: 'failed', failed: BUNDLE_READ.name, checks: [{ ...BUNDLE_READ, result: 'failed', ...refusalOf(error) }] };
  }
};
