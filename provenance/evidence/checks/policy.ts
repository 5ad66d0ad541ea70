import { fail as failLog } from '../../log/errors.ts';
import { policyOf, type ProofContext } from '../context.ts';
import { fail } from '../errors.ts';
import type { Check } from './check.ts';

/** Two quorums must share an honest witness: 2k > n + f even for f = 0. */
const verifySafe = (context: ProofContext): void => {
  const { k, n, f } = policyOf(context);
  if (f < 0) failLog('policy-unsafe', { k, n, f });
};

const verifySpace = (context: ProofContext): void => {
  const { space } = policyOf(context);
  if (space !== context.space) fail('policy-of-another-space', { policy: space, bundle: context.space });
};

/** The tree's last entry lies where one of the policy's receipt keys is good: the policy is of this time of the log. */
const verifySizes = (context: ProofContext): void => {
  const { size } = context.newest.checkpoint;
  const good = policyOf(context).receipts.some(({ from, to = Infinity }) => size > from && size <= to);
  if (!good) fail('policy-of-other-sizes', { size, policy: policyOf(context).receipts.map(({ from, to }) => ({ from, to })) });
};

export const POLICY_CHECKS: readonly Check<ProofContext>[] = [
  {
    name: 'policy-present',
    needs: 'anchor',
    what: { zh: '有来自运营者之外的策略文件', en: 'there is a policy from outside the operator' },
    how: { zh: '策略文件写明空间、各单位根密钥和回执密钥', en: 'the file names the space, the organisations’ roots and the receipt keys' },
    run: () => undefined,
  },
  {
    name: 'policy-safe',
    needs: 'policy',
    what: { zh: '策略要求的见证人数足以防止两份历史', en: 'the policy’s quorum rules out two histories' },
    how: { zh: '任意两组达到门限的见证方至少有一方相同（2k > n）', en: 'any two quorums have a witness in common (2k > n)' },
    run: verifySafe,
  },
  {
    name: 'space-matches',
    needs: 'anchor',
    what: { zh: '证据包属于策略所说的空间', en: 'the bundle is of the policy’s space' },
    how: { zh: '两处的空间编号相同', en: 'both name one space' },
    run: verifySpace,
  },
  {
    name: 'policy-covers-size',
    needs: 'anchor',
    what: { zh: '策略适用于账本的这一长度', en: 'the policy is for this size of the log' },
    how: {
      zh: '检查点的长度在策略中某把回执密钥的有效范围内',
      en: 'the checkpoint’s size is within the range of a receipt key of the policy',
    },
    run: verifySizes,
  },
];
