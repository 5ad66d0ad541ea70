import { toHex } from '../../../common/encodings.ts';
import { leafHash, treeRoot, verifyInclusion } from '../../log/merkle.ts';
import type { Check } from '../checks/check.ts';
import { fail } from '../errors.ts';
import { closingOf, endOf, type ListedLeaf, type RecordContext } from './record-context.ts';

const verifyLogged = ({ labels, verdicts, newest }: RecordContext): void => {
  const { size, root } = newest.checkpoint;
  for (const { index, leaf, path } of [...labels, ...verdicts]) verifyInclusion({ index, size, leaf, root, proof: path });
};

interface Counted {
  readonly what: 'labels' | 'verdicts';
  readonly count: number;
  /** Hex. */
  readonly root: string;
  /** Log indices between which they stand. */
  readonly after: number;
  readonly before: number;
}

/** As many as were counted, each once and at its time, under the root that was signed. */
const verifyCounted = (leaves: readonly ListedLeaf[], { what, count, root, after, before }: Counted): void => {
  const distinct = new Set(leaves.map(({ index }) => index)).size;
  if (leaves.length !== count || distinct !== count) fail('labels-differ', { what, listed: distinct, counted: count });
  const astray = leaves.find(({ index }) => index <= after || index >= before);
  if (astray !== undefined) fail('labels-differ', { what, index: astray.index, after, before });
  const redone = toHex(treeRoot(leaves.map(({ leaf }) => leafHash(leaf))));
  if (redone !== root) fail('lot-root-differs', { what, stated: root, redone });
};

const verifyLabels = (context: RecordContext): void => {
  const { index, signed } = closingOf(context);
  const { labels, root } = signed.event.body;
  verifyCounted(context.labels, { what: 'labels', count: labels, root, after: context.lot().opened.index, before: index });
};

const verifyVerdicts = (context: RecordContext): void => {
  const { index, signed } = endOf(context);
  const { inspected, root } = signed.event.body;
  verifyCounted(context.verdicts, { what: 'verdicts', count: inspected, root, after: closingOf(context).index, before: index });
};

/** As many labels have a verdict as the draw says, or all of them where a side was silent. */
const verifySample = (context: RecordContext): void => {
  const inspection = context.redone();
  const { inspected } = endOf(context).signed.event.body;
  const size = 'size' in inspection ? inspection.size : 0;
  if (size !== inspected) fail('draw-differs', { part: 'size', stated: inspected, redone: size, kind: inspection.kind });
};

/** Whose labels and verdicts these are nobody is shown: their hashes suffice. */
export const LEAF_CHECKS: readonly Check<RecordContext>[] = [
  {
    name: 'leaves-in-the-log',
    what: { zh: '所列的每条标注和质检结论都在账本里', en: 'each label and verdict that is listed is in the log' },
    how: {
      zh: '只出示条目的叶散列；用包含证明（RFC 6962）复算到检查点的根',
      en: 'the leaf hashes of their entries alone are shown; inclusion proofs (RFC 6962) recomputed to the checkpoint’s root',
    },
    run: verifyLogged,
  },
  {
    name: 'labels-under-closing',
    what: {
      zh: '这些就是结批计入的全部标注，都在开批之后、结批之前',
      en: 'these are all labels that the closing counts, logged between opening and closing',
    },
    how: { zh: '数目相符，由叶散列重算结批写明的根', en: 'as many as it says; the root that it states recomputed from their leaf hashes' },
    run: verifyLabels,
  },
  {
    name: 'verdicts-under-inspection',
    what: {
      zh: '这些就是检毕计入的全部质检结论，都在结批之后、检毕之前',
      en: 'these are all verdicts that the end of the inspection counts, logged between closing and end',
    },
    how: { zh: '数目相符，由叶散列重算检毕写明的根', en: 'as many as it says; the root that it states recomputed from their leaf hashes' },
    run: verifyVerdicts,
  },
  {
    name: 'sample-inspected-whole',
    what: { zh: '抽中多少就检了多少', en: 'as many labels were inspected as were drawn' },
    how: {
      zh: '由双方揭示的数、标注的根和方案重抽；有一方沉默则为整批',
      en: 'the draw redone from what both sides revealed, the labels’ root and the plan; the whole lot where a side was silent',
    },
    run: verifySample,
  },
];
