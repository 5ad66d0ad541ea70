import { expect } from 'chai';
import { writeBundle, type Bundle } from '../../../provenance/evidence/bundle.ts';
import type { Manifest } from '../../../provenance/evidence/manifest.ts';
import { verifyEvidence } from '../../../provenance/evidence/verifier.ts';
import { premisesOf } from '../../support/evidence-premises.ts';
import { forgeEvidence } from '../../support/forge.ts';

describe('evidence from a lot that is inspected', () => {
  const failureOf = (text: string, policyText: string) => {
    const { verdict, checks, failed } = verifyEvidence(text, premisesOf(policyText));
    return [verdict, failed, checks.find(({ name }) => name === failed)?.details?.['reason']];
  };
  const isOf =
    (type: string) =>
    ({ signed }: Bundle['events'][number]): boolean =>
      signed.event.type === type;
  const isCommitment = ({ signed }: Bundle['events'][number]): boolean => signed.event.type === 'inspection-committed';

  it('holds what both sides had committed to when the lot closed before its deadline', async () => {
    const { text, bundle, policyText } = await forgeEvidence({ inspected: true });
    expect(bundle.events.filter(isCommitment)).to.have.length(2);
    expect(failureOf(text, policyText)).to.deep.equal(['verified', undefined, undefined]);
  });

  it('fails without one of them: the closing would have come too early', async () => {
    const { bundle, policyText } = await forgeEvidence({ inspected: true });
    const left = bundle.events.find(isCommitment);
    const text = writeBundle({ ...bundle, events: bundle.events.filter((event) => event !== left) });
    expect(failureOf(text, policyText)).to.deep.equal(['failed', 'lot-closed-counts-annotation', 'draw-awaited']);
  });

  it('holds that the sample was drawn, inspected and accepted, without which the release does not count', async () => {
    const { bundle, policyText } = await forgeEvidence({ inspected: true });
    const without = (type: string): string => {
      const left = bundle.events.find(isOf(type));
      expect(left, type).not.to.equal(undefined);
      return writeBundle({ ...bundle, events: bundle.events.filter((event) => event !== left) });
    };
    for (const type of ['lot-inspected', 'lot-accepted'])
      expect(failureOf(without(type), policyText).slice(0, 2), type).to.deep.equal(['failed', 'only-what-is-needed']);
    expect(failureOf(without('inspection-revealed'), policyText)).to.deep.equal(['failed', 'release-authorised', 'reference-missing']);
  });

  it('fails where who accepts, or ends the inspection, may not', async () => {
    for (const name of ['accept', 'end inspection']) {
      const { text, policyText } = await forgeEvidence({ inspected: true, lies: { by: { [name]: 'lead' } } });
      expect(failureOf(text, policyText).slice(0, 2), name).to.deep.equal(['failed', 'release-authorised']);
    }
  });

  it('says in its manifest what the inspection found, and fails with anything else', async () => {
    const { bundle } = await forgeEvidence({ inspected: true });
    const { event, ...counts } = bundle.manifest.quality?.inspection ?? expect.fail('no inspection');
    expect(event).to.have.length(64);
    expect(counts).to.deep.equal({ inspected: 2, defects: 0 });
    const lies: Readonly<Record<string, (inspection: { readonly event: string }) => object>> = {
      'other defects': (inspection) => ({ inspection: { ...inspection, defects: 1 } }),
      'fewer labels inspected': (inspection) => ({ inspection: { ...inspection, inspected: 1 } }),
      'another event': (inspection) => ({ inspection: { ...inspection, event: 'ab'.repeat(32) } }),
      nothing: () => ({}),
    };
    for (const [name, lie] of Object.entries(lies)) {
      const manifest = ({ quality, ...rest }: Manifest): Manifest => {
        const { inspection, ...figures } = quality ?? expect.fail('no figures');
        return { ...rest, quality: { ...figures, ...lie(inspection ?? expect.fail('no inspection')) } };
      };
      const { text, policyText } = await forgeEvidence({ inspected: true, lies: { manifest } });
      const { failed, checks } = verifyEvidence(text, premisesOf(policyText));
      expect([failed, checks.find((check) => check.name === failed)?.details?.['what']], name).to.deep.equal([
        'manifest-matches-release',
        'inspection',
      ]);
    }
  });

  it('holds the acceptance alone where the firm did not inspect in its time, and says that nothing was inspected', async () => {
    const { text, bundle, policyText } = await forgeEvidence({ inspected: true, absent: true });
    expect(failureOf(text, policyText)).to.deep.equal(['verified', undefined, undefined]);
    expect(bundle.events.filter(isOf('lot-inspected'))).to.deep.equal([]);
    const accepted = bundle.events.find(isOf('lot-accepted')) ?? expect.fail('no acceptance');
    const { event, ...counts } = bundle.manifest.quality?.inspection ?? expect.fail('no inspection');
    expect([accepted.signed.event.refs.length, counts]).to.deep.equal([1, { inspected: 0, defects: 0 }]);
    expect(event).to.have.length(64);
  });

  it('fails where the firm was passed over before its time was over, or its absence is told as an inspection', async () => {
    const { bundle } = await forgeEvidence({ inspected: true, absent: true });
    const closed = bundle.events.find(isOf('lot-closed')) ?? expect.fail('no closing');
    const early = { envelope: { accept: { time: closed.signed.event.time + 3_600_000 } } };
    const { text, policyText } = await forgeEvidence({ inspected: true, absent: true, lies: early });
    expect(failureOf(text, policyText)).to.deep.equal(['failed', 'release-authorised', 'acceptance-early']);
    const manifest = ({ quality, ...rest }: Manifest): Manifest => {
      const { inspection, ...figures } = quality ?? expect.fail('no figures');
      return { ...rest, quality: { ...figures, inspection: { ...(inspection ?? expect.fail('no inspection')), inspected: 2 } } };
    };
    const told = await forgeEvidence({ inspected: true, absent: true, lies: { manifest } });
    expect(failureOf(told.text, told.policyText).slice(0, 2)).to.deep.equal(['failed', 'manifest-matches-release']);
  });

  it('ends with a failed check, whatever number of labels a hostile closing states', async () => {
    for (const labels of [Number.MAX_SAFE_INTEGER, 300_000_000, 1_000_000]) {
      const { bundle, policyText } = await forgeEvidence({ inspected: true });
      const events = bundle.events.flatMap((event) => {
        if (labels > 1_000_000 && isCommitment(event)) return [];
        if (!isOf('lot-closed')(event)) return [event];
        const changed = structuredClone(event);
        (changed.signed.event.body as { labels: number }).labels = labels;
        return [changed];
      });
      const { verdict, checks } = verifyEvidence(writeBundle({ ...bundle, events }), premisesOf(policyText));
      expect([verdict, checks.find(({ name }) => name === 'inspected-as-drawn')?.code], String(labels)).to.deep.equal([
        'failed',
        'manifest-differs',
      ]);
    }
  });

  it('says nothing of it in a manifest of before there were figures', async () => {
    const manifest = ({ quality: _quality, ...older }: Manifest): Manifest => older;
    const { text, policyText } = await forgeEvidence({ inspected: true, lies: { manifest } });
    expect(failureOf(text, policyText)).to.deep.equal(['verified', undefined, undefined]);
  });

  it('holds that the adjudicator joined who decides over withheld pay, and fails without', async () => {
    const { text, bundle, policyText } = await forgeEvidence({ inspected: true, adjudicated: true });
    expect(failureOf(text, policyText)).to.deep.equal(['verified', undefined, undefined]);
    const left = bundle.events.find(({ signed: { event } }) => event.type === 'organisation-joined' && event.body.role === 'auditor');
    expect(left).not.to.equal(undefined);
    const lacking = writeBundle({ ...bundle, events: bundle.events.filter((event) => event !== left) });
    expect(failureOf(lacking, policyText).slice(0, 2)).to.deep.equal(['failed', 'only-what-is-needed']);
  });

  it('fails with one of somebody who may not commit for her side', async () => {
    const { text, policyText } = await forgeEvidence({ inspected: true, lies: { by: { 'commit reviewer': 'lead' } } });
    expect(failureOf(text, policyText)).to.deep.equal(['failed', 'lot-closed-counts-annotation', 'role-missing']);
  });
});
