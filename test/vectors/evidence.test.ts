import { expect } from 'chai';
import { parseBundle } from '../../provenance/evidence/bundle.ts';
import { verifyEvidence } from '../../provenance/evidence/verifier.ts';
import { premisesOf } from '../support/evidence-premises.ts';
import { readVector } from '../support/vectors.ts';

/** Written once: what version 1 has to be able to read for good. */
describe('evidence vector', () => {
  const bundle = readVector('evidence/bundle.json');
  const policy = readVector('evidence/policy.txt').toString('utf8');

  it('verifies', () => {
    const { verdict, shown, warnings } = verifyEvidence(bundle, premisesOf(policy));
    expect(verdict).to.equal('verified');
    expect(shown).to.include({ index: 21, size: 27, k: 3, n: 4, f: 1, witnessedTime: 1_764_000_001 });
    expect(warnings.map(({ code }) => code)).to.deep.equal(['time-uncertain']);
  });

  it('without our lines in the policy is not anchored', () => {
    const bare = readVector('evidence/policy-unanchored.txt').toString('utf8');
    expect(verifyEvidence(bundle, premisesOf(bare)).verdict).to.equal('unanchored');
  });

  it('has the members that docs/protocols/evidence.md names', () => {
    const { openings, lot, ...rest } = parseBundle(bundle.toString('utf8'));
    expect(Object.keys(rest)).to.have.members(['v', 'space', 'release', 'item', 'events', 'history', 'manifest', 'line']);
    expect(Object.keys(openings)).to.have.members(['profile', 'project', 'item', 'annotation', 'row']);
    expect(Object.keys(lot)).to.have.members(['index', 'proof']);
  });
});
