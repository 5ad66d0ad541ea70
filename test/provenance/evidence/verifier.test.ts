import { expect } from 'chai';
import fc from 'fast-check';
import { toCanonicalJson, type Json } from '../../../common/canonical-json.ts';
import { parseConfiguration } from '../../../labeling/configuration.ts';
import { parseResult, verifyResult } from '../../../labeling/result.ts';
import { decideDelivery } from '../../../policies/levels/delivery.ts';
import { writeBundle, type Bundle } from '../../../provenance/evidence/bundle.ts';
import type { Premises } from '../../../provenance/evidence/context.ts';
import { CHECKS, verifyEvidence, type Verdict } from '../../../provenance/evidence/verifier.ts';
import { ED25519, toVerifierKey } from '../../../provenance/log/note.ts';
import { parsePolicy } from '../../../provenance/log/policy.ts';
import { forgeEvidence, type Lies } from '../../support/forge.ts';
import { keyOf, LOG_NAME } from '../../support/log.ts';
import { mutationsOf, type Mutation } from '../../support/mutations.ts';
import { expectedChecks } from './tampering-table.ts';

const premisesOf = (policyText: string): Premises => ({
  policy: parsePolicy(policyText),
  delivery: decideDelivery,
  fits: (configuration, text, result) => verifyResult(parseConfiguration(configuration), text, parseResult(result)),
});

const own = forgeEvidence('own');
const premises = premisesOf(own.policyText);
const verify = (text: string, under: Premises = premises, checks = CHECKS): Verdict => verifyEvidence(text, under, { first: true, checks });
const write = (value: Json): string => `${toCanonicalJson(value)}\n`;

/** Lies that really sign, and policies that differ: what no change of a finished bundle reaches. Check that must fail first -> the attempt. */
const withLies = (lies: Lies) => (): { readonly text: string; readonly premises: Premises } => {
  const forged = forgeEvidence('liar', 1, lies);
  return { text: forged.text, premises: premisesOf(forged.policyText) };
};
const withPolicy = (change: (policy: string) => string) => () => ({ text: own.text, premises: premisesOf(change(own.policyText)) });
const other = forgeEvidence('other');
const lineOf = (policy: string, start: string): string => policy.split('\n').find((line) => line.startsWith(start)) ?? expect.fail(start);
const addLine = (bundle: Bundle): Bundle => ({
  ...bundle,
  events: bundle.events.map((event) => ({ ...event, proof: `${event.proof}\u2014 nobody.example AAAAAAAA\n` })),
});

const LIES: Readonly<Record<string, () => { readonly text: string; readonly premises: Premises }>> = {
  'policy-matches': () => ({ text: other.text, premises }),
  'log-signature': withPolicy((policy) =>
    policy.replace(
      lineOf(policy, 'log '),
      `log ${toVerifierKey({ name: LOG_NAME, type: ED25519, publicKey: keyOf('another log').publicKey })}`,
    ),
  ),
  'signature-lines': () => ({ text: writeBundle(addLine(own.bundle)), premises }),
  'witness-quorum': withLies({ witnesses: ['city', 'hotline'] }),
  'times-in-interval': withLies({ backdate: -3_600_000 }),
  'roots-pinned': withPolicy((policy) => policy.replace(lineOf(policy, '#xinbiao root'), lineOf(other.policyText, '#xinbiao root'))),
  'delegations-valid': withLies({ ownDelegation: true }),
  'certificates-valid': withLies({ undelegated: true }),
  'dataset-authorised': withLies({ registrar: 'keeper' }),
  'level-signed': withLies({ officerRole: 'data-owner' }),
  'project-authorised': withLies({ level: 'g3' }),
  'roster-authorised': withLies({ rosterSigner: 'officer' }),
  'lot-authorised': withLies({ lotOpener: 'keeper' }),
  'annotation-authorised': withLies({ unrostered: true }),
  'closing-authorised': withLies({ closer: 'keeper' }),
  'release-authorised': withLies({ releaser: 'officer' }),
  'result-fits': withLies({
    result: [
      { from_name: 'who', to_name: 'text', type: 'labels', value: { start: 0, end: 99, labels: ['部门'] } },
      { from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['任务'] } },
    ],
  }),
  'item-is-row': withLies({ itemText: '另一段文字而已' }),
  'manifest-true': withLies({ manifest: (manifest) => ({ ...manifest, completeness: { ...manifest.completeness, left: 1 } }) }),
  'line-true': withLies({ line: (line) => line.replace('部门', '时间') }),
};

