import { expect } from 'chai';
import { CHECKS } from '../../../../provenance/evidence/checks/table.ts';
import { DRAW_CHECKS } from '../../../../provenance/evidence/draw/draw-checks.ts';
import { writeLotFile, type LotFile } from '../../../../provenance/evidence/draw/lot-file.ts';
import { parseTlogProof, writeTlogProof } from '../../../../provenance/log/proof.ts';
import { forgeDraw, type DrawLies, type ForgedDraw } from '../../../support/forged-draw.ts';
import { signLabel } from '../../../support/scripted-lot.ts';
import { own, verify, withTwice } from './own-draw.ts';

/** People with real keys who lie; each check of the draw's own has a lie that it alone catches. */
const LIES: Readonly<Record<string, () => Promise<{ readonly text: string; readonly policyText: string }>>> = {
  'lot-canonical': () => Promise.resolve({ ...own, text: `${own.text}\n` }),
  'only-what-is-needed': async () => {
    const { s, log, file, policyText } = await forgeDraw();
    return { text: writeLotFile({ ...file, events: await withNeedless(s, log, file) }), policyText };
  },
  'data-graded': () => forgeDraw({ derived: 'keeper' }),
  'lot-opened-inspected': () => forgeDraw({ by: { open: 'keeper' } }),
  'time-within-interval': () => forgeDraw({ off: { close: 5 } }),
  'draw-committed': () => forgeDraw({ by: { commit: 'labeler' } }),
  'lot-closed-counts': () => forgeDraw({ by: { close: 'keeper' } }),
  'draw-revealed': () => forgeDraw({ by: { reveal: 'labeler' } }),
  'labels-of-this-lot': () => forgeDraw({ labels: ([a, b, ...rest]) => [b!, a!, ...rest] }),
  'labels-stand': () => forgeDraw({ labels: withTwice }),
  'label-signatures': () => forgeDraw({ spoiled: true }),
  'labels-in-the-log': () => forgeDraw({ labels: withUnlogged }),
  'root-redone': () => forgeDraw({ root: 'cd'.repeat(32) }),
  'seed-redone': () => withOutcome((outcome) => ({ ...outcome, seed: 'ef'.repeat(32) })),
  'size-redone': () => withOutcome((outcome) => ({ ...outcome, accept: outcome.accept + 1 })),
  'sample-redone': () =>
    withOutcome((outcome) => ({ ...outcome, sample: [notDrawn(outcome), ...outcome.sample.slice(1)].toSorted(byPosition) })),
};
type Drawn = Extract<LotFile['outcome'], { kind: 'drawn' }>;
const byPosition = (a: Drawn['sample'][number], b: Drawn['sample'][number]): number => a.position - b.position;
const withOutcome = (change: (outcome: Drawn) => Drawn) => {
  const { outcome } = own.file;
  if (outcome.kind !== 'drawn') throw new Error('not drawn');
  return Promise.resolve({ text: writeLotFile({ ...own.file, outcome: change(outcome) }), policyText: own.policyText });
};
const notDrawn = ({ sample }: Drawn): Drawn['sample'][number] => {
  const position = own.labels.findIndex((_, at) => sample.every((drawn) => drawn.position !== at));
  return { position, label: own.labels[position]?.id ?? '' };
};
/** A public event that counts but that nothing rests on: the certificate of somebody who takes no part. */
const withNeedless = async (s: ForgedDraw['s'], log: ForgedDraw['log'], file: LotFile): Promise<LotFile['events']> => {
  const used = new Set(file.events.map(({ proof }) => parseTlogProof(proof).index));
  const { index, signed } =
    s.events.find((event) => event.signed.event.type === 'certificate-issued' && !used.has(event.index)) ?? expect.fail('none');
  const checkpoint = (file.events[0]?.proof ?? '').split('\n\n').slice(1).join('\n\n');
  const proof = writeTlogProof({ index, hashes: await log.inclusion(index, s.entries.length), checkpoint });
  const added = { signed: signed as LotFile['events'][number]['signed'], proof };
  return [...file.events, added].toSorted((a, b) => parseTlogProof(a.proof).index - parseTlogProof(b.proof).index);
};
const withUnlogged: NonNullable<DrawLies['labels']> = (labels, s, lot) => {
  const last = labels.at(-1) ?? expect.fail('no label');
  return [...labels.slice(0, -1), { ...signLabel(s, lot, lot.labelers[1], 2), index: last.index }];
};

describe('the checks of a draw', () => {
  it('have a lie each, but those that are a bundle’s and have theirs there', () => {
    const shared = new Set(CHECKS.map(({ run }): unknown => run));
    const ownChecks = DRAW_CHECKS.filter(({ name, run }) => name === 'only-what-is-needed' || !shared.has(run));
    expect(Object.keys(LIES).toSorted()).to.deep.equal(ownChecks.map(({ name }) => name).toSorted());
  });

  for (const [name, tell] of Object.entries(LIES))
    it(`${name} alone catches its lie`, async () => {
      const { text, policyText } = await tell();
      expect(verify(text, policyText).failed).to.equal(name);
      const { verdict, failed } = verify(
        text,
        policyText,
        DRAW_CHECKS.filter((check) => check.name !== name),
      );
      expect([verdict, failed]).to.deep.equal(['verified', undefined]);
    });

  it('draw-revealed alone catches a file with the second commitment of a side in the place of its first', async () => {
    const { text, policyText, file } = await forgeDraw({ twice: true });
    expect(file.events.filter(({ signed }) => signed.event.type === 'inspection-committed')).to.have.length(2);
    const { failed, checks } = verify(text, policyText);
    expect([failed, checks.find(({ name }) => name === failed)?.details?.['reason']]).to.deep.equal(['draw-revealed', 'reference-missing']);
    const rest = DRAW_CHECKS.filter(({ name }) => name !== 'draw-revealed');
    expect(verify(text, policyText, rest).verdict).to.equal('verified');
  });
});
