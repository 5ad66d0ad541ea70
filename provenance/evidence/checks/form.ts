import { verifySpelling } from '../bundle.ts';
import type { ProofContext } from '../context.ts';
import { fail } from '../errors.ts';
import type { Check } from './check.ts';

const verifyOne = ({ events, newest }: ProofContext): void => {
  for (const { index, proof } of events) if (proof.checkpoint !== newest.source) fail('checkpoints-differ', { index });
};

export const ONE_CHECKPOINT: Check<ProofContext> = {
  name: 'one-checkpoint',
  what: { zh: '全部记录都在同一个检查点之下', en: 'everything is proven under one checkpoint' },
  how: { zh: '每份包含证明所附的检查点逐字相同', en: 'every inclusion proof carries the same text' },
  run: verifyOne,
};

export const FORM_CHECKS: readonly Check[] = [
  {
    name: 'bundle-canonical',
    what: { zh: '证据包没有一个多余的字节', en: 'no byte of the bundle is without meaning' },
    how: {
      zh: '按规范编码（RFC 8785 加一个换行）重写，与原文件逐字相同',
      en: 'written again in canonical form (RFC 8785 and one LF) it is the same file',
    },
    run: ({ text, bundle }) => verifySpelling(text, bundle),
  },
  ONE_CHECKPOINT,
];
