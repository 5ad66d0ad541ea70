import { DomainError } from '../../common/errors.ts';
import { verifyMisbehavior, type Misbehavior } from './misbehavior.ts';
import type { LogPolicy } from './policy.ts';

/** The same in both languages. */
interface Sentence {
  readonly zh: string;
  readonly en: string;
}

const SENTENCES: Readonly<Record<Misbehavior['kind'], Sentence>> = {
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

/** What a file that accuses a log comes to. */
export type Ruling =
  | { readonly verdict: 'proven'; readonly kind: Misbehavior['kind']; readonly sentence: Sentence }
  | { readonly verdict: 'failed'; readonly code: string; readonly details: Readonly<Record<string, unknown>> };

/** What a file (untrusted text) says against a log; undefined where it is none that accuses, but a bundle or anything else. */
export const readAccusation = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'kind' in value ? value : undefined;
  } catch {
    return undefined;
  }
};

export const judgeLog = (accusation: unknown, policy: LogPolicy): Ruling => {
  try {
    const kind = verifyMisbehavior(accusation, policy);
    return { verdict: 'proven', kind, sentence: SENTENCES[kind] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { verdict: 'failed', code: error.code, details: error.details };
  }
};
