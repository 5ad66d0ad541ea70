import { DomainError } from '../../common/errors.ts';
import { verifyMisbehavior, type Misbehavior } from '../../provenance/log/misbehavior.ts';
import type { LogPolicy } from '../../provenance/log/policy.ts';
import type { Language } from './report.ts';

const SENTENCES: Readonly<Record<Misbehavior['kind'], Readonly<Record<Language, string>>>> = {
  'receipt-broken': {
    zh: '账本对同一位置签了回执，却收录了另一条记录',
    en: 'the log signed a receipt for one entry at this index and a tree with another one there',
  },
  'receipt-late': {
    zh: '回执的期限已过，达到门限的见证方仍未见到所承诺的记录',
    en: 'after the receipt’s deadline a quorum of witnesses had still not seen the promised entry',
  },
  'two-roots': { zh: '账本对同一长度签了两个不同的根', en: 'the log signed two roots for one size' },
  'two-leaves': { zh: '账本在同一位置签了两条不同的记录', en: 'the log signed two entries at one index' },
};

export type MisbehaviorVerdict =
  | { readonly verdict: 'proven'; readonly kind: Misbehavior['kind']; readonly sentence: Readonly<Record<Language, string>> }
  | { readonly verdict: 'failed'; readonly code: string; readonly details: Readonly<Record<string, unknown>> };

/** Does the file (untrusted text) look like evidence that a log lied, rather than a bundle? */
export const readMisbehavior = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'kind' in value ? value : undefined;
  } catch {
    return undefined;
  }
};

export const judgeMisbehavior = (value: unknown, policy: LogPolicy): MisbehaviorVerdict => {
  try {
    const kind = verifyMisbehavior(value, policy);
    return { verdict: 'proven', kind, sentence: SENTENCES[kind] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { verdict: 'failed', code: error.code, details: error.details };
  }
};
