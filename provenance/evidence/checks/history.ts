import { sha256 } from '../../../common/crypto/hash.ts';
import { parseBase64, toHex } from '../../../common/encodings.ts';
import { verifyConsistency } from '../../log/merkle.ts';
import { citedSizes } from '../chosen.ts';
import type { Context } from '../context.ts';
import { fail } from '../errors.ts';
import { isOutside, intervalsOf } from '../intervals.ts';
import type { Check } from './check.ts';

/** Whose word a citation is, and the last index of which it can know. */
interface Citation {
  readonly by: string;
  readonly size: number;
  readonly root: string;
  /** The checkpoint can hold at most what lies below. */
  readonly below: number;
}

const citations = ({ events, chosen, bundle }: Context): Citation[] => [
  ...events.map(({ id, index, signed }) => ({ by: id, below: index, ...signed.event.checkpoint })),
  { by: 'manifest', below: chosen().release.index, ...bundle.manifest.checkpoint },
];

const verifyHistory = (context: Context): void => {
  const { bundle, events, newest, history } = context;
  const sizes = citedSizes(events, bundle.manifest);
  const listed = history.map(({ checkpoint }) => checkpoint.size);
  if (sizes.length !== listed.length || sizes.some((size, i) => size !== listed[i])) fail('history-differs', { cited: sizes, listed });
  for (const [i, { checkpoint }] of history.entries())
    verifyConsistency({ older: checkpoint, newer: newest.checkpoint, proof: (bundle.history[i]?.proof ?? []).map(parseBase64) });
  const roots = new Map(history.map(({ checkpoint }) => [checkpoint.size, toHex(checkpoint.root)]));
  roots.set(0, toHex(sha256()));
  for (const { by, size, root, below } of citations(context)) {
    if (size > below) fail('history-differs', { by, size, index: below, reason: 'cites what came after it' });
    if (roots.get(size) !== root) fail('history-differs', { by, size, root, known: roots.get(size) });
  }
};

const verifyTimes = (context: Context): void => {
  for (const interval of intervalsOf(context)) if (isOutside(interval)) fail('time-outside-interval', { ...interval });
};

export const HISTORY_CHECKS: readonly Check[] = [
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
      zh: '不早于所引检查点的见证时间，不晚于最早收录它的检查点达到门限的时间（容差 5 分钟）',
      en: 'not before the cited checkpoint was witnessed, not after a quorum had cosigned the first one that holds it (5 minutes’ tolerance)',
    },
    run: verifyTimes,
  },
];
