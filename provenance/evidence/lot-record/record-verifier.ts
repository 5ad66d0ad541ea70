import { toHex } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import { isAnchored } from '../../log/policy-text.ts';
import type { LogPolicy } from '../../log/policy.ts';
import { latestMet } from '../../log/quorum.ts';
import type { InspectionTerms } from '../../space/inspection-terms.ts';
import { decodeBundle } from '../bundle.ts';
import type { Check, Sentence } from '../checks/check.ts';
import type { DrawPremises } from '../draw/draw-context.ts';
import type { Quality } from '../quality.ts';
import { runChecks, type CheckResult } from '../run-checks.ts';
import { readLotRecord } from './lot-record.ts';
import { RECORD_CHECKS } from './record-checks.ts';
import { closingOf, createRecordContext, endOf, type RecordContext } from './record-context.ts';
import { RECORD_STATEMENTS } from './record-statements.ts';

/** Under what it stands: size and root of the log, its witnessed time (Unix seconds), and the quorum. */
interface Anchor {
  readonly size: number;
  readonly root: string;
  readonly witnessedTime: number;
  readonly k: number;
  readonly n: number;
  readonly f: number;
}

/** What a lot record that holds says. */
export interface ShownLot {
  readonly space: string;
  readonly lot: string;
  /** Organisations: whose data it is, and who inspected. */
  readonly owner: string;
  readonly inspector: string;
  readonly labels: number;
  /** Of the labels, hex; as the closing states it. */
  readonly root: string;
  /** Log indices of the first and the last label. */
  readonly range: { readonly first: number; readonly last: number };
  readonly plan: InspectionTerms['plan'];
  readonly inspected: number;
  readonly defects: number;
  /** Labels of the sample that nobody could read. */
  readonly unseen: number;
  /** Most defects that the plan allows; absent where all labels were inspected because a side was silent. */
  readonly accept?: number;
  /** What the owner has said to it. */
  readonly answer?: 'accepted' | 'returned';
  readonly certificate?: {
    readonly event: string;
    readonly index: number;
    /** Figures of the release that it vouches for. */
    readonly agreement?: Quality['agreement'];
  };
  /** Only under a policy from outside. */
  readonly anchor?: Anchor;
}

export interface RecordVerification {
  /** `unanchored`: consistent with itself, but nothing from outside says whose keys count. */
  readonly verdict: 'verified' | 'failed' | 'unanchored';
  /** Name of the first check that failed. */
  readonly failed?: string;
  readonly checks: readonly CheckResult[];
  /** Unless it failed. */
  readonly shown?: ShownLot;
  /** What the file does not show. */
  readonly notShown: readonly Sentence[];
}

export const RECORD_READABLE = {
  name: 'record-readable',
  what: { zh: '文件是一份批次质量档案', en: 'the file is a lot record' },
  how: { zh: '按封闭的结构读取，长度和深度有上限', en: 'read by a closed schema, bounded in length and depth' },
} as const;

const NOT_SHOWN: readonly Sentence[] = RECORD_STATEMENTS.map(({ what }) => what);
const STATED: readonly CheckResult[] = RECORD_STATEMENTS.map(({ name, what, how }) => ({ name, what, how, result: 'stated-only' }));

const toAnchor = ({ newest }: RecordContext, { quorum, k, n, f }: LogPolicy): Anchor => {
  const { checkpoint, times } = newest;
  return { size: checkpoint.size, root: toHex(checkpoint.root), witnessedTime: latestMet(quorum, times()) ?? 0, k, n, f };
};

const certificateOf = ({ lot, file }: RecordContext): { readonly certificate?: NonNullable<ShownLot['certificate']> } => {
  const { certified } = lot();
  if (certified === undefined) return {};
  const agreement = file.manifest?.quality?.agreement;
  return { certificate: { event: certified.id, index: certified.index, ...(agreement && { agreement }) } };
};

const toShown = (context: RecordContext): ShownLot => {
  const { file, policy, labels } = context;
  const { opened, answered } = context.lot();
  const { actor, body } = opened.signed.event;
  const [closed, inspected, inspection] = [closingOf(context).signed.event.body, endOf(context).signed.event.body, context.redone()];
  const indices = labels.map(({ index }) => index);
  const isAccepted = answered?.signed.event.type === 'lot-accepted';
  const terms = body.inspection;
  if (terms === undefined) throw new Error('a lot that nobody inspects has no record');
  return {
    space: file.space,
    lot: file.lot,
    owner: actor.org,
    inspector: terms.by,
    labels: closed.labels,
    root: closed.root,
    range: { first: Math.min(...indices), last: Math.max(...indices) },
    plan: terms.plan,
    inspected: inspected.inspected,
    defects: inspected.defects,
    unseen: inspected.unseen ?? 0,
    ...(inspection.kind === 'drawn' && { accept: inspection.accept }),
    ...(answered && { answer: isAccepted ? 'accepted' : 'returned' }),
    ...certificateOf(context),
    ...(policy !== undefined && isAnchored(policy) && { anchor: toAnchor(context, policy) }),
  };
};

export const readRecordContext = (source: string | Uint8Array, premises: DrawPremises): RecordContext | DomainError => {
  try {
    const text = typeof source === 'string' ? source : decodeBundle(source);
    return createRecordContext(text, readLotRecord(text), premises);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error;
  }
};

export interface VerifyRecordOptions {
  /** Other checks than all: for showing that each is needed. */
  readonly checks?: readonly Check<RecordContext>[];
  /** A running number of milliseconds, for the durations. */
  readonly now?: () => number;
  /** Stop at the first failure. */
  readonly first?: boolean;
}

/**
 * Verifies the record of an inspected lot, and with it its certificate if it has one (an untrusted file, as bytes or text), offline, under a policy
 * from outside the operator. Never throws for what the file holds: what is wrong with it is a failed check.
 */
export const verifyLotRecord = (
  source: string | Uint8Array,
  premises: DrawPremises,
  { checks: table = RECORD_CHECKS, now, first }: VerifyRecordOptions = {},
): RecordVerification => {
  const context = readRecordContext(source, premises);
  if (context instanceof DomainError) {
    const unreadable: CheckResult = { ...RECORD_READABLE, result: 'failed', code: context.code, details: context.details };
    return { verdict: 'failed', failed: RECORD_READABLE.name, checks: [unreadable, ...STATED], notShown: NOT_SHOWN };
  }
  const results = runChecks(context, { checks: table, now, first });
  const checks = [{ ...RECORD_READABLE, result: 'passed' as const }, ...results, ...STATED];
  const failed = results.find(({ result }) => result === 'failed')?.name;
  if (failed !== undefined) return { verdict: 'failed', failed, checks, notShown: NOT_SHOWN };
  const shown = toShown(context);
  return { verdict: shown.anchor === undefined ? 'unanchored' : 'verified', checks, shown, notShown: NOT_SHOWN };
};
