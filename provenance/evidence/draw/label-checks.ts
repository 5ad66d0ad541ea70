import { parseSignedEventJson } from '../../event/signing.ts';
import { verifyInclusion } from '../../log/merkle.ts';
import { labelsRoot } from '../../space/accounting.ts';
import type { Check } from '../checks/check.ts';
import { fail } from '../errors.ts';
import { verifyStanding } from './label-standing.ts';
import { closingOf, type DrawContext } from './draw-context.ts';

/** Each is of this lot and of an item on its list, in the lot's order of items and within one item in the log's, none of them twice. */
const verifyOrder = (context: DrawContext): void => {
  const { labels, file, lot } = context;
  const { opened } = lot();
  const closed = closingOf(context);
  const listed = new Map(opened.signed.event.body.items.map(({ id, commitment }, at) => [id, { at, commitment }] as const));
  let before: readonly [item: number, index: number] = [-1, -1];
  for (const [position, { signed, index, id }] of labels.entries()) {
    const { body, subject } = signed.event;
    const item = listed.get(subject.id);
    if (item === undefined || body.lot !== file.lot || subject.commitment !== item.commitment || index >= closed.index)
      return fail('labels-differ', { position, event: id, reason: 'not of this lot' });
    const follows = item.at > before[0] || (item.at === before[0] && index > before[1]);
    if (!follows) fail('labels-differ', { position, event: id, reason: 'out of order' });
    before = [item.at, index];
  }
  const { labels: counted } = closed.signed.event.body;
  if (labels.length !== counted) fail('labels-differ', { listed: labels.length, counted });
};

const verifyLogged = ({ labels, newest }: DrawContext): void => {
  const { size, root } = newest.checkpoint;
  for (const { index, leaf, path } of labels) verifyInclusion({ index, size, leaf, root, proof: path });
};

const verifySigned = ({ labels }: DrawContext): void => {
  for (const { signed } of labels) parseSignedEventJson(signed);
};

const verifyRoot = (context: DrawContext): void => {
  const stated = closingOf(context).signed.event.body.root;
  const redone = labelsRoot(context.labels);
  if (redone !== stated) fail('lot-root-differs', { stated, redone });
};

/** What the sample is drawn from. */
export const LABEL_CHECKS: readonly Check<DrawContext>[] = [
  {
    name: 'labels-of-this-lot',
    what: {
      zh: '所列标注都属于这一批，次序正确，数目与结批一致',
      en: 'the labels are of this lot, in order, and as many as the closing counts',
    },
    how: {
      zh: '条目按开批的清单，同一条目按账本次序，没有重复',
      en: 'items in the order of the opening, labels of one item in the log’s; none stands twice',
    },
    run: verifyOrder,
  },
  {
    name: 'labels-stand',
    what: {
      zh: '每个条目的标注不超过开批所定的人数，一人一条，都在名册上',
      en: 'each item has no more labels than the opening asks for, one a person, all by labelers of the roster',
    },
    how: {
      zh: '按开批的人数和迟交份数，以及署名时有效的名册和证书',
      en: 'by the places and late work of the opening, and the roster in force at each label with its certificates',
    },
    run: verifyStanding,
  },
  {
    name: 'label-signatures',
    what: { zh: '每条标注由署名的密钥签名', en: 'each label is signed by the key that it names' },
    how: { zh: '逐一验签（Ed25519，libsodium 规则）', en: 'Ed25519 by libsodium’s rules, one by one' },
    run: verifySigned,
  },
  {
    name: 'labels-in-the-log',
    what: { zh: '每条标注都在账本里', en: 'each label is in the log' },
    how: {
      zh: '由标注和它的盐算出账本条目，用包含证明（RFC 6962）复算到检查点的根',
      en: 'label and salt give its entry; inclusion proofs (RFC 6962) recomputed to the checkpoint’s root',
    },
    run: verifyLogged,
  },
  {
    name: 'root-redone',
    what: { zh: '结批写明的根就是这些标注的根', en: 'the root that the closing states is that of these labels' },
    how: { zh: '按 RFC 6962 由账本条目的叶散列重算', en: 'RFC 6962 over the leaf hashes of their entries, computed anew' },
    run: verifyRoot,
  },
];
