import { expect } from 'chai';
import { writeBundle } from '../../../provenance/evidence/bundle.ts';
import { CHECKS } from '../../../provenance/evidence/checks/table.ts';
import { STATEMENTS } from '../../../provenance/evidence/statements.ts';
import { verifyEvidence, type Verification } from '../../../provenance/evidence/verifier.ts';
import { premisesOf } from '../../support/evidence-premises.ts';
import { forgeEvidence } from '../../support/forge.ts';
import { createLogKeys } from '../../support/forge-log.ts';
import { LIES, MORE_LIES, type Attempt } from './lies.ts';

const own = await forgeEvidence();
const verify = ({ text, policy }: Attempt, checks = CHECKS): Verification => verifyEvidence(text, premisesOf(policy), { checks });
const honest: Attempt = { text: own.text, policy: own.policyText };

describe('evidence', () => {
  it('of a label verifies by every check of the table', () => {
    const { verdict, checks } = verify(honest);
    expect(verdict).to.equal('verified');
    const passed = checks.filter(({ result }) => result === 'passed').map(({ name }) => name);
    expect(passed).to.deep.equal(['bundle-readable', ...CHECKS.map(({ name }) => name)]);
  });

  it('of the other label, under the older roster, verifies too', async () => {
    const second = await forgeEvidence({ label: 1 });
    expect(verify({ text: second.text, policy: second.policyText }).verdict).to.equal('verified');
  });

  it('of a label of a derivative verifies with what that was made of, and not without', async () => {
    const { text, policyText, bundle } = await forgeEvidence({ derived: true });
    expect(verify({ text, policy: policyText }).verdict).to.equal('verified');
    const source = bundle.events.find(({ signed }) => signed.event.type === 'dataset-registered');
    for (const type of ['dataset-registered', 'dataset-graded']) {
      const left = bundle.events.findIndex(
        ({ signed }) => signed.event.type === type && signed.event.subject.id === source?.signed.event.subject.id,
      );
      const lacking = writeBundle({ ...bundle, events: bundle.events.toSpliced(left, 1) });
      expect(verify({ text: lacking, policy: policyText }).verdict).to.equal('failed');
    }
  });

  it('of a superseded release verifies as before, under a checkpoint that holds its successor, and says that it cannot tell', async () => {
    const { text, policyText, space, bundle } = await forgeEvidence({ superseded: true });
    const { verdict, notShown } = verify({ text, policy: policyText });
    expect(verdict).to.equal('verified');
    const releases = space.events.filter(({ signed }) => signed.event.type === 'release-signed');
    expect(releases).to.have.length(2);
    expect(bundle.events.filter(({ signed }) => signed.event.type === 'release-signed')).to.have.length(1);
    expect(notShown.map(({ en }) => en)).to.include.members([
      'that no corrected release had superseded this one, and that it names the former one of its lot, if there was any',
      'that nothing was superseded after this size of the log',
    ]);
  });

  it('of a corrected release verifies with the one that it supersedes, and not without', async () => {
    const { text, policyText, bundle } = await forgeEvidence({ corrects: true });
    expect(verify({ text, policy: policyText }).verdict).to.equal('verified');
    const former = bundle.events.findIndex(({ signed }) => signed.event.type === 'release-signed');
    const lacking = writeBundle({ ...bundle, events: bundle.events.toSpliced(former, 1) });
    expect(verify({ text: lacking, policy: policyText }).failed).to.equal('only-what-is-needed');
  });

  it('of a second release that hides the first cannot be told from that of a first one, which is stated; for who reads the log it does not count', async () => {
    const release = (body: object): object => Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'supersedes'));
    const former = await forgeEvidence({ corrects: true, lies: { body: { release } } });
    const hidden = verify({ text: former.text, policy: former.policyText });
    expect(hidden.verdict).to.equal('verified');
    expect(hidden.checks.find(({ name }) => name === 'release-not-superseded')?.result).to.equal('stated-only');
    const first = former.space.events.find(({ signed }) => signed.event.type === 'release-signed');
    expect(first?.signed.event.subject.id).to.not.equal(former.bundle.release);
    expect(former.space.replay().state.releases.has(former.bundle.release)).to.equal(false);
  });

  it('says what was shown: which label, as of which size and time, under whose keys', () => {
    const { shown } = verify(honest);
    expect(shown).to.deep.include({ space: own.bundle.space, item: own.bundle.item, size: own.space.entries.length, k: 3, n: 4, f: 1 });
    expect(shown?.keys.witnesses.map(({ name }) => name)).to.deep.equal(['city', 'hotline', 'firm', 'auditor']);
    expect(shown?.keys.roots).to.have.length(2);
    expect(shown?.signed?.type).to.equal('annotation-signed');
    expect(shown?.witnessedTime).to.be.within(1_764_000_000, 1_764_000_010);
  });

  it('says what is not shown, as rows of their own', () => {
    const { checks, notShown } = verify(honest);
    const stated = checks.filter(({ result }) => result === 'stated-only').map(({ name }) => name);
    expect(stated).to.deep.equal(STATEMENTS.map(({ name }) => name));
    expect(notShown).to.have.length(STATEMENTS.length);
  });

  it('warns where times are uncertain', () => {
    const codes = verify(honest).warnings.map(({ code }) => code);
    expect(codes).to.deep.equal(['time-uncertain']);
  });

  it('warns when no dishonest witness is tolerated', () => {
    const policy = own.policyText
      .replace('group witnesses 3 city hotline firm auditor', 'group witnesses 2 city hotline firm')
      .replace(/^witness auditor .*\n/m, '');
    const proofs = own.bundle.events.map((event) => ({ ...event, proof: event.proof.split('\n').toSpliced(-2, 1).join('\n') }));
    const history = own.bundle.history.map((cited) => ({ ...cited, checkpoint: cited.checkpoint.split('\n').toSpliced(-2, 1).join('\n') }));
    const text = writeBundle({ ...own.bundle, events: proofs, history });
    const { verdict, warnings, shown } = verify({ text, policy });
    expect(verdict).to.equal('verified');
    expect(shown).to.include({ k: 2, n: 3, f: 0 });
    expect(warnings.map(({ code }) => code)).to.include('no-dishonest-witness-tolerated');
  });

  it('without a policy is consistent with itself, not anchored', () => {
    const { verdict, checks, shown } = verify({ text: own.text, policy: undefined });
    expect(verdict).to.equal('unanchored');
    expect(shown).to.equal(undefined);
    const enabled = checks.filter(({ result }) => result === 'passed').map(({ name }) => name);
    expect(enabled).to.include('event-signatures').and.not.include('log-signature');
  });

  it('under a policy without our lines is not anchored either, though log and witnesses are checked', () => {
    const policy = own.policyText.replaceAll(/^#xinbiao .*\n/gm, '');
    const { verdict, checks } = verify({ text: own.text, policy });
    expect(verdict).to.equal('unanchored');
    expect(checks.find(({ name }) => name === 'witness-quorum')?.result).to.equal('passed');
    expect(checks.find(({ name }) => name === 'roots-pinned')?.result).to.equal('not-enabled');
  });

  it('that contradicts itself fails without a policy, too', async () => {
    const { text } = await (LIES['annotation-opens'] ?? expect.fail())(own);
    expect(verify({ text, policy: undefined })).to.include({ verdict: 'failed', failed: 'annotation-opens' });
  });

  it('has checks and sentences in both languages, each name once', () => {
    const names = [...CHECKS, ...STATEMENTS].map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    for (const { what, how } of [...CHECKS, ...STATEMENTS])
      for (const sentence of [what, how]) {
        expect(sentence.zh).to.match(/\p{Script=Han}/u);
        expect(sentence.en).to.match(/^[^\p{Script=Han}]+$/u);
      }
  });
});

