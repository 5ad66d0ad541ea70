import { expect } from 'chai';
import { writeBundle } from '../../../provenance/evidence/bundle.ts';
import type { Premises } from '../../../provenance/evidence/context.ts';
import { verifyEvidence } from '../../../provenance/evidence/verifier.ts';
import { recompute } from '../../support/recompute.ts';
import { createAttempts } from './tampering-attempts.ts';
import { expectedCheck } from './tampering-table.ts';

const failedCheck = (text: string, premises: Premises): string =>
  verifyEvidence(text, premises, { first: true }).failed ?? 'nothing: it verifies';

const { own, premises, byTop, tried, carryOut } = await createAttempts();

describe('tampered evidence', function () {
  this.timeout(120_000);

  it('that is recomputed untampered is itself again', () => {
    const leaves = own.log.leaves();
    expect(writeBundle(recompute(own.bundle, { leaves }))).to.equal(own.text);
    expect(writeBundle(recompute(own.bundle, { leaves, keys: own.keys }))).to.equal(own.text);
  });

  for (const attacker of ['hand', 'outsider', 'operator'] as const)
    for (const [top, all] of byTop)
      it(`/${top} by ${attacker} fails at the check that the table names`, () => {
        for (const attempt of tried(all, attacker)) {
          const text = carryOut(attempt, attacker);
          if (text === undefined) continue;
          const failed = failedCheck(text, premises);
          const expected = expectedCheck({ ...attempt, attacker });
          const isBroken = attacker === 'hand' && failed === 'bundle-readable';
          const { what, pointer, at } = attempt.mutation;
          if (!isBroken) expect(failed, `${what} ${pointer} ${at ?? ''} (${attempt.from})`).to.equal(expected);
        }
      });

  it('that lacks a cosignature above the quorum says less and still holds', () => {
    const shorten = (note: string): string => note.split('\n').toSpliced(-2, 1).join('\n');
    const history = own.bundle.history.map((cited) => ({ ...cited, checkpoint: shorten(cited.checkpoint) }));
    const { verdict } = verifyEvidence(writeBundle({ ...own.bundle, history }), premises);
    expect(verdict).to.equal('verified');
  });

  it('that lacks two cosignatures fails', () => {
    const shorten = (note: string): string => note.split('\n').toSpliced(-3, 2).join('\n');
    const history = own.bundle.history.map((cited) => ({ ...cited, checkpoint: shorten(cited.checkpoint) }));
    expect(failedCheck(writeBundle({ ...own.bundle, history }), premises)).to.equal('witness-quorum');
  });
});
