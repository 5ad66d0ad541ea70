import { toHex } from '../../common/encodings.ts';
import { toVerifierKey } from '../log/note.ts';
import { latestMet } from '../log/quorum.ts';
import type { Sentence } from './checks/check.ts';
import { policyOf, type Context } from './context.ts';
import { intervalsOf, isUncertain, type Interval } from './intervals.ts';

/** What was shown: up to which state of the log, and under whose keys. */
export interface Shown {
  readonly space: string;
  readonly release: string;
  readonly item: string;
  /** Of the label. */
  readonly index: number;
  /** Of the log; its root in hex. */
  readonly size: number;
  readonly root: string;
  /** The smallest of the k newest cosignature times on the checkpoint, Unix seconds. */
  readonly witnessedTime: number;
  /** When the label was signed. */
  readonly signed: Interval | undefined;
  readonly keys: {
    /** Verifier key text (C2SP signed-note). */
    readonly log: string;
    readonly witnesses: readonly { readonly name: string; readonly key: string; readonly time: number }[];
    /** Of the organisations that the bundle rests on, hex. */
    readonly roots: readonly { readonly org: string; readonly key: string }[];
  };
  /** k of n witnesses; safe while at most f of them are dishonest. */
  readonly k: number;
  readonly n: number;
  readonly f: number;
}

export interface Warning extends Sentence {
  readonly code: 'no-dishonest-witness-tolerated' | 'time-uncertain';
  readonly details: Readonly<Record<string, unknown>>;
}

export const toShown = (context: Context): Shown => {
  const { bundle, newest, chosen, events } = context;
  const { log, witnesses, quorum, roots, k, n, f } = policyOf(context);
  const { checkpoint, times } = newest;
  const orgs = new Set(events.map(({ signed }) => signed.event.actor.org));
  const { index } = chosen().annotation;
  return {
    space: bundle.space,
    release: bundle.release,
    item: bundle.item,
    index,
    size: checkpoint.size,
    root: toHex(checkpoint.root),
    witnessedTime: latestMet(quorum, times()) ?? 0,
    signed: intervalsOf(context).find((interval) => interval.index === index),
    keys: {
      log: toVerifierKey(log),
      witnesses: witnesses.flatMap(({ name, key }) => {
        const time = times().get(name);
        return time === undefined ? [] : [{ name, key: toVerifierKey(key), time }];
      }),
      roots: roots.filter(({ org }) => orgs.has(org)).map(({ org, key }) => ({ org, key: toHex(key) })),
    },
    k,
    n,
    f,
  };
};

export const toWarnings = (context: Context): readonly Warning[] => {
  const { f, k, n } = policyOf(context);
  const uncertain = intervalsOf(context).filter(isUncertain);
  const tolerance: Warning = {
    code: 'no-dishonest-witness-tolerated',
    zh: '策略不容许任何一个见证方不诚实（f = 0）',
    en: 'the policy tolerates no dishonest witness (f = 0)',
    details: { k, n, f },
  };
  const time: Warning = {
    code: 'time-uncertain',
    zh: `${uncertain.length} 条记录的签署时间不确定（可信区间超过 24 小时或一端不封闭）`,
    en: `the time of ${uncertain.length} events is uncertain (the trusted interval is longer than 24 hours, or open)`,
    details: { events: uncertain.map(({ type, index }) => ({ type, index })) },
  };
  return [...(f === 0 ? [tolerance] : []), ...(uncertain.length > 0 ? [time] : [])];
};
