import { expect } from 'chai';
import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { DomainError } from '../../../common/errors.ts';
import type { EvidenceVerifier } from '../../../console/src/data/evidence.ts';
import { useVerification, type Verification } from '../../../console/src/pages/evidence/use-verification.ts';

const BUNDLE = '{}';
const POLICY = 'quorum none\n';

/** Fails by itself without a policy, and finds something under one. */
const VERIFIER: EvidenceVerifier = {
  policy: async () => undefined,
  keepPolicy: async () => undefined,
  examine: async (_file, policy) => {
    if (policy === undefined) throw new DomainError('internal');
    return { ruling: { verdict: 'policy-needed' } };
  },
};

const open = async (): Promise<Verification> => {
  let used: Verification | undefined;
  await renderToString(
    createSSRApp({
      setup: () => {
        used = useVerification(VERIFIER);
        return () => undefined;
      },
    }),
  );
  return used ?? expect.fail();
};

describe('the files of a verification', () => {
  const give = ({ take }: Verification, text: string, name: string): Promise<void> => take(text, name, Buffer.from(text), 'bundle');

  it('are not said to be at fault any more once they are verified under another policy', async () => {
    const page = await open();
    await give(page, BUNDLE, 'bundle.json');
    expect([page.bundleFault.value?.name, page.finding.value, page.busy.value]).to.deep.equal(['bundle.json', undefined, false]);
    await give(page, POLICY, 'policy.txt');
    expect([page.bundleFault.value, page.finding.value, page.busy.value]).to.deep.equal([
      undefined,
      { ruling: { verdict: 'policy-needed' } },
      false,
    ]);
  });

  it('are said to be at fault as long as nothing else was given in their place', async () => {
    const page = await open();
    page.refuse('long.json', 'bundle');
    await give(page, POLICY, 'policy.txt');
    expect(page.bundleFault.value?.name).to.equal('long.json');
    await give(page, BUNDLE, 'bundle.json');
    expect(page.bundleFault.value).to.equal(undefined);
  });
});