describe('evidence', () => {
  it('of a label verifies, and says what was shown', () => {
    const verdict = verifyEvidence(own.text, premises);
    expect(verdict.verdict).to.equal('verified');
    expect(verdict.shown).to.include({ size: own.log.entries.length, k: 3, n: 4, f: 1, log: 'log.example' });
    expect(verdict.checks.filter(({ result }) => result === 'stated-only').map(({ name }) => name)).to.include('person-worked');
  });

  it('without a policy is only consistent with itself', () =>
    expect(verifyEvidence(own.text, { ...premises, policy: undefined }).verdict).to.equal('unanchored'));

  it('under a policy without roots is not anchored', () => {
    const bare = own.policyText.split('\n').filter((line) => !line.startsWith('#xinbiao'));
    expect(verifyEvidence(own.text, premisesOf(bare.join('\n'))).verdict).to.equal('unanchored');
  });

  it('of a complete forged space with its own keys is refused', () => {
    expect(verify(other.text, premisesOf(other.policyText)).verdict).to.equal('verified');
    expect(verify(other.text).verdict).to.equal('failed');
  });

  it('of a forged space that takes the real one’s number is refused under its keys', () => {
    const bundle = { ...other.bundle, space: own.bundle.space };
    expect(verify(writeBundle(bundle)).verdict).to.equal('failed');
  });

  it('reads anything without falling over', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => verify(text).failed === 'bundle-canonical'));
  });
});

describe('tampered evidence', function () {
  this.timeout(180_000);
  const foreigners = [forgeEvidence('own', 0), other];
  const whole = JSON.parse(own.text) as Json;
  const mutations = foreigners.flatMap(({ text }, i) =>
    mutationsOf(whole, JSON.parse(text) as Json).filter(({ what }) => i === 0 || what === 'foreign'),
  );
  const places = Map.groupBy(mutations, ({ pattern }) => pattern);

  for (const [pattern, attempts] of places)
    it(`${pattern || 'as a whole'} fails where the table says (${attempts.length})`, () => {
      for (const { value, what, pointer } of attempts)
        expect(expectedChecks(pattern), `${what} ${pointer}`).to.include(verify(write(value)).failed);
    });
});

describe('evidence by those who really sign a lie', () => {
  for (const [check, attempt] of Object.entries(LIES))
    it(`fails at ${check}`, () => {
      const { text, premises: under } = attempt();
      expect(verify(text, under).failed).to.equal(check);
    });
});

describe('each check', function () {
  this.timeout(60_000);
  const whole = JSON.parse(own.text) as Json;
  const mutations = mutationsOf(whole, JSON.parse(forgeEvidence('own', 0).text) as Json);
  const firstFailing = new Map<string, Mutation>();
  before(() => {
    for (const mutation of mutations) {
      const { failed } = verify(write(mutation.value));
      if (failed !== undefined && !firstFailing.has(failed)) firstFailing.set(failed, mutation);
    }
  });

  for (const { name } of CHECKS)
    it(`${name} is needed: without it the suite fails`, () => {
      const without = CHECKS.filter((check) => check.name !== name);
      const mutation = firstFailing.get(name);
      const lie = LIES[name]?.();
      const { text, under } =
        lie === undefined
          ? { text: write(mutation?.value ?? expect.fail(`no attempt fails at ${name}`)), under: premises }
          : { text: lie.text, under: lie.premises };
      expect(verify(text, under).failed).to.equal(name);
      expect(verify(text, under, without).failed).not.to.equal(name);
    });
});
