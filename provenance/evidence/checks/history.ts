import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex } from '../../../common/encodings.ts';
import { verifyConsistency } from '../../log/merkle.ts';
import { citedSizes } from '../chosen.ts';
import type { ProofContext } from '../context.ts';
import { fail } from '../errors.ts';
import { isOutside, intervalsOf, type Interval } from '../intervals.ts';
import type { Check } from './check.ts';

const verifyHistory = ({ citations, newest, history, historyProofs }: ProofContext): void => {
  const cited = citations();
  const sizes = citedSizes(cited);
  const listed = history.map(({ checkpoint }) => checkpoint.size);
  if (sizes.length !== listed.length || sizes.some((size, i) => size !== listed[i])) fail('history-differs', { cited: sizes, listed });
  for (const [i, { checkpoint }] of history.entries())
    verifyConsistency({ older: checkpoint, newer: newest.checkpoint, proof: historyProofs[i] ?? [] });
  const roots = new Map(history.map(({ checkpoint }) => [checkpoint.size, toHex(checkpoint.root)]));
  roots.set(0, toHex(sha256()));
  for (const { by, size, root, below } of cited) {
    if (size > below) fail('history-differs', { by, size, index: below, reason: 'cites what came after it' });
    if (roots.get(size) !== root) fail('history-differs', { by, size, root, known: roots.get(size) });
  }
};

/** @throws DomainError `time-outside-interval` for the first of those looked at */
export const verifyTimes = (context: ProofContext, isLookedAt: (interval: Interval) => boolean = () => true): void => {
  const outside = intervalsOf(context).find((interval) => isOutside(interval) && isLookedAt(interval));
  if (outside !== undefined) fail('time-outside-interval', { ...outside });
};

export const HISTORY_CHECKS: readonly Check<ProofContext>[] = [
  {
    name: 'cited-checkpoints-consistent',
    what: { zh: '记录所引的检查点都是这本账的前段', en: 'the checkpoints that are cited are earlier states of this very log' },
    how: {
      zh: '默克尔一致性证明（RFC 6962）；记录和清单只引在其之前的检查点，根相同',
      en: 'Merkle consistency proofs (RFC 6962); events and manifest cite only what came before them, by its root',
    },
    run: verifyHistory,
  },
  {
    name: 'time-within-interval',
    needs: 'policy',
    what: { zh: '自称的时间可信', en: 'claimed times are credible' },
    how: {
      zh: '不早于所引检查点的见证时间，不晚于最早收录它的检查点达到门限的时间（容差 10 分钟）',
      en: 'not before the cited checkpoint was witnessed, not after a quorum had cosigned the first one that holds it (10 minutes’ tolerance)',
    },
    run: (context) => verifyTimes(context),
  },
];
