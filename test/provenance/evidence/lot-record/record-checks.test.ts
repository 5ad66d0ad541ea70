import { expect } from 'chai';
import { DRAW_CHECKS } from '../../../../provenance/evidence/draw/draw-checks.ts';
import { writeLotRecord } from '../../../../provenance/evidence/lot-record/lot-record.ts';
import { RECORD_CHECKS } from '../../../../provenance/evidence/lot-record/record-checks.ts';
import { forgeRecord, type RecordLies } from '../../../support/forged-record.ts';
import { signLabel } from '../../../support/scripted-lot.ts';
import { own, verify } from './own-record.ts';

const ROOT = 'cd'.repeat(32);
const lie = async (lies: RecordLies) => forgeRecord({ certifies: {}, ...lies });

/** People with real keys who lie; each check of the record's own has a lie that it alone catches. */
const LIES: Readonly<Record<string, () => Promise<{ readonly text: string; readonly policyText: string }>>> = {
  'record-canonical': () => Promise.resolve({ ...own, text: `${own.text}\n` }),
  'inspection-ended': () => lie({ by: { end: 'labeler' } }),
  'leaves-in-the-log': () =>
    lie({
      draw: {
        labels: (labels, s, lot) => {
          const last = labels.at(-1) ?? expect.fail('no label');
          return [...labels.slice(0, -1), { ...signLabel(s, lot, lot.labelers[1], 2), index: last.index }];
        },
      },
    }),
  'labels-under-closing': () => lie({ draw: { root: ROOT } }),
  'verdicts-under-inspection': () => lie({ ends: { root: ROOT } }),
  'sample-inspected-whole': () => lie({ inspects: 3 }),
  'lot-answered': () => lie({ by: { answer: 'connector' } }),
  'release-counts': () => lie({ releases: {}, by: { release: 'connector' } }),
  'certificate-counts': () => lie({ by: { certify: 'labeler' } }),
  'certificate-true': () => lie({ certifies: { accept: 1 } }),
  'certified-figures': () => lie({ releases: { level: 'g2' } }),
};

describe('the checks of a lot record', () => {
  it('have a lie each, but those that are a lot file’s and have theirs there', () => {
    const shared = new Set(DRAW_CHECKS.map(({ run }): unknown => run));
    const ownChecks = RECORD_CHECKS.filter(({ run }) => !shared.has(run)).map(({ name }) => name);
    expect(Object.keys(LIES).toSorted()).to.deep.equal(ownChecks.toSorted());
  });

  for (const [name, tell] of Object.entries(LIES))
    it(`${name} alone catches its lie`, async () => {
      const { text, policyText } = await tell();
      expect(verify(text, policyText).failed).to.equal(name);
      const rest = RECORD_CHECKS.filter((check) => check.name !== name);
      const { verdict, failed } = verify(text, policyText, rest);
      expect([verdict, failed]).to.deep.equal(['verified', undefined]);
    });

  it('certificate-true catches a range that is not that of the labels, too', async () => {
    const indices = own.labels.map(({ index }) => index);
    const { text, policyText } = await lie({ certifies: { range: { first: Math.min(...indices) - 1, last: Math.max(...indices) } } });
    expect(verify(text, policyText).failed).to.equal('certificate-true');
  });

  it('certified-figures catches a manifest that is missing, or that nobody vouches for', async () => {
    const { manifest, ...without } = own.file;
    expect(verify(writeLotRecord(without)).failed).to.equal('cited-checkpoints-consistent');
    const plain = await forgeRecord({ certifies: {} });
    const added = {
      ...plain.file,
      ...(manifest && { manifest: { ...manifest, checkpoint: { size: 0, root: plain.s.events[0]!.signed.event.checkpoint.root } } }),
    };
    expect(verify(writeLotRecord(added), plain.policyText).failed).to.equal('certified-figures');
  });
});
