import { expect } from 'chai';
import { CHECKS } from '../../provenance/evidence/checks/table.ts';
import { verifyEvidence } from '../../provenance/evidence/verifier.ts';
import { createVerifierPage } from '../../scripts/verifier/page.ts';
import { LIES } from '../provenance/evidence/lies.ts';
import { createAttempts } from '../provenance/evidence/tampering-attempts.ts';
import { expectedCheck, type Attacker } from '../provenance/evidence/tampering-table.ts';
import { startBrowser, type TestBrowser } from '../support/browser.ts';
import { premisesOf } from '../support/evidence-premises.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { createSwitchedOff } from '../support/switched-off.ts';
import { openVerifierPage, saidBy, type Said, type VerifierPage } from '../support/verifier-page.ts';

const attempts = await createAttempts();
const { own, premises, byTop } = attempts;

describe('the offline verifier, opened from disk', function () {
  this.timeout(600_000);
  const folder = makeFolder('offline');
  let chromium: TestBrowser;
  let verifier: VerifierPage;
  before(async () => {
    chromium = await startBrowser();
    verifier = await openVerifierPage(chromium.browser, await createVerifierPage(), folder);
    await verifier.choose('policy', 'policy.txt', own.policyText);
  });
  after(async () => {
    await chromium?.close();
    removeFolder(folder);
  });

  interface Forgery {
    readonly what: string;
    readonly text: string;
    /** The check that the table names. */
    readonly expected: string | undefined;
  }
  const forgeriesOf = (top: string, attacker: Attacker): readonly Forgery[] =>
    attempts.tried(byTop.get(top) ?? [], attacker).flatMap((attempt) => {
      const text = attempts.carryOut(attempt, attacker);
      if (text === undefined) return [];
      const { what, pointer, at } = attempt.mutation;
      return [{ what: `${what} ${pointer} ${at ?? ''} (${attempt.from})`, text, expected: expectedCheck({ ...attempt, attacker }) }];
    });

  for (const attacker of ['hand', 'outsider', 'operator'] as const)
    for (const top of byTop.keys())
      it(`says of every forgery of /${top} by ${attacker} what the command says, and what the table names`, async () => {
        const forgeries = forgeriesOf(top, attacker);
        const said = await verifier.verify(forgeries.map(({ text }) => text));
        for (const [at, { what, text, expected }] of forgeries.entries()) {
          expect(said[at], what).to.deep.equal(saidBy(verifyEvidence(text, premises)));
          const isBroken = attacker === 'hand' && said[at]?.failed === 'bundle-readable';
          if (!isBroken) expect(said[at]?.failed, what).to.equal(expected);
        }
        expect(await verifier.complaints()).to.deep.equal([]);
      });

  describe('with a check switched off', () => {
    let switchedOff: (check: string) => string;
    before(async () => {
      switchedOff = await createSwitchedOff();
    });
    const say = async (html: string, { text, policy }: { readonly text: string; readonly policy: string | undefined }): Promise<Said> => {
      const changed = await openVerifierPage(chromium.browser, html, folder);
      if (policy !== undefined) await changed.choose('policy', 'policy.txt', policy);
      const [said] = await changed.verify([text]);
      await changed.close();
      return said ?? expect.fail('nothing was said');
    };
    for (const { name } of CHECKS)
      it(`is not accepted without ${name}`, async () => {
        const lie = await (LIES[name] ?? expect.fail(`no lie needs ${name}`))(own);
        const said = await say(switchedOff(name), lie);
        expect(said.verdict).to.equal('verified');
        expect(saidBy(verifyEvidence(lie.text, premisesOf(lie.policy))).verdict).to.not.equal('verified');
      });
  });
});
