import { DomainError } from '../../../common/errors.ts';
import { fail as failLog } from '../../log/errors.ts';
import { verifyNote } from '../../log/note.ts';
import { isMet } from '../../log/quorum.ts';
import { verifySigned } from '../../log/witnessed.ts';
import { policyOf, type BundledCheckpoint, type ProofContext } from '../context.ts';
import type { Check } from './check.ts';

const all = ({ newest, history }: ProofContext): readonly BundledCheckpoint[] => [newest, ...history];

const verifyLogSignature = (context: ProofContext): void => {
  const { log } = policyOf(context);
  for (const { note, checkpoint } of all(context)) {
    verifyNote(note, log);
    if (checkpoint.origin !== log.name) failLog('checkpoint-malformed', { reason: 'origin is not the log', origin: checkpoint.origin });
  }
};

const verifyQuorum = (context: ProofContext): void => {
  const { quorum, witnesses, k, n } = policyOf(context);
  for (const { checkpoint, times } of all(context)) {
    const isThere = (name: string): boolean => times().has(name);
    const missing = witnesses.map(({ name }) => name).filter((name) => !isThere(name));
    if (!isMet(quorum, isThere)) failLog('quorum-missing', { size: checkpoint.size, k, n, present: [...times().keys()], missing });
  }
};

/** That the log's own line is there at all is another check's business. */
const verifyLines = (context: ProofContext): void => {
  for (const { source } of all(context))
    try {
      verifySigned(source, policyOf(context), { strict: true });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'note-unsigned') throw error;
    }
};

export const CHECKPOINT_CHECKS: readonly Check<ProofContext>[] = [
  {
    name: 'log-signature',
    needs: 'policy',
    what: { zh: '检查点由账本签名', en: 'the checkpoints are signed by the log' },
    how: {
      zh: '用策略中的账本公钥验签（Ed25519），包括所引的较早检查点',
      en: 'Ed25519 under the policy’s log key, also on the earlier ones that are cited',
    },
    run: verifyLogSignature,
  },
  {
    name: 'witness-quorum',
    needs: 'policy',
    what: { zh: '见证签名达到门限', en: 'enough witnesses have cosigned' },
    how: {
      zh: '逐一验签，按策略的门限计数，每个检查点都算',
      en: 'each cosignature is verified and counted by the policy’s rule, on every checkpoint',
    },
    run: verifyQuorum,
  },
  {
    name: 'no-foreign-signature-lines',
    needs: 'policy',
    what: { zh: '检查点上没有策略之外的签名行', en: 'no signature line is from outside the policy' },
    how: {
      zh: '每行都出自策略中的密钥，只出现一次，次序如策略，且验签通过',
      en: 'each line is by a key of the policy, once, in its order, and holds',
    },
    run: verifyLines,
  },
];
