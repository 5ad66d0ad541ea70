import { toCanonicalJson, type Json } from '../../../common/canonical-json.ts';
import type { EventType } from '../../event/event.ts';
import { verifySpelling } from '../bundle.ts';
import { AUTHORITY_CHECKS } from '../checks/authority.ts';
import { CHECKPOINT_CHECKS } from '../checks/checkpoints.ts';
import type { Check, Sentence } from '../checks/check.ts';
import { EVENT_CHECKS } from '../checks/events.ts';
import { ONE_CHECKPOINT } from '../checks/form.ts';
import { HISTORY_CHECKS, verifyTimes } from '../checks/history.ts';
import { POLICY_CHECKS } from '../checks/policy.ts';
import { requireCounted, type ProofContext } from '../context.ts';
import { fail } from '../errors.ts';
import { toSample, type DrawContext } from './draw-context.ts';
import { isUntimed } from './draw-anchor.ts';
import { LABEL_CHECKS } from './label-checks.ts';

const REPLAYED = {
  zh: '按账本次序重放文件内的公开记录，用全空间同一个判定函数',
  en: 'the public events of the file are replayed in log order and judged by the one function that everybody uses',
} as const;

export const counted = (name: string, what: Sentence, ...types: readonly EventType[]): Check<ProofContext> => ({
  name,
  what,
  how: REPLAYED,
  run: (context) => requireCounted(context, ...types),
});

const requireSame = (part: string, stated: unknown, redone: unknown): void => {
  const isSame = toCanonicalJson((stated ?? null) as Json) === toCanonicalJson((redone ?? null) as Json);
  if (!isSame) fail('draw-differs', { part, stated, redone });
};

const verifySeed = ({ file: { outcome }, redone }: DrawContext): void => {
  const found = redone();
  requireSame('kind', outcome.kind, found.kind);
  if (outcome.kind === 'drawn' && found.kind === 'drawn') requireSame('seed', outcome.seed, found.seed);
  if (outcome.kind === 'whole' && found.kind === 'whole')
    requireSame('reason', { reason: outcome.reason, cost: outcome.cost }, { reason: found.reason, cost: [...found.cost] });
};

const verifySize = ({ file: { outcome }, redone }: DrawContext): void => {
  const found = redone();
  if (outcome.kind !== 'drawn' || found.kind !== 'drawn') return;
  requireSame('size', { size: outcome.sample.length, accept: outcome.accept }, { size: found.size, accept: found.accept });
};

const verifySample = ({ file: { outcome }, labels, redone }: DrawContext): void => {
  const found = redone();
  if (outcome.kind === 'drawn' && found.kind === 'drawn') requireSame('sample', outcome.sample, toSample(found.positions, labels));
};

const OUTCOME_CHECKS: readonly Check<DrawContext>[] = [
  {
    name: 'seed-redone',
    what: { zh: '种子由批号、标注的根和双方揭示的数算出', en: 'the seed follows from lot, root and what both sides revealed' },
    how: {
      zh: '重算 SHA-256；有一方沉默则不抽样，整批全检，并写明是谁',
      en: 'SHA-256 computed anew; where a side was silent nothing is drawn, the whole lot is inspected, and the file says whose silence it was',
    },
    run: verifySeed,
  },
  {
    name: 'size-redone',
    what: { zh: '样本量和容许的缺陷数符合开批时的方案', en: 'size and acceptance number follow from the plan of the opening' },
    how: { zh: '按批量和方案重算', en: 'computed anew from the number of labels and the plan' },
    run: verifySize,
  },
  {
    name: 'sample-redone',
    what: { zh: '抽中的位置和标注就是种子给出的', en: 'positions and labels of the sample are those that the seed gives' },
    how: {
      zh: '由种子的 ChaCha20 流拒绝取样，逐个比较',
      en: 'rejection sampling from the ChaCha20 stream under the seed, compared one by one',
    },
    run: verifySample,
  },
];

/** Looked at as for a release, and said otherwise. */
const NEEDED = {
  what: { zh: '所依据的记录齐全，没有多余', en: 'all that the file rests on is there, and nothing else' },
  how: {
    zh: '从批次沿记录回溯到项目、证书、授权名单和根，与文件逐条相同',
    en: 'walked back from the lot to project, certificates, delegation lists and roots: the same events, in log order',
  },
};
const ofLot = (check: Check<ProofContext>): Check<ProofContext> => (check.name === 'only-what-is-needed' ? { ...check, ...NEEDED } : check);

/** Either side could stop the lot by them otherwise, and they decide nothing. */
const DECISIVE_TIMES = {
  how: {
    zh: '不早于所引检查点的见证时间，不晚于最早收录它的检查点达到门限的时间（容差 10 分钟）；承诺和揭示不看自称的时间，只列出不可信的',
    en: 'not before the cited checkpoint was witnessed, not after a quorum had cosigned the first one that holds it (10 minutes’ tolerance); commitments and reveals count by no time of their own, so theirs are only listed where they are not credible',
  },
  run: (context: ProofContext) => verifyTimes(context, ({ type }) => !isUntimed(type)),
};
const ofTimes = (check: Check<ProofContext>): Check<ProofContext> =>
  check.name === 'time-within-interval' ? { ...check, ...DECISIVE_TIMES } : check;
/** `level-signed` speaks of a catalogue. */
const WITHOUT_CATALOGUE = AUTHORITY_CHECKS.filter(({ name }) => name !== 'level-signed');

/** What whoever looks at a drawn lot checks first: the log, the people, opening, closing and both sides' parts of the draw. */
export const LOT_CHECKS: readonly Check<ProofContext>[] = [
  ONE_CHECKPOINT,
  ...POLICY_CHECKS,
  ...CHECKPOINT_CHECKS,
  ...EVENT_CHECKS.map(ofLot),
  ...HISTORY_CHECKS.map(ofTimes),
  ...WITHOUT_CATALOGUE,
  counted(
    'data-graded',
    { zh: '数据由所有方登记并定级', en: 'the data were registered and graded by their owner' },
    'dataset-registered',
    'dataset-graded',
  ),
  counted(
    'lot-opened-inspected',
    { zh: '开批时约定了质检单位和方案', en: 'the opening names the inspecting firm and the plan' },
    'lot-opened',
  ),
  counted(
    'draw-committed',
    { zh: '双方在结批前各承诺一次', en: 'each side committed once, before the lot closed' },
    'inspection-committed',
  ),
  counted(
    'lot-closed-counts',
    { zh: '所有方的连接器结批，写明标注的根', en: 'the owner’s connector closed the lot and stated the root' },
    'lot-closed',
  ),
  counted(
    'draw-revealed',
    {
      zh: '揭示的数合于承诺，且在结批经见证之后',
      en: 'what was revealed is what was committed to, and came after the closing was witnessed',
    },
    'inspection-revealed',
  ),
];

/** Every check of a lot file, in order. The first that fails is the verdict's reason. */
export const DRAW_CHECKS: readonly Check<DrawContext>[] = [
  {
    name: 'lot-canonical',
    what: { zh: '文件没有一个多余的字节', en: 'no byte of the file is without meaning' },
    how: {
      zh: '按规范编码（RFC 8785 加一个换行）重写，与原文件逐字相同',
      en: 'written again in canonical form (RFC 8785 and one LF) it is the same file',
    },
    run: ({ text, file }) => verifySpelling(text, file),
  },
  ...LOT_CHECKS,
  ...LABEL_CHECKS,
  ...OUTCOME_CHECKS,
];
