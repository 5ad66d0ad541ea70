import { verifyConsistency, leafHash, verifyInclusion } from '../../log/merkle.ts';
import { parseBase64, toHex } from '../../../common/encodings.ts';
import { verifySigned, verifyWitnessed } from '../../log/witnessed.ts';
import { parseCheckpointText, verifyCheckpoint, type Checkpoint } from '../../log/checkpoint.ts';
import { parseNote } from '../../log/note.ts';
import { parseSignedEventJson } from '../../event/signing.ts';
import { fail, requireSame } from '../bundle.ts';
import { policyOf, type Context } from '../context.ts';
import type { Check } from './check.ts';

const STRICT = { strict: true } as const;
/** Minutes by which clocks may differ. */
const TOLERANCE_MS = 5 * 60_000;

/** Without a policy the log's key is not known: the checkpoint is then taken as it stands. */
const rootOf = (context: Context): Checkpoint =>
  context.policy === undefined
    ? parseCheckpointText(parseNote(context.checkpoint()).text)
    : verifySigned(context.checkpoint(), context.policy).checkpoint;

const citedSizes = ({ events }: Context): number[] =>
  [...new Set(events().map(({ signed }) => signed.event.checkpoint.size))].filter((size) => size > 0).toSorted((a, b) => a - b);

const verifyHistory = (context: Context): void => {
  const { bundle, events } = context;
  const policy = policyOf(context);
  const newer = rootOf(context);
  const notes = bundle.history.map(({ checkpoint, proof }) => {
    const older = verifyWitnessed(checkpoint, policy, STRICT).checkpoint;
    verifyConsistency({ older, newer, proof: proof.map(parseBase64) });
    return older;
  });
  requireSame(
    'sizes of cited checkpoints',
    notes.map(({ size }) => size),
    citedSizes(context),
  );
  for (const { signed } of events()) {
    const { size, root } = signed.event.checkpoint;
    const cited = notes.find((older) => older.size === size);
    if (cited !== undefined) requireSame('root of a cited checkpoint', root, toHex(cited.root));
  }
};

/** Trusted interval of an event, milliseconds: after the checkpoint it cites, before the k-th cosignature over its inclusion. */
export const intervalsOf = (
  context: Context,
): { readonly type: string; readonly from: number; readonly to: number; readonly claimed: number }[] => {
  const { bundle } = context;
  const policy = policyOf(context);
  const to = verifyWitnessed(context.checkpoint(), policy).kthSmallestTime * 1000;
  const starts = new Map(
    bundle.history.map(({ checkpoint }) => [
      verifyCheckpoint(checkpoint, policy.log).size,
      verifyWitnessed(checkpoint, policy).smallestOfK * 1000,
    ]),
  );
  return context
    .events()
    .map(({ signed: { event } }) => ({ type: event.type, from: starts.get(event.checkpoint.size) ?? 0, to, claimed: event.time }));
};

const verifyTimes = (context: Context): void => {
  for (const { type, from, to, claimed } of intervalsOf(context))
    if (claimed < from - TOLERANCE_MS || claimed > to + TOLERANCE_MS) fail('time-outside-interval', { type, claimed, from, to });
};

export const LOG_CHECKS: readonly Check[] = [
  {
    name: 'policy-matches',
    needsPolicy: true,
    how: { zh: '证据包的空间就是策略文件所说的空间', en: 'the bundle’s space is the one that the policy names' },
    run: (context) => requireSame('space', context.bundle.space, policyOf(context).space),
  },
  {
    name: 'one-checkpoint',
    how: { zh: '全部记录都在同一个检查点之下', en: 'everything is proven under one checkpoint' },
    run: ({ events, checkpoint }) => {
      for (const { proof } of events()) requireSame('checkpoint', proof.checkpoint, checkpoint());
    },
  },
  {
    name: 'log-signature',
    needsPolicy: true,
    how: { zh: '检查点由策略中的账本密钥签名（Ed25519）', en: 'the checkpoint is signed by the policy’s log key (Ed25519)' },
    run: (context) => void rootOf(context),
  },
  {
    name: 'signature-lines',
    needsPolicy: true,
    how: { zh: '检查点上没有策略之外的签名行', en: 'no line on the checkpoint is by a key outside the policy' },
    run: (context) => void verifySigned(context.checkpoint(), policyOf(context), STRICT),
  },
  {
    name: 'witness-quorum',
    needsPolicy: true,
    how: { zh: '见证签名达到策略要求的门限', en: 'cosignatures reach the policy’s quorum' },
    run: (context) => void verifyWitnessed(context.checkpoint(), policyOf(context)),
  },
  {
    name: 'event-signatures',
    how: { zh: '每条记录由其署名者的密钥签名（Ed25519）', en: 'each event is signed by the key that it names (Ed25519)' },
    run: ({ bundle }) => {
      for (const { signed } of bundle.events) parseSignedEventJson(signed);
    },
  },
  {
    name: 'events-included',
    how: { zh: '每条记录都在账本里（默克尔包含证明，RFC 6962）', en: 'each event is in the log (Merkle inclusion proof, RFC 6962)' },
    run: (context) => {
      const { size, root } = rootOf(context);
      for (const { index, entry, proof } of context.events())
        verifyInclusion({ index, size, leaf: leafHash(entry), root, proof: proof.hashes });
    },
  },
  {
    name: 'history-consistent',
    needsPolicy: true,
    how: {
      zh: '记录所引的检查点都是同一历史的前段（一致性证明）',
      en: 'the checkpoints that events cite are earlier states of the same log (consistency proofs)',
    },
    run: verifyHistory,
  },
  {
    name: 'times-in-interval',
    needsPolicy: true,
    how: { zh: '自称的时间落在见证给出的区间内', en: 'claimed times lie within the witnessed interval' },
    run: verifyTimes,
  },
];
