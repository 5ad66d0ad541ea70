import { DomainError } from '../../../common/errors.ts';
import { isAnchored } from '../../log/policy-text.ts';
import { decodeBundle } from '../bundle.ts';
import type { Check, Sentence } from '../checks/check.ts';
import { runChecks, type CheckResult } from '../run-checks.ts';
import { toAnchor, type Anchor } from './draw-anchor.ts';
import { DRAW_CHECKS } from './draw-checks.ts';
import { closingOf, createDrawContext, type DrawContext, type DrawPremises } from './draw-context.ts';
import { DRAW_STATEMENTS } from './draw-statements.ts';
import { readLotFile, type Outcome } from './lot-file.ts';

/** What a draw that stands is, and under what. */
export interface ShownDraw {
  readonly lot: string;
  readonly labels: number;
  /** Of the labels, hex; as the closing states it. */
  readonly root: string;
  readonly outcome: Outcome;
  /** Only under a policy from outside. */
  readonly anchor?: Anchor;
}

export interface DrawVerification {
  /**
   * `unanchored`: consistent with itself, but nothing from outside says whose keys count. `unproven`: anchored, but resting on what the file
   * lacks or on claimed times (`Anchor.ground`).
   */
  readonly verdict: 'verified' | 'failed' | 'unanchored' | 'unproven';
  /** Name of the first check that failed. */
  readonly failed?: string;
  readonly checks: readonly CheckResult[];
  /** Unless it failed. */
  readonly shown?: ShownDraw;
  /** What the file does not show. */
  readonly notShown: readonly Sentence[];
}

const READABLE = {
  name: 'lot-readable',
  what: { zh: '文件是一份批次抽样文件', en: 'the file is a lot file' },
  how: { zh: '按封闭的结构读取，长度和深度有上限', en: 'read by a closed schema, bounded in length and depth' },
} as const;

const NOT_SHOWN: readonly Sentence[] = DRAW_STATEMENTS.map(({ what }) => what);
const STATED: readonly CheckResult[] = DRAW_STATEMENTS.map(({ name, what, how }) => ({ name, what, how, result: 'stated-only' }));

const toShown = (context: DrawContext): ShownDraw => {
  const { file, policy } = context;
  const { labels, root } = closingOf(context).signed.event.body;
  const anchor = policy !== undefined && isAnchored(policy) ? toAnchor(context) : undefined;
  return { lot: file.lot, labels, root, outcome: file.outcome, ...(anchor && { anchor }) };
};

const verdictOf = ({ anchor }: ShownDraw): DrawVerification['verdict'] => {
  if (anchor === undefined) return 'unanchored';
  return anchor.ground === 'shown' ? 'verified' : 'unproven';
};

const read = (source: string | Uint8Array, premises: DrawPremises): DrawContext | DomainError => {
  try {
    const text = typeof source === 'string' ? source : decodeBundle(source);
    return createDrawContext(text, readLotFile(text), premises);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error;
  }
};

export interface VerifyDrawOptions {
  /** Other checks than all: for showing that each is needed. */
  readonly checks?: readonly Check<DrawContext>[];
  /** A running number of milliseconds, for the durations. */
  readonly now?: () => number;
  /** Stop at the first failure. */
  readonly first?: boolean;
}

/**
 * Redoes the draw of a lot (an untrusted file, as bytes or text) offline, under a policy from outside the operator. Never throws for what the
 * file holds: what is wrong with it is a failed check.
 */
export const verifyDraw = (
  source: string | Uint8Array,
  premises: DrawPremises,
  { checks: table = DRAW_CHECKS, now, first }: VerifyDrawOptions = {},
): DrawVerification => {
  const context = read(source, premises);
  if (context instanceof DomainError) {
    const unreadable: CheckResult = { ...READABLE, result: 'failed', code: context.code, details: context.details };
    return { verdict: 'failed', failed: READABLE.name, checks: [unreadable, ...STATED], notShown: NOT_SHOWN };
  }
  const results = runChecks(context, { checks: table, now, first });
  const checks = [{ ...READABLE, result: 'passed' as const }, ...results, ...STATED];
  const failed = results.find(({ result }) => result === 'failed')?.name;
  if (failed !== undefined) return { verdict: 'failed', failed, checks, notShown: NOT_SHOWN };
  const shown = toShown(context);
  return { verdict: verdictOf(shown), checks, shown, notShown: NOT_SHOWN };
};
