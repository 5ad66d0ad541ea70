import { parseSignedEventJson } from '../../event/signing.ts';
import { verifyInclusion } from '../../log/merkle.ts';
import type { BundledEvent, ProofContext } from '../context.ts';
import { fail } from '../errors.ts';
import type { Check } from './check.ts';

/** Exactly the chosen ones, ascending. */
const verifyNeeded = ({ events, needed: wanted }: ProofContext): void => {
  const needed = wanted().map(({ index }) => index);
  const superfluous = events.filter(({ index }, i) => index !== needed[i]);
  if (superfluous.length > 0)
    fail('evidence-superfluous', { events: superfluous.map(({ index, signed }) => ({ index, type: signed.event.type })) });
};

const verifyIncluded = ({ events, newest }: ProofContext): void => {
  const { size, root } = newest.checkpoint;
  for (const { index, leaf, proof } of events) verifyInclusion({ index, size, leaf, root, proof: proof.hashes });
};

const NOTHING_BEFORE = '0'.repeat(64);

/** Only neighbours show their link: what lies between others is not in the bundle. */
const verifyLink = (event: BundledEvent, before: BundledEvent | undefined): void => {
  const { seq, prev } = event.signed.event;
  const expected = seq === 0 ? NOTHING_BEFORE : before?.signed.event.seq === seq - 1 ? before.id : prev;
  if (prev !== expected) fail('chain-broken', { event: event.id, seq, prev, expected });
};

const verifyChains = ({ events }: ProofContext): void => {
  for (const chain of Map.groupBy(events, ({ signed }) => signed.event.actor.key).values())
    for (const [i, event] of chain.entries()) verifyLink(event, chain[i - 1]);
};

export const EVENT_CHECKS: readonly Check<ProofContext>[] = [
  {
    name: 'each-event-included',
    what: { zh: '每条记录都在账本里', en: 'each event is in the log' },
    how: {
      zh: '默克尔包含证明（RFC 6962），复算到检查点的根',
      en: 'Merkle inclusion proofs (RFC 6962) recomputed to the checkpoint’s root',
    },
    run: verifyIncluded,
  },
  {
    name: 'event-signatures',
    what: { zh: '每条记录由署名的密钥签名', en: 'each event is signed by the key that it names' },
    how: { zh: '逐一验签（Ed25519，libsodium 规则）', en: 'Ed25519 by libsodium’s rules, one by one' },
    run: ({ events }) => {
      for (const { signed } of events) parseSignedEventJson(signed);
    },
  },
  {
    name: 'chains-linked',
    what: { zh: '同一密钥的记录前后相接', en: 'events of one key follow on each other' },
    how: { zh: '相邻序号的记录，后者写有前者的散列', en: 'of neighbours the later one holds the earlier one’s hash' },
    run: verifyChains,
  },
  {
    name: 'only-what-is-needed',
    what: { zh: '所依据的记录齐全，没有多余', en: 'all that the label rests on is there, and nothing else' },
    how: {
      zh: '从交付沿记录回溯到源数据、证书、授权名单和根，与证据包逐条相同',
      en: 'walked back from the release to source, certificates, delegation lists and roots: the same events, in log order',
    },
    run: verifyNeeded,
  },
];