describe('a forged space', () => {
  const forge = (keys = createLogKeys('forger')) => forgeEvidence({ seed: 'forger', keys });

  it('is consistent with itself, and verifies under its own policy', async () => {
    const { text, policyText } = await forge();
    expect(verify({ text, policy: policyText }).verdict).to.equal('verified');
    expect(verify({ text, policy: undefined }).verdict).to.equal('unanchored');
  });

  it('with a number of its own is refused', async () => {
    const { text } = await forge();
    expect(verify({ text, policy: own.policyText })).to.include({ verdict: 'failed', failed: 'space-matches' });
  });

  const asOwnSpace = (policy: string, forged: string): string =>
    policy.replace(/^#xinbiao space .*$/m, /^#xinbiao space .*$/m.exec(forged)?.[0] ?? '');

  it('that takes the real one’s number is refused by the log’s key', async () => {
    const { text, policyText } = await forge();
    expect(verify({ text, policy: asOwnSpace(own.policyText, policyText) })).to.include({ failed: 'log-signature' });
  });

  it('by the real log and all its witnesses is refused by the pinned roots, and by nothing else', async () => {
    const { text, policyText } = await forge(own.keys);
    const attempt = { text, policy: asOwnSpace(own.policyText, policyText) };
    expect(verify(attempt).failed).to.equal('roots-pinned');
    const others = CHECKS.filter(({ name }) => name !== 'roots-pinned');
    expect(verify(attempt, others).verdict).to.equal('verified');
  });
});

describe('a lie', function () {
  this.timeout(60_000);
  for (const [check, lie] of Object.entries(LIES)) {
    const fails = async (): Promise<void> => {
      const { verdict, checks } = verify(await lie(own));
      const failed = checks.filter(({ result }) => result === 'failed').map(({ name }) => name);
      if (check === 'policy-present') expect(verdict).to.equal('unanchored');
      else expect(failed).to.deep.equal([check]);
    };
    it(`is caught by ${check} alone`, fails);
  }

  for (const [name, [check, lie]] of Object.entries(MORE_LIES))
    it(`${name}: ${check}`, async () => expect(verify(await lie(own)).failed).to.equal(check));
});

describe('each check', function () {
  this.timeout(60_000);
  for (const { name } of CHECKS)
    it(`${name} is needed: a verifier without it lets its lie through`, async () => {
      const lie = LIES[name] ?? expect.fail(`no lie needs ${name}`);
      const without = CHECKS.filter((check) => check.name !== name);
      const { verdict, checks } = verify(await lie(own), without);
      expect(checks.filter(({ result }) => result === 'failed').map((check) => check.name)).to.deep.equal([]);
      expect(verdict).to.equal('verified');
    });
});
