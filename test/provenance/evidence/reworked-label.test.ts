import { expect } from 'chai';
import type { EventOf } from '../../../provenance/event/event.ts';
import { writeBundle, type Bundle } from '../../../provenance/evidence/bundle.ts';
import { verifyEvidence } from '../../../provenance/evidence/verifier.ts';
import { premisesOf } from '../../support/evidence-premises.ts';
import { forgeEvidence, type ForgedEvidence, type ForgeOptions, type Lies } from '../../support/forge.ts';

type Line = Record<string, unknown>;

describe('evidence for a label that was rejected, reworked, accepted and released', () => {
  const REWORKED: ForgeOptions = { inspected: true, reworked: true };
  let own: ForgedEvidence;
  before(async () => {
    own = await forgeEvidence(REWORKED);
  });

  const verify = (bundle: Bundle) => {
    const { verdict, failed, checks } = verifyEvidence(writeBundle(bundle), premisesOf(own.policyText));
    return { verdict, failed, details: checks.find(({ name }) => name === failed)?.details };
  };
  const failureOf = async (lies: Lies) => {
    const { text, policyText } = await forgeEvidence({ ...REWORKED, lies });
    const { failed, checks } = verifyEvidence(text, premisesOf(policyText));
    const { code, details } = checks.find(({ name }) => name === failed) ?? {};
    return [failed, code, ...(details?.['reason'] === undefined ? [] : [details['reason']])];
  };
  const without = (type: string): Bundle => ({
    ...own.bundle,
    events: own.bundle.events.filter(({ signed }) => signed.event.type !== type),
  });
  const reworkOf = ({ rework }: Bundle): NonNullable<Bundle['rework']> => rework ?? expect.fail('no rework');

  it('holds label, verdict, rework, inspection and acceptance, and verifies', () => {
    expect(verify(own.bundle)).to.deep.equal({ verdict: 'verified', failed: undefined, details: undefined });
    const types = new Set(own.bundle.events.map(({ signed }) => signed.event.type));
    expect(types).to.include.keys(
      'annotation-signed',
      'verdict-signed',
      'label-reworked',
      'lot-inspected',
      'lot-accepted',
      'release-signed',
    );
    const { result, rework } = JSON.parse(own.bundle.line) as Line;
    expect(result).to.deep.equal(reworkOf(own.bundle).opening.value);
    expect(result).not.to.deep.equal(own.bundle.openings.annotation.value);
    expect(rework).to.have.all.keys('event', 'index', 'verdict');
  });

  it('is of a label that passed without any of it', async () => {
    const other = await forgeEvidence({ ...REWORKED, label: 1 });
    expect(verifyEvidence(other.text, premisesOf(other.policyText)).verdict).to.equal('verified');
    expect(other.bundle).not.to.have.property('rework');
  });

  it('fails without the verdict, without the rework, and without what opens it', () => {
    for (const type of ['verdict-signed', 'label-reworked']) expect(verify(without(type)).failed, type).to.equal('only-what-is-needed');
    const { rework: _, ...closed } = own.bundle;
    expect(verify(closed).failed).to.equal('rework-authorised');
    const neither = without('verdict-signed');
    const { rework: _rework, ...label } = {
      ...neither,
      events: neither.events.filter(({ signed }) => signed.event.type !== 'label-reworked'),
    };
    expect(verify(label).verdict).to.equal('failed');
  });

  it('fails with another place of the verdict, and with another result', () => {
    const { opening, verdict, accepted } = reworkOf(own.bundle);
    const lies = [
      { opening, verdict: { ...verdict, index: 1 }, accepted },
      { opening, verdict: { ...verdict, proof: [] }, accepted },
      { opening, verdict, accepted: { ...accepted, index: 1 } },
      { opening, verdict, accepted: verdict },
    ];
    for (const rework of lies) expect(verify({ ...own.bundle, rework }).failed).to.equal('rework-authorised');
    const swapped = { verdict, accepted, opening: own.bundle.openings.annotation };
    expect(verify({ ...own.bundle, rework: swapped }).failed).to.equal('annotation-opens');
  });

  it('fails where the line says that the label was released as it was, or the other way round', async () => {
    const withoutRework = (line: string): string => {
      const { rework: _, ...rest } = JSON.parse(line) as Line;
      return JSON.stringify(rest);
    };
    expect((await failureOf({ line: withoutRework }))[0]).to.equal('line-equals-annotation');
    const plain = await forgeEvidence({ inspected: true });
    expect(verify({ ...plain.bundle, rework: reworkOf(own.bundle) }).verdict).to.equal('failed');
  });

  it('fails where somebody else reworked, or a label was reworked that passed', async () => {
    expect(await failureOf({ by: { rework: 'second' } })).to.deep.equal(['rework-authorised', 'rework-foreign']);
    const pass = (body: EventOf<'verdict-signed'>['body']): EventOf<'verdict-signed'>['body'] => ({
      ...body,
      finding: { verdict: 'pass' },
    });
    expect(await failureOf({ body: { 'verdict 0': pass } })).to.deep.equal(['rework-authorised', 'rework-without-verdict']);
  });

  it('fails where who judged, or reworked, may not', async () => {
    expect(await failureOf({ by: { 'verdict 0': 'lead' } })).to.deep.equal(['rework-authorised', 'event-refused', 'role-missing']);
    expect(await failureOf({ by: { 'verdict 0': 'keeper' } })).to.deep.equal(['rework-authorised', 'event-refused', 'inspection-foreign']);
    expect(await failureOf({ by: { rework: 'lead' } })).to.deep.equal(['rework-authorised', 'event-refused', 'not-on-roster']);
  });

  it('fails where the owner accepted without the rework, or over another one', async () => {
    const accepting = (taken: object) => failureOf({ body: { accept: () => taken } });
    expect(await accepting({})).to.deep.equal(['rework-authorised', 'reworks-accepted-differ']);
    expect((await accepting({ reworks: { count: 1, root: 'ab'.repeat(32) } }))[0]).to.equal('rework-authorised');
    expect((await accepting({ reworks: { count: 2, root: 'ab'.repeat(32) } }))[0]).to.equal('rework-authorised');
  });

  it('fails where the end of the inspection counts other verdicts', async () => {
    const other = (body: object): object => ({ ...body, root: 'ab'.repeat(32) });
    expect((await failureOf({ body: { 'end inspection': other } }))[0]).to.equal('rework-authorised');
  });
});
