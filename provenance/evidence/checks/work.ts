import { parseBase64, parseHex } from '../../../common/encodings.ts';
import { leafHash, verifyInclusion } from '../../log/merkle.ts';
import { refuse } from '../../space/refusal.ts';
import { requireCounted, type Context } from '../context.ts';
import { fail } from '../errors.ts';
import type { Check } from './check.ts';

const verifyFixed = (context: Context): void => {
  requireCounted(context, 'lot-opened');
  const { opened, annotation, project } = context.chosen();
  const { subject } = annotation.signed.event;
  const item = opened.signed.event.body.items.find(({ id }) => id === subject.id);
  if (item === undefined || item.commitment !== subject.commitment)
    refuse('item-not-in-lot', { item: subject.id, lot: opened.signed.event.subject.id });
  if (opened.signed.event.body.project !== project.signed.event.subject.id)
    refuse('subject-foreign', { project: opened.signed.event.body.project });
};

const verifyAnnotation = (context: Context): void => {
  requireCounted(context, 'annotation-signed');
  const { annotation, opened } = context.chosen();
  const { lot } = annotation.signed.event.body;
  if (lot !== opened.signed.event.subject.id) refuse('subject-foreign', { lot });
};

const verifyCounted = (context: Context): void => {
  requireCounted(context, 'inspection-committed', 'lot-closed');
  const { chosen, events, bundle } = context;
  const { closed, annotation } = chosen();
  const { labels, root } = closed.signed.event.body;
  const counted = events.find(({ index }) => index === annotation.index);
  if (counted === undefined) return fail('evidence-incomplete', { missing: 'annotation-signed' });
  const { index, proof } = bundle.lot;
  verifyInclusion({ index, size: labels, leaf: leafHash(counted.leaf), root: parseHex(root), proof: proof.map(parseBase64) });
};

export const WORK_CHECKS: readonly Check[] = [
  {
    name: 'lot-fixes-item',
    what: { zh: '批次开启时已固定这一条目', en: 'the lot fixed this item when it opened' },
    how: {
      zh: '清单由所有方连接器签名，条目编号和承诺都在其中',
      en: 'the list, signed by the owner’s connector, holds the item with its commitment',
    },
    run: verifyFixed,
  },
  {
    name: 'annotation-authorised',
    what: {
      zh: '标注由名册上的持证标注员在批次关闭前签名',
      en: 'the label is by a certified labeller of the roster, before the lot closed',
    },
    how: {
      zh: '证书、名册、条目都按该记录在账本中的位置判定',
      en: 'certificate, roster and item are judged as of the label’s place in the log',
    },
    run: verifyAnnotation,
  },
  {
    name: 'lot-closed-counts-annotation',
    what: { zh: '批次关闭时计入的正是这条标注', en: 'the lot’s closing counts this very label' },
    how: { zh: '默克尔证明，复算到关闭记录所签的根', en: 'a Merkle proof recomputed to the root that the closing signs' },
    run: verifyCounted,
  },
];
